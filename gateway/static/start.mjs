// What a new conversation begins with: a question and suggestions, for everyone or by role.

import { element, icon } from "./element.mjs";

/** `suggestions` for everyone; `roles`, where there are any, each bring their own. */
export function startView({ suggestions, roles = [] }, words, say) {
  const list = element("ul", { class: "suggestions" }, suggestionViews(suggestions, say));
  const choose = (chosen) => list.replaceChildren(...suggestionViews(chosen, say));
  return element(
    "section",
    { class: "start", "aria-labelledby": "start-heading" },
    element("h2", { id: "start-heading" }, words.say("start.heading")),
    element("p", {}, words.say("start.text")),
    roles.length ? rolesView([{ id: "everyone", suggestions }, ...roles], words, choose) : null,
    list,
  );
}

/** Each suggestion is a button that asks it. */
function suggestionViews(suggestions, say) {
  return suggestions.map((text) =>
    element("li", {}, element("button", { type: "button", click: () => say(text) }, element("span", {}, text), icon("go"))),
  );
}

/** One button a role, of which one is pressed; which one is held nowhere else. */
function rolesView(roles, words, choose) {
  const buttons = roles.map(({ id, suggestions }, at) => {
    const press = () => {
      buttons.forEach((each) => each.setAttribute("aria-pressed", String(each === made)));
      choose(suggestions);
    };
    const name = words.say(`role.${id}`);
    const made = element("button", { type: "button", "aria-pressed": String(at === 0), click: press }, name);
    return made;
  });
  return element("div", { class: "roles", role: "group", "aria-label": words.say("role.name") }, buttons);
}
