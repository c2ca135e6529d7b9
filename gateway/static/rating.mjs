// Whether a reply helped: one click says it, and a second may say why not.

import { element, icon } from "./element.mjs";

const REASONS = ["other_question", "unclear", "too_little", "wrong"];

/** `rate` sends an opinion and tells whether it was kept; `announce` reads out the outcome. */
export function ratingView({ words, rate, announce }) {
  const told = element("span", { class: "told" });
  const reasons = reasonsView(words, (reason) => send({ helpful: false, reason }));
  const good = answerView("good", words, () => send({ helpful: true }));
  const bad = answerView("bad", words, () => send({ helpful: false }));

  async function send(opinion) {
    const kept = await rate(opinion);
    const text = words.say(kept ? "rating.thanks" : "rating.failed");
    told.textContent = text;
    announce(text);
    if (!kept) return;
    press(good, opinion.helpful);
    press(bad, !opinion.helpful);
    [...reasons.querySelectorAll("button")].forEach((each) => press(each, each.dataset.reason === opinion.reason));
    reasons.hidden = opinion.helpful;
  }

  return element(
    "div",
    { class: "rating", role: "group", "aria-label": words.say("rating.question") },
    element("span", { "aria-hidden": "true" }, words.say("rating.question")),
    good,
    bad,
    told,
    reasons,
  );
}

function answerView(name, words, click) {
  const attributes = { type: "button", "aria-pressed": "false", "data-rating": name, click };
  return element("button", attributes, icon(name), words.say(`rating.${name}`));
}

function reasonsView(words, choose) {
  const buttons = REASONS.map((reason) =>
    element(
      "button",
      { type: "button", "aria-pressed": "false", "data-reason": reason, click: () => choose(reason) },
      words.say(`rating.reason.${reason}`),
    ),
  );
  const name = words.say("rating.why");
  const group = { class: "reasons", role: "group", "aria-label": name, hidden: true };
  return element("div", group, element("p", { "aria-hidden": "true" }, name), buttons);
}

function press(button, pressed) {
  button.setAttribute("aria-pressed", String(pressed));
}
