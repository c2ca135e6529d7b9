// A message as plain text, to be pasted elsewhere: what it says, whom to ring, where it is from.

import { dateOf, timeOf, today } from "./moment.mjs";

/** Lines as a person would write them in an e-mail. */
export function plainText(message, words, now = new Date()) {
  const printed = words.say("tools.printed", { time: timeOf(now), date: dateOf(today(now)) });
  const contacts = (message.contacts ?? []).map((contact) => contactLine(contact, words));
  const sources = (message.sources ?? []).map(sourceLine);
  return [
    message.text,
    titled(words.say("message.contacts"), contacts),
    titled(words.say("message.sources", { count: sources.length }), sources),
    printed,
  ]
    .filter(Boolean)
    .join("\n\n");
}

function titled(title, lines) {
  return lines.length ? [title, ...lines].join("\n") : null;
}

function contactLine({ name, phone, textphone, sms, email, url, hours }, words) {
  const ways = Object.entries({ phone, textphone, sms, email, url })
    .filter(([, value]) => value)
    .map(([kind, value]) => `${words.say(`contact.${kind}`)} ${value}`);
  return `• ${[name, ...ways, `${words.say("contact.hours")}: ${hours}`].join(", ")}`;
}

function sourceLine({ title, section, date, url }) {
  return `• ${[title, section, date, url].filter(Boolean).join(", ")}`;
}
