// The public conversation in its frame: what only this door has, around <safeguarding-chat>.

import "../chat.mjs";
import { leaveFor } from "./leaving.mjs";
import { hear, tell } from "./line.mjs";
import { ThreeShifts } from "./shift.mjs";

const MINUTE = 60_000;
const page = JSON.parse(document.querySelector("#widget").textContent);
const chat = document.querySelector("safeguarding-chat");
const status = document.querySelector("#status");
const isFramed = window.parent !== window;
let host = null;

/** To the page around the frame, once it has said who it is. */
function tellHost(word, value) {
  if (host) tell(window.parent, host, word, value);
}

async function erase() {
  const erased = chat?.erase?.();
  tellHost("erased");
  await erased;
}

/** Nothing of the conversation may be seen, whoever draws the cover. */
function leave() {
  document.body.hidden = true;
  if (isFramed) tellHost("leave");
  else leaveFor(page.leave_to, erase());
}

function pressed(left) {
  if (left === 0) leave();
  else if (isFramed) tellHost("pressed", left);
  else status.textContent = page.words[left === null ? "expired" : `pressed_${left}`];
}

/** A screen that somebody walked away from is emptied when the conversation ends on the server. */
function watchIdleness() {
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => chat?.renew?.(), page.idle_minutes * MINUTE);
  };
  ["keydown", "pointerdown"].forEach((kind) => window.addEventListener(kind, wait, true));
  wait();
}

hear(() => (isFramed ? window.parent : null), page.origins, {
  hello(_, origin) {
    host = origin;
    tellHost("ready");
  },
  erase,
});
new ThreeShifts(pressed).listen();
watchIdleness();
window.addEventListener("pagehide", () => chat?.erase?.());
window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
window.addEventListener("keydown", ({ key }) => key === "Escape" && tellHost("close"));
document.querySelector(".leave")?.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});
