// A contact as a card: who it is for, how to reach it, and whether it is open.

import { element, icon, isAddress, outward, spoken } from "./element.mjs";
import { dateOf, dayOf, timeOf } from "./moment.mjs";

const STATES = { open: "tick", closed: "cross", unknown: "question" };

/** `tel:` with nothing but digits and a leading plus. */
export function telephone(number) {
  return `tel:${number.replace(/[^\d+]/g, "")}`;
}

/** `state` may be null: then nothing is said about it. */
export function contactView(contact, words, now = new Date()) {
  return element(
    "li",
    { class: `contact ${contact.state ?? ""}`.trim(), "data-contact": contact.id },
    element("h3", {}, contact.name),
    stateView(contact, words, now),
    waysView(contact, words),
    element("p", { class: "for-whom" }, contact.for_whom),
    hoursView(contact, words),
    warningsView(contact),
    aboutView(contact, words),
  );
}

function stateView(contact, words, now) {
  if (!contact.state) return null;
  const pill = element(
    "span",
    { class: `state ${contact.state}` },
    icon(STATES[contact.state] ?? STATES.unknown),
    words.say(`contact.${contact.state}`),
  );
  return element("p", { class: "standing" }, pill, opensView(contact, words, now));
}

function opensView(contact, words, now) {
  if (!contact.opens_next) return null;
  const opens = new Date(contact.opens_next);
  const values = { day: dayOf(opens, now), time: timeOf(opens) };
  return element("span", { class: "opens" }, words.say("contact.opens", values));
}

function waysView(contact, words) {
  const ways = [
    wayView("phone", contact.phone, telephone, words),
    wayView("textphone", contact.textphone, telephone, words),
    wayView("sms", contact.sms, (number) => telephone(number).replace("tel:", "sms:"), words),
    wayView("email", contact.email, (address) => `mailto:${address}`, words),
    websiteView(contact.url, words),
  ].filter(Boolean);
  return ways.length ? element("ul", { class: "ways" }, ways) : null;
}

function wayView(kind, value, address, words) {
  if (!value) return null;
  const name = words.say(`contact.${kind}`);
  const label = kind === "phone" || kind === "email" ? spoken(`${name} `) : `${name} `;
  const link = element("a", { href: address(value) }, element("span", {}, value));
  link.prepend(icon(kind), label);
  return element("li", { class: kind }, link);
}

function websiteView(url, words) {
  if (!isAddress(url)) return null;
  const link = outward(url, hostOf(url), words);
  link.prepend(icon("url"));
  return element("li", { class: "url" }, link);
}

function hostOf(url) {
  return new URL(url).hostname.replace(/^www\./, "");
}

function hoursView(contact, words) {
  const name = element("b", {}, words.say("contact.hours"));
  return element("p", { class: "hours" }, name, " ", contact.hours);
}

/** What must be seen at once: not confirmed, or closed for want of knowing. */
function warningsView(contact) {
  return contact.warnings.map((text) => element("p", { class: "warning" }, text));
}

function aboutView(contact, words) {
  const checked = contact.checked_on
    ? words.say("contact.checked", { day: dateOf(contact.checked_on) })
    : words.say("contact.not_checked");
  return element(
    "details",
    { class: "about" },
    element("summary", {}, words.say(contact.doubt ? "contact.about_doubt" : "contact.about")),
    contact.doubt ? element("p", {}, contact.doubt) : null,
    element("p", {}, `${words.say("contact.source")}: ${contact.source}. ${checked}`),
  );
}
