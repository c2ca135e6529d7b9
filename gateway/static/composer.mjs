// The box to type in: Enter sends, Shift and Enter begins a new line.

import { element, icon } from "./element.mjs";

const NEAR = 200;

/** Calls `say` with what was typed and keeps it until `clear`. */
export class Composer {
  #words;
  #most;
  #say;
  #announce;
  #box;
  #count;
  view;

  constructor({ words, most, say, announce }) {
    this.#words = words;
    this.#most = most;
    this.#say = say;
    this.#announce = announce;
    this.view = this.#made();
  }

  focus() {
    this.#box.focus({ preventScroll: true });
  }

  clear() {
    this.#box.value = "";
    this.#measure();
  }

  #made() {
    const words = this.#words;
    this.#box = element("textarea", {
      id: "question",
      rows: "1",
      enterkeyhint: "send",
      autocomplete: "off",
      placeholder: words.say("composer.placeholder"),
      "aria-describedby": "question-hint question-count",
      input: () => this.#measure(),
      keydown: (event) => this.#key(event),
    });
    this.#count = element("p", { id: "question-count", class: "count", hidden: true });
    return element(
      "form",
      { class: "composer", submit: (event) => this.#submit(event) },
      element("label", { for: "question", class: "spoken" }, words.say("composer.name")),
      element("div", { class: "field" }, this.#box, this.#button()),
      element(
        "div",
        { class: "under" },
        element("p", { id: "question-hint", class: "hint" }, words.say("composer.hint")),
        this.#count,
      ),
    );
  }

  #button() {
    const text = element("span", {}, this.#words.say("composer.send"));
    return element("button", { type: "submit", class: "send" }, icon("send"), text);
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    this.#submit(event);
  }

  #submit(event) {
    event.preventDefault();
    const text = this.#box.value.trim();
    if (!text) this.#announce(this.#words.say("composer.empty"));
    else if (this.#left() < 0) this.#announce(this.#count.textContent);
    else this.#say(text);
    this.focus();
  }

  /** The gateway counts characters, not the halves JavaScript counts. */
  #left() {
    return this.#most - [...this.#box.value.trim()].length;
  }

  #measure() {
    const left = this.#left();
    const key = left < 0 ? "composer.over" : "composer.left";
    this.#count.hidden = left > NEAR;
    this.#count.classList.toggle("over", left < 0);
    this.#count.textContent = this.#words.say(key, { count: Math.abs(left) });
    if (left < 0) this.#box.setAttribute("aria-invalid", "true");
    else this.#box.removeAttribute("aria-invalid");
  }
}
