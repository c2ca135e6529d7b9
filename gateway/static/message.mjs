// One message of the conversation, as an article in the log.

import { contactView, telephone } from "./contact.mjs";
import { element, icon, isAddress, outward } from "./element.mjs";
import { figuresView } from "./figures.mjs";
import { timeOf } from "./moment.mjs";
import { textView } from "./text.mjs";

const EMERGENCY = "emergency_999";
const HEADED = ["emergency", "urgent", "notice", "unavailable"];

/** What the person said; `aria-live` off, because they know it. */
export function saidView(text, words) {
  return element(
    "article",
    { class: "message said", "aria-live": "off" },
    element("h2", { class: "spoken" }, words.say("log.you")),
    element("p", {}, text),
  );
}

/** Marks what the person said as not sent. */
export function unsentView(words) {
  return element("p", { class: "unsent" }, icon("alarm"), words.say("log.not_sent"));
}

/** What the assistant says; `say` is called with the words of the option chosen. */
export function messageView(message, words, say) {
  const { kind } = message;
  const contacts = message.contacts ?? [];
  const ring = kind === "emergency" ? contacts.find(({ id }) => id === EMERGENCY) : null;
  return element(
    "article",
    { class: `message ${kind}`, "data-kind": kind, "data-topic": message.topic ?? null },
    headingView(kind, words),
    ring ? ringView(ring, words) : null,
    bodyView(message, contacts, words),
    figuresView(message.figures ?? [], words),
    contactsView(contacts.filter((contact) => contact !== ring), words),
    optionsView(kind, message.options ?? [], words, say),
    sourcesView(message.sources ?? [], words),
  );
}

/** A sentence of the page itself, such as "this is a new conversation". */
export function remarkView(text) {
  return element("p", { class: "remark" }, text);
}

/** The text; each passage marked with its language where there is more than English. */
function bodyView({ text, passages }, contacts, words) {
  if (!passages?.length) return element("div", { class: "text" }, textView(text, contacts, words));
  const parts = passages.map(({ language, direction, text: part }) =>
    element("div", { lang: language, dir: direction }, textView(part, contacts, words)),
  );
  return element("div", { class: "text" }, parts);
}

function headingView(kind, words) {
  if (!HEADED.includes(kind)) return element("h2", { class: "spoken" }, words.say("log.assistant"));
  const sign = kind === "notice" ? "note" : "alarm";
  return element("h2", {}, icon(sign), words.say(`kind.${kind}`));
}

function ringView(contact, words) {
  const text = words.say("ring", { number: contact.phone });
  return element("a", { class: "ring", href: telephone(contact.phone) }, icon("phone"), text);
}

function contactsView(contacts, words) {
  if (!contacts.length) return null;
  const now = new Date();
  const stated = contacts.some(({ state }) => state);
  const key = stated ? "message.contacts_at" : "message.contacts";
  return element(
    "section",
    { class: "contacts" },
    element("p", { class: "label" }, words.say(key, { time: timeOf(now) })),
    element("ul", { class: "cards" }, contacts.map((contact) => contactView(contact, words, now))),
  );
}

function optionsView(kind, options, words, say) {
  if (!options.length) return null;
  const key = kind === "question" ? "message.question_options" : "message.options";
  const buttons = options.map((option) =>
    element("button", { type: "button", click: () => say(option.say) }, option.label),
  );
  return element("div", { class: "options" }, element("p", { class: "label" }, words.say(key)), buttons);
}

function sourcesView(sources, words) {
  if (!sources.length) return null;
  return element(
    "details",
    { class: "sources" },
    element("summary", {}, words.say("message.sources", { count: sources.length })),
    element("ul", {}, sources.map((source) => element("li", {}, sourceView(source, words)))),
  );
}

function sourceView(source, words) {
  const linked = isAddress(source.url);
  const title = linked ? outward(source.url, source.title, words) : source.title;
  const rest = [source.section, source.date].filter(Boolean).join(", ");
  return [title, element("span", { class: "where" }, rest)];
}

/** Says that an answer is on its way, to the eye. */
export function waitingView(words) {
  const dots = element("span", { class: "dots", "aria-hidden": "true" }, ...[1, 2, 3].map(() => element("i")));
  return element("p", { class: "waiting", "aria-hidden": "true" }, dots, words.say("log.waiting"));
}
