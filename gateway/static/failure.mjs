// What stands in the log when nothing came back: plain words, the contacts, and a way to try again.

import { contactView } from "./contact.mjs";
import { element, icon } from "./element.mjs";

/** `contacts` came with the page, so they are there without a connection. */
export function failureView({ failure, asked, contacts, words, retry }) {
  const again = element("button", { type: "button", class: "again", click: retry }, words.say("log.again"));
  return element(
    "article",
    { class: "message failure", "data-reason": failure.reason },
    element("h2", {}, icon("alarm"), words.say(asked ? "failure.heading" : "failure.start_heading")),
    element("p", {}, sentence(failure, words)),
    again,
    needsContacts(failure) ? contactsView(contacts, words) : null,
  );
}

function sentence(failure, words) {
  if (failure.detail) return failure.detail;
  return words.say(`failure.${failure.reason}`, { seconds: failure.seconds });
}

function needsContacts({ reason }) {
  return reason === "lost" || reason === "down";
}

function contactsView(contacts, words) {
  return element(
    "section",
    { class: "contacts" },
    element("p", { class: "label" }, words.say("message.contacts")),
    element("ul", { class: "cards" }, contacts.map((contact) => contactView(contact, words))),
  );
}
