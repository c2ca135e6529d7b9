// The panel: 999, the way out, and the conversation in a frame of the gateway's own.

import { contactsView } from "./contacts.mjs";
import { lines, make } from "./make.mjs";

const CROSS = "m6 6 12 12m0-12L6 18";
const PHONE =
  "M6.200 3.500h2.700l1.600 4.200-2 1.600a12 12 0 0 0 6.200 6.200l1.600-2 4.200 1.600v2.700a2.200 2.200 0 0 1-2.400 2.200A16.400 16.400 0 0 1 4 5.900 2.200 2.200 0 0 1 6.200 3.500z";

/** A modal dialog, so that the focus is never behind it. */
export class Panel {
  #page;
  #options;
  #acts;
  #status = make("p", { class: "status", role: "status" });
  #body = make("div", { class: "body" });
  #frame = null;
  view;

  /** `acts` are what the person may do: leave, close, retry. */
  constructor(page, options, acts) {
    this.#page = page;
    this.#options = options;
    this.#acts = acts;
    this.view = this.#made();
  }

  get window() {
    return this.#frame?.contentWindow ?? null;
  }

  open() {
    this.view.showModal();
    this.view.querySelector("h2").focus();
  }

  say(text) {
    this.#status.textContent = text;
  }

  /** A new frame; what stood there before is gone. */
  load(loaded) {
    const { gateway, language, title } = this.#options;
    const address = new URL("/widget?panel=1", gateway);
    if (language) address.searchParams.set("lang", language);
    this.#frame = make("iframe", { src: address, title, load: loaded, class: "loading" });
    const waiting = make("p", { class: "waiting", role: "status" }, this.#word("loading"));
    this.#body.replaceChildren(waiting, this.#frame);
  }

  /** Shows the frame in place of whatever stood in for it. */
  show() {
    this.#frame.classList.remove("loading");
    this.#clear();
  }

  /** The contacts stand in; a frame that still comes is shown then. */
  standIn() {
    const again = make("button", { type: "button", class: "again", click: this.#acts.retry }, this.#word("again"));
    const view = make(
      "section",
      { class: "contacts", tabindex: "0", "aria-label": this.#word("contacts") },
      this.#passage(),
      make("p", { class: "down", role: "alert" }, this.#word("down")),
      again,
      contactsView(this.#page.contacts, this.#page.words),
    );
    this.#clear();
    this.#body.prepend(view);
  }

  /** Takes the frame away and with it all that was said. */
  empty() {
    this.#frame = null;
    this.#body.replaceChildren();
    this.say("");
  }

  /** Leaves the frame where it is: one that is moved loads again. */
  #clear() {
    [...this.#body.children].filter((child) => child !== this.#frame).forEach((child) => child.remove());
  }

  #made() {
    const heading = make("h2", { id: "title", tabindex: "-1" }, this.#options.title);
    const close = make(
      "button",
      { type: "button", class: "close", "aria-label": this.#word("close"), click: this.#acts.close },
      lines(CROSS),
    );
    return make(
      "dialog",
      { class: "panel", "aria-labelledby": "title" },
      this.#danger(),
      make("div", { class: "head" }, heading, close),
      this.#away(),
      this.#body,
    );
  }

  #danger() {
    const { words, emergency } = this.#page;
    const ring = words.ring.replace("{number}", emergency);
    return make(
      "div",
      { class: "danger" },
      make("span", {}, words.danger),
      make("a", { href: `tel:${emergency}` }, lines(PHONE), ring),
    );
  }

  #away() {
    const leave = make("button", { type: "button", class: "leave", click: this.#acts.leave }, this.#word("leave"));
    return make("div", { class: "away" }, leave, make("p", {}, this.#word("leave_hint")), this.#status);
  }

  /** The emergency line in the language the page starts in. */
  #passage() {
    const { language } = this.#options;
    if (!language) return null;
    const { direction, text } = this.#page.languages[language];
    return make("p", { class: "passage", lang: language, dir: direction }, text);
  }

  #word(name) {
    return this.#page.words[`widget.${name}`];
  }
}
