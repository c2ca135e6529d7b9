// Every state of the conversation from fixed messages, for developers and for the tests.

import { Composer } from "./composer.mjs";
import { Failure } from "./conversation.mjs";
import { element } from "./element.mjs";
import { failureView } from "./failure.mjs";
import { messageView, remarkView, saidView, unsentView, waitingView } from "./message.mjs";
import { startView } from "./start.mjs";
import { addTools } from "./tools.mjs";
import { Words } from "./words.mjs";

const root = document.querySelector("#examples");
const page = JSON.parse(root.querySelector("script").textContent);
const words = new Words(page.words);
const nothing = () => {};

const DRAWN = { message, start, said, unsent, waiting, remark, failure, composer };

function message({ message: shown }) {
  const article = messageView(shown, words, nothing);
  const rate = async () => true;
  addTools({ messages: [shown], articles: [article], words, rate, announce: nothing });
  return article;
}

function start() {
  return startView(page, words, nothing);
}

function said({ text }) {
  return saidView(text, words);
}

function unsent({ text }) {
  const article = saidView(text, words);
  article.append(unsentView(words));
  return article;
}

function waiting() {
  return waitingView(words);
}

function remark() {
  return remarkView(words.say("log.restarted"));
}

function failure({ reason, seconds, detail, asked }) {
  const { contacts } = page;
  return failureView({ failure: new Failure(reason, { seconds, detail }), asked, contacts, words, retry: nothing });
}

function composer() {
  return new Composer({ words, most: page.most, say: nothing, announce: nothing }).view;
}

root.replaceChildren(
  ...page.examples.map((example) =>
    element(
      "section",
      { id: example.name, class: "example", "aria-label": example.name },
      DRAWN[example.draws ?? "message"](example),
    ),
  ),
);
