// Narrows a list that the server wrote, while a person types.

const PAUSE = 400;

/** The form still works without this: it loads the page again with the list narrowed. */
class Finder {
  #form;
  #text;
  #open;
  #count;
  #items;
  #parts;
  #timer = null;

  constructor(form) {
    this.#form = form;
    this.#text = form.elements.namedItem("find");
    this.#open = form.elements.namedItem("open");
    this.#count = document.querySelector(".found");
    this.#items = [...document.querySelectorAll("[data-find]")];
    this.#parts = [...document.querySelectorAll("[data-part]")].reverse();
    form.addEventListener("submit", (event) => this.#submit(event));
    form.addEventListener("input", () => this.#narrow());
  }

  #submit(event) {
    event.preventDefault();
    this.#narrow();
  }

  #narrow() {
    const wanted = plain(this.#text.value).split(" ").filter(Boolean);
    for (const item of this.#items) item.hidden = !this.#fits(item, wanted);
    for (const part of this.#parts) part.hidden = !part.querySelector("[data-find]:not([hidden])");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), PAUSE);
  }

  #fits(item, wanted) {
    if (this.#open?.checked && item.dataset.state !== "open") return false;
    const held = `${item.closest("[data-names]")?.dataset.names ?? ""} ${item.dataset.find}`;
    return wanted.every((word) => held.includes(word));
  }

  /** Said after a pause, so that it is read out once and not at each letter. */
  #tell() {
    const count = this.#items.filter((item) => !item.hidden).length;
    const { none, one, many } = this.#count.dataset;
    const text = count === 0 ? none : count === 1 ? one : many.replace("{count}", count);
    if (this.#count.textContent !== text) this.#count.textContent = text;
  }
}

/** As gateway/search.py writes what is searched. */
function plain(text) {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}|['’]/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}

for (const form of document.querySelectorAll("form.find")) new Finder(form);
