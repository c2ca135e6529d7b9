// What the page for professionals adds to a reply: whether it helped, a copy, a print.

import { element, icon } from "./element.mjs";
import { plainText } from "./plain.mjs";
import { printOne } from "./printing.mjs";
import { ratingView } from "./rating.mjs";

const RATED = ["answer", "contacts", "fallback", "decline"];
const KEPT = ["answer", "contacts", "urgent"];

/** Adds to each article of a reply what fits its message; one rating for the whole reply. */
export function addTools({ messages, articles, words, rate, announce }) {
  const rated = messages.findIndex(({ kind }) => RATED.includes(kind));
  messages.forEach((message, at) => {
    const parts = [
      at === rated ? ratingView({ words, rate, announce }) : null,
      KEPT.includes(message.kind) ? keepingView(message, articles[at], words, announce) : null,
    ].filter(Boolean);
    if (parts.length) articles[at].append(element("div", { class: "tools", "aria-live": "off" }, parts));
  });
}

function keepingView(message, article, words, announce) {
  const hasList = article.querySelectorAll(".text li").length > 1;
  const print = (checklist) => printOne(article, words, { checklist });
  return element(
    "div",
    { class: "keeping" },
    toolView("copy", words, () => copy(message, words, announce)),
    toolView("print", words, () => print(false)),
    hasList ? toolView("checklist", words, () => print(true)) : null,
  );
}

function toolView(name, words, click) {
  return element("button", { type: "button", "data-tool": name, click }, icon(name), words.say(`tools.${name}`));
}

async function copy(message, words, announce) {
  const text = plainText(message, words);
  const done = await navigator.clipboard.writeText(text).then(() => true, () => false);
  announce(words.say(done ? "tools.copied" : "tools.not_copied"));
}

document.addEventListener("safeguarding-reply", ({ detail }) => addTools(detail));
