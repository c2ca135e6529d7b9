// The contacts that came with the script, for when nothing else answers.

import { make } from "./make.mjs";

/** Says nothing of open or closed, which only the gateway knows. */
export function contactsView(contacts, words) {
  return make("ul", {}, contacts.map((contact) => contactView(contact, words)));
}

function contactView({ name, phone, url, for_whom: forWhom, hours }, words) {
  return make(
    "li",
    {},
    make("h3", {}, name),
    phone ? make("p", {}, make("a", { class: "phone", href: `tel:${phone.replace(/[^\d+]/g, "")}` }, phone)) : null,
    make("p", {}, forWhom),
    make("p", {}, make("b", {}, words["contact.hours"]), ` ${hours}`),
    url ? make("p", {}, make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, url)) : null,
  );
}
