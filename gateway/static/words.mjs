// The words people read: they come with the page, from the content.

/** Sentences by key, with {places} to fill. */
export class Words {
  #sentences;

  constructor(sentences) {
    this.#sentences = sentences;
  }

  has(key) {
    return key in this.#sentences;
  }

  say(key, values = {}) {
    const sentence = this.#sentences[key] ?? key;
    return sentence.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
  }
}
