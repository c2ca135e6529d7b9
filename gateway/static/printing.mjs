// Prints one answer alone, with its sources and the day, plainly or with boxes to tick.

import { element } from "./element.mjs";
import { dateOf, timeOf, today } from "./moment.mjs";

/** Nothing else of the page is printed until the browser says that it is done. */
export function printOne(article, words, { checklist = false } = {}) {
  const now = new Date();
  const text = words.say("tools.printed", { time: timeOf(now), date: dateOf(today(now)) });
  const stamp = element("p", { class: "printed", "aria-live": "off" }, text);
  const opened = [...article.querySelectorAll("details.sources:not([open])")];
  const marks = { printing: true, checklist };
  const mark = (on) =>
    Object.entries(marks).forEach(([name, wanted]) => {
      article.classList.toggle(name, on && wanted);
      document.body.classList.toggle(`${name}-one`, on && wanted);
    });
  const done = () => {
    mark(false);
    opened.forEach((each) => (each.open = false));
    stamp.remove();
  };
  opened.forEach((each) => (each.open = true));
  article.append(stamp);
  mark(true);
  addEventListener("afterprint", done, { once: true });
  print();
}
