"use strict";
// Shows only the answers that hold the words; without script all are shown.
const form = document.getElementById("filter");
const [words, look] = [document.getElementById("words"), document.getElementById("look")];
const answers = [...document.querySelectorAll(".answer")].map((view) => ({ view, text: view.textContent.toLowerCase() }));
const chapters = [...document.querySelectorAll(".chapter")];

function narrow() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  const all = !wanted.length && !look.checked;
  for (const { view, text } of answers) {
    const fits = wanted.every((word) => text.includes(word));
    view.hidden = !fits || (look.checked && !view.hasAttribute("data-look"));
  }
  for (const chapter of chapters) {
    chapter.hidden = !all && !chapter.querySelector(".answer:not([hidden])");
  }
  const count = answers.filter(({ view }) => !view.hidden).length;
  document.getElementById("shown").textContent = all ? "" : `${count} of ${answers.length} answers`;
}

/** A link to an answer that is hidden shows everything again. */
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target?.closest("[hidden]")) return;
  words.value = "";
  look.checked = false;
  narrow();
  target.scrollIntoView();
}

form.hidden = false;
form.addEventListener("input", () => {
  narrow();
  document.getElementById("answers").scrollIntoView();
});
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", reveal);
