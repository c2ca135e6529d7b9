// What the page that shows the button may choose, as attributes of the script tag.

const COLOUR = /^#[0-9a-f]{6}$/i;
const LONGEST_TITLE = 60;
const DARK = "#16242b";
const LIGHT = "#ffffff";

/** Anything that cannot be used is left at its default. */
export function optionsOf(attributes, address, page) {
  const { colour = "", position, title = "", lang, leaveTo = "", gateway = "" } = attributes;
  const chosen = COLOUR.test(colour) ? colour.toLowerCase() : page.colour;
  return {
    colour: chosen,
    ink: inkOn(chosen),
    position: position === "left" ? "left" : "right",
    title: title.trim().slice(0, LONGEST_TITLE) || page.words["widget.title"],
    language: Object.hasOwn(page.languages, lang ?? "") ? lang : null,
    leaveTo: secure(leaveTo)?.href ?? page.leave_to,
    gateway: (secure(gateway) ?? new URL(address)).origin,
  };
}

/** Dark or light letters, whichever is read more easily on the colour. */
export function inkOn(colour) {
  return contrast(colour, LIGHT) >= contrast(colour, DARK) ? LIGHT : DARK;
}

/** An https address, or one of this machine; else null. */
function secure(text) {
  if (!URL.canParse(text)) return null;
  const address = new URL(text);
  const here = ["127.0.0.1", "localhost"].includes(address.hostname);
  return address.protocol === "https:" || (here && address.protocol === "http:") ? address : null;
}

/** The contrast ratio of WCAG 2.2. */
function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The relative luminance of WCAG 2.2, from "#rrggbb". */
function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const part = parseInt(colour.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
