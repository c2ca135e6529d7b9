// Turns the plain text of a message into paragraphs, lists and links.

import { element, isAddress, outward } from "./element.mjs";
import { telephone } from "./contact.mjs";

const BULLET = /^• /;
const STEP = /^(\d+)\. /;

/** Blocks apart by an empty line; lines that begin "• " or "1. " become lists. */
export function textView(text, contacts, words) {
  const link = linker(contacts, words);
  return text.split(/\n{2,}/).flatMap((block) => blockView(block, link, words));
}

function blockView(block, link, words) {
  const made = [];
  for (const line of block.split("\n").filter((one) => one.trim())) {
    const kind = BULLET.test(line) ? "ul" : STEP.test(line) ? "ol" : "p";
    if (kind === "p") {
      made.push(element("p", { class: asideOf(line, words) }, link(line)));
      continue;
    }
    const last = made.at(-1);
    const list = last?.localName === kind ? last : element(kind, startOf(line));
    if (list !== last) made.push(list);
    list.append(element("li", {}, link(line.replace(BULLET, "").replace(STEP, ""))));
  }
  made.filter(isLongList).forEach((list) => list.classList.add("long"));
  return made;
}

/** Many short items, which read well in two columns. */
function isLongList({ localName, children }) {
  const items = [...children];
  return localName === "ul" && items.length > 7 && items.every((item) => item.textContent.length < 40);
}

/** A numbered list that does not begin at one says so. */
function startOf(line) {
  const first = STEP.exec(line)?.[1];
  return first && first !== "1" ? { start: first } : {};
}

/** What is unsure, and the words on judgement, stand apart from the guidance. */
function asideOf(line, words) {
  if (line.startsWith(words.say("please_check"))) return "check";
  return line === words.say("judgement") ? "judgement" : null;
}

/** Links exactly the numbers and addresses of the contacts that came with the message. */
function linker(contacts, words) {
  const targets = new Map();
  for (const { phone, email, url } of contacts) {
    if (phone) targets.set(phone, () => element("a", { href: telephone(phone) }, phone));
    if (email) targets.set(email, () => element("a", { href: `mailto:${email}` }, email));
    if (isAddress(url)) targets.set(url, () => outward(url, url, words));
  }
  if (!targets.size) return (line) => [line];
  const known = [...targets.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(?<![\\w])(?<!\\d )(${known.join("|")})(?![\\w]| \\d)`);
  return (line) => line.split(pattern).map((part) => targets.get(part)?.() ?? part);
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
