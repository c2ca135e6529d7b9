// What a new conversation begins with: a question and suggestions.

import { element, icon } from "./element.mjs";

/** Each suggestion is a button that asks it. */
export function startView(suggestions, words, say) {
  const buttons = suggestions.map((text) =>
    element("li", {}, element("button", { type: "button", click: () => say(text) }, element("span", {}, text), icon("go"))),
  );
  return element(
    "section",
    { class: "start", "aria-labelledby": "start-heading" },
    element("h2", { id: "start-heading" }, words.say("start.heading")),
    element("p", {}, words.say("start.text")),
    element("ul", { class: "suggestions" }, buttons),
  );
}
