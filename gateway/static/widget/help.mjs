// <safeguarding-help>: a button on anybody's page, and the panel that it opens.
//
// The gateway serves this file and what it imports as one script, /widget.js, in a function of
// its own; PAGE (words, contacts, style) is baked in before them.

/* global PAGE */

import { Cover } from "./cover.mjs";
import { leaveFor } from "./leaving.mjs";
import { hear, tell } from "./line.mjs";
import { make } from "./make.mjs";
import { optionsOf } from "./options.mjs";
import { Panel } from "./panel.mjs";
import { ThreeShifts } from "./shift.mjs";

const NAME = "safeguarding-help";
const PATIENCE = 6000; // milliseconds until the contacts stand in for a frame that does not come
const SILENCE = 1500; // and for one that came and says nothing, as a browser's own error page does
const script = document.currentScript;

class SafeguardingHelp extends HTMLElement {
  #options = optionsOf({ ...script.dataset }, script.src || location.href, PAGE);
  #cover = new Cover();
  #shifts = new ThreeShifts((left) => this.#pressed(left));
  #panel;
  #button;
  #timer = 0;
  #erased = null;
  #begun = false;
  #gone = false;

  connectedCallback() {
    if (this.#begun) return;
    this.#begun = true;
    this.#panel = new Panel(PAGE, this.#options, {
      leave: () => this.#leave(),
      close: () => this.#panel.view.close(),
      retry: () => this.#load(),
    });
    this.#panel.view.addEventListener("close", () => this.#closed());
    this.#button = make("button", { type: "button", class: "open", click: () => this.#open() }, this.#options.title);
    this.#draw();
    hear(() => this.#panel.window, [this.#options.gateway], {
      ready: () => this.#ready(),
      close: () => this.#panel.view.close(),
      leave: () => this.#leave(),
      erased: () => this.#erased?.(),
      pressed: (left) => this.#pressed(left),
    });
    window.addEventListener("pagehide", () => this.#hide());
  }

  #draw() {
    const style = new CSSStyleSheet();
    style.replaceSync(PAGE.style);
    const root = this.attachShadow({ mode: "closed" });
    root.adoptedStyleSheets = [style];
    const { colour, ink, position } = this.#options;
    const all = make("div", { class: `all ${position}`, lang: "en-GB", dir: "ltr" });
    all.style.setProperty("--colour", colour);
    all.style.setProperty("--ink", ink);
    const layer = make("div", { class: "layer", popover: "manual" }, this.#button);
    this.#panel.view.append(this.#cover.view); // a part of the dialog, or clicks would go through it
    all.append(layer, this.#panel.view);
    root.append(all);
    layer.showPopover?.(); // above the page, so that no transform or filter of its parts reaches it
  }

  /** A conversation that was closed is still there; only leaving ends it. */
  #open() {
    this.#panel.open();
    this.#shifts.listen();
    if (!this.#panel.window) this.#load();
  }

  #closed() {
    this.#shifts.stop();
    this.#panel.say("");
    this.#button.focus();
  }

  #load() {
    this.#await(PATIENCE);
    this.#panel.load(() => this.#greet());
    if (!navigator.onLine) this.#panel.standIn();
  }

  #greet() {
    this.#await(SILENCE);
    tell(this.#panel.window, this.#options.gateway, "hello");
  }

  #await(patience) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#panel.standIn(), patience);
  }

  #ready() {
    clearTimeout(this.#timer);
    this.#panel.show();
  }

  #pressed(left) {
    if (left === 0) this.#leave();
    else this.#panel.say(PAGE.words[left === null ? "widget.expired" : `widget.pressed_${left}`]);
  }

  /** Covers first; whatever comes after is not seen. */
  #leave() {
    if (this.#gone) return;
    this.#gone = true;
    this.#cover.show();
    const erased = new Promise((done) => (this.#erased = done));
    if (this.#panel.window) tell(this.#panel.window, this.#options.gateway, "erase");
    else this.#erased();
    leaveFor(this.#options.leaveTo, erased.then(() => this.#panel.empty()));
  }

  /** The page may be kept for Back; nothing of the conversation is. */
  #hide() {
    clearTimeout(this.#timer);
    this.#panel.empty();
    this.#panel.view.close();
  }
}

function begin() {
  if (!document.querySelector(NAME)) document.body.append(document.createElement(NAME));
}

if (!customElements.get(NAME)) {
  customElements.define(NAME, SafeguardingHelp);
  if (document.body) begin();
  else document.addEventListener("DOMContentLoaded", begin);
}
