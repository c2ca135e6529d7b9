// Makes elements and icons; text only ever goes in as text.

const SVG = "http://www.w3.org/2000/svg";
const ICONS = new URL("icons.svg", import.meta.url).pathname;

/** An element with attributes, listeners (functions) and children; null and false are left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== null && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** A part of a drawing: `svg`, `rect`, `text`, … */
export function drawn(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.flat());
  return made;
}

/** A drawing from icons.svg that screen readers pass over. */
export function icon(name) {
  const use = drawn("use", { href: `${ICONS}#${name}` });
  return drawn("svg", { class: "icon", "aria-hidden": "true" }, use);
}

/** Words for screen readers alone. */
export function spoken(text) {
  return element("span", { class: "spoken" }, text);
}

/** True for an address of the web, so never for a script. */
export function isAddress(text) {
  return /^https?:\/\//.test(text ?? "");
}

/** A link that leaves the conversation where it is. */
export function outward(address, text, words) {
  const attributes = { href: address, target: "_blank", rel: "noopener noreferrer" };
  return element("a", attributes, text, spoken(` ${words.say("new_tab")}`));
}
