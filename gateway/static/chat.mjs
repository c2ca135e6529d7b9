// <safeguarding-chat>: the conversation as one element, on any page that brings its words.
//
// Inside it stand a JSON script (words, suggestions, contacts, most) and, for a browser that runs
// no script, the contact directory that this element replaces.

import { Composer } from "./composer.mjs";
import { Conversation, Failure } from "./conversation.mjs";
import { element, icon } from "./element.mjs";
import { failureView } from "./failure.mjs";
import { Log } from "./log.mjs";
import { messageView, remarkView, saidView, unsentView } from "./message.mjs";
import { startView } from "./start.mjs";
import { Words } from "./words.mjs";

class SafeguardingChat extends HTMLElement {
  #page;
  #words;
  #conversation;
  #log;
  #composer;
  #start;
  #renewal;
  #unreached = null;
  #busy = false;
  #begun = false;

  connectedCallback() {
    if (this.#begun) return;
    this.#begun = true;
    this.#page = JSON.parse(this.querySelector("script[type='application/json']").textContent);
    this.#words = new Words(this.#page.words);
    const address = this.getAttribute("address") ?? "/api/v1";
    this.#conversation = new Conversation(address, this.getAttribute("audience") ?? "public");
    this.#build();
    this.#greet();
  }

  #build() {
    const words = this.#words;
    const say = (text) => this.#ask(text);
    this.#log = new Log(words);
    this.#start = startView(this.#page, words, say);
    this.#composer = new Composer({
      words,
      most: this.#page.most,
      say: (text) => this.#ask(text, true),
      announce: (text) => this.#log.announce(text),
    });
    this.#renewal = element(
      "button",
      { type: "button", class: "new", hidden: true, click: () => this.renew() },
      icon("new"),
      words.say("log.new"),
    );
    this.replaceChildren(this.#log.view, this.#start, this.#renewal, this.#composer.view);
  }

  /** Starts quietly; where that fails, the first question tries again. */
  async #greet() {
    try {
      this.#show(await this.#conversation.start());
    } catch (error) {
      this.#unreached = this.#fail(error, null, () => this.#greet());
    }
  }

  #ask(text, typed = false) {
    if (this.#busy) return;
    if (typed) this.#composer.clear();
    this.#start.remove();
    this.#unreached?.remove();
    this.#renewal.hidden = false;
    const said = saidView(text, this.#words);
    this.#log.add([said]);
    this.#settle(typed);
    this.#send(text, said);
  }

  async #send(text, said) {
    this.#busy = true;
    this.#log.wait();
    this.#log.show(said);
    try {
      const { messages, reference, restarted } = await this.#conversation.say(text);
      this.#log.waited();
      this.#show(messages, { reference, restarted });
      this.#log.show(said);
    } catch (error) {
      this.#log.waited();
      said.append(unsentView(this.#words));
      this.#fail(error, text, () => {
        said.querySelector(".unsent").remove();
        this.#send(text, said);
      });
      this.#log.show(said);
    } finally {
      this.#busy = false;
    }
  }

  #show(messages, { reference = null, restarted = false } = {}) {
    const remark = restarted ? [remarkView(this.#words.say("log.restarted"))] : [];
    const say = (text) => this.#ask(text);
    const articles = messages.map((message) => messageView(message, this.#words, say));
    const urgent = messages.some(({ kind }) => kind === "emergency");
    if (reference) this.#offer(messages, articles, reference);
    this.#log.add([...remark, ...articles], { urgent });
  }

  /** Lets the page around add to a reply what only it has, before anybody reads it. */
  #offer(messages, articles, reference) {
    const detail = {
      messages,
      articles,
      words: this.#words,
      rate: (opinion) => this.#conversation.rate({ reference, ...opinion }),
      announce: (text) => this.#log.announce(text),
    };
    this.dispatchEvent(new CustomEvent("safeguarding-reply", { bubbles: true, detail }));
  }

  /** Anything but a Failure is a fault of this program and is not hidden. */
  #fail(failure, asked, retry) {
    if (!(failure instanceof Failure)) throw failure;
    const again = () => {
      if (this.#busy || !article.isConnected) return;
      if (article.contains(document.activeElement)) this.#settle();
      article.remove();
      retry();
    };
    if (failure.reason === "lost") addEventListener("online", again, { once: true });
    const { contacts } = this.#page;
    const article = failureView({ failure, asked, contacts, words: this.#words, retry: again });
    this.#log.add([article], { urgent: true });
    return article;
  }

  /** Erases what was said, here and on the server, and starts no other conversation. */
  erase() {
    this.#log.empty();
    return this.#conversation.end();
  }

  /** Erases what was said and begins again. */
  async renew() {
    if (this.#busy) return;
    this.#log.empty();
    this.#renewal.before(this.#start);
    this.#settle();
    this.#renewal.hidden = true;
    await this.#conversation.end();
    await this.#greet();
  }

  /** Puts the focus in the composer, but raises no keyboard on a touch screen. */
  #settle(typed = false) {
    const touch = matchMedia("(pointer: coarse)").matches;
    if (touch && !typed) this.#log.focus();
    else this.#composer.focus();
  }
}

customElements.define("safeguarding-chat", SafeguardingChat);
