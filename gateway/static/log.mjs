// The conversation on screen; each new message is read out once.

import { element } from "./element.mjs";
import { waitingView } from "./message.mjs";

/** A live region that speaks up only for an emergency. */
export class Log {
  #words;
  #list;
  #waiting = null;
  #status = element("p", { class: "spoken", role: "status" });
  view;

  constructor(words) {
    this.#words = words;
    this.#list = element("div", {
      class: "log",
      role: "log",
      "aria-live": "polite",
      tabindex: "-1",
      "aria-label": words.say("log.name"),
    });
    this.view = element("div", {}, this.#list, this.#status);
  }

  /** Adds what came together; `urgent` interrupts what is being read. */
  add(articles, { urgent = false } = {}) {
    this.#list.setAttribute("aria-live", urgent ? "assertive" : "polite");
    this.#list.append(...articles);
  }

  focus() {
    this.#list.focus({ preventScroll: true });
  }

  show(article) {
    article.scrollIntoView({ block: "start" });
  }

  announce(text) {
    this.#status.textContent = "";
    requestAnimationFrame(() => (this.#status.textContent = text));
  }

  wait() {
    this.#waiting = waitingView(this.#words);
    this.#list.after(this.#waiting);
    this.announce(this.#words.say("log.waiting"));
  }

  waited() {
    this.#waiting?.remove();
    this.#waiting = null;
    this.#status.textContent = "";
  }

  empty() {
    this.#list.replaceChildren();
  }
}
