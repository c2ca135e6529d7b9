// Light, dark or as the device has it; kept for this page only, stored nowhere.

const DARK = "(prefers-color-scheme: dark)";

/** The rules for dark colours stand in the style sheets; this moves when they hold. */
function darkRules() {
  return [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText.includes(DARK));
}

class Scheme {
  #rules = darkRules();
  #root;

  constructor(root) {
    this.#root = root;
    root.addEventListener("change", ({ target }) => this.#choose(target.value));
    root.hidden = false;
  }

  #choose(scheme) {
    const media = { auto: DARK, light: `not all and ${DARK}`, dark: "all" }[scheme];
    const colours = scheme === "auto" ? "" : scheme;
    for (const rule of this.#rules) rule.media.mediaText = media;
    document.documentElement.style.colorScheme = colours;
  }
}

for (const root of document.querySelectorAll(".scheme")) new Scheme(root);
