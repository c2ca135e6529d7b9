// Figures through time: a small chart for the eye, and its numbers as a table.

import { drawn, element } from "./element.mjs";

const FEWEST = 3;
const WIDTH = 280;
const LINE = 24;
const BAR = 14;
const GAP = 8;
const LETTER = 6.6; // the width of a letter of the chart's 12 pixels, a little generous

/** Cards of fewer than three points say all in the text of the message. */
export function figuresView(cards, words) {
  const shown = cards.filter(({ points }) => points.length >= FEWEST);
  return shown.map((card) => figureView(card, words));
}

function figureView(card, words) {
  const percent = isPercent(card.unit);
  const values = card.points.map(([, value]) => value);
  const texts = textsOf(values, percent);
  const drawable = values.every((value) => typeof value === "number" && value >= 0);
  return element(
    "figure",
    { class: "figures" },
    element("figcaption", {}, element("b", {}, card.label), unitOf(card)),
    drawable ? chartView(card, values, texts, words) : null,
    card.certainty === "low" ? element("p", { class: "warning" }, words.say("figures.unsure")) : null,
    tableView(card, texts, words),
  );
}

function isPercent(unit) {
  return /^(percent|%)/.test(unit);
}

function unitOf({ label, unit }) {
  const said = unit.replace(/^(percent|%)/, "").trim();
  return label.toLowerCase().includes(said.toLowerCase()) ? null : ` (${said})`;
}

/** Numbers as people write them, all with as many decimals as the longest of them. */
function textsOf(values, percent) {
  const decimals = Math.max(0, ...values.map((value) => String(value).split(".")[1]?.length ?? 0));
  const digits = { minimumFractionDigits: decimals };
  return values.map((value) =>
    typeof value === "number" ? value.toLocaleString("en-GB", digits) + (percent ? "%" : "") : value,
  );
}

/** Bars from nought, one a row, so that any period and any screen leaves them readable. */
function chartView({ label, points }, values, texts, words) {
  const periods = points.map(([period]) => period);
  const above = widest(periods) > WIDTH / 2; // long periods stand above their bars
  const height = above ? 2 * LINE : LINE;
  const left = above ? 0 : widest(periods) + GAP;
  const room = WIDTH - left - widest(texts) - 2 * GAP;
  const most = Math.max(...values) || 1;
  const title = words.say("figures.chart", { label, first: periods[0], last: periods.at(-1) });
  const rows = values.map((value, row) => {
    const width = Math.max((value / most) * room, 1);
    const middle = (row + 1) * height - LINE / 2;
    const period = above ? { x: 0, y: middle - LINE } : { x: left - GAP, y: middle, class: "end" };
    return [
      drawn("text", period, periods[row]),
      drawn("rect", { x: left, y: middle - BAR / 2, width, height: BAR, rx: 2 }),
      drawn("text", { x: left + width + GAP, y: middle }, texts[row]),
    ];
  });
  const box = { viewBox: `0 0 ${WIDTH} ${values.length * height}`, class: "chart", role: "img" };
  return drawn("svg", { ...box, "aria-label": title }, drawn("title", {}, title), ...rows);
}

function widest(texts) {
  return Math.max(...texts.map(({ length }) => length)) * LETTER;
}

function tableView({ label, points }, texts, words) {
  const head = (text, scope) => element("th", { scope }, text);
  const rows = points.map(([period], row) =>
    element("tr", {}, head(period, "row"), element("td", {}, texts[row])),
  );
  const names = [words.say("figures.period"), words.say("figures.value")];
  return element(
    "details",
    { class: "numbers" },
    element("summary", {}, words.say("figures.table")),
    element(
      "table",
      {},
      element("caption", { class: "spoken" }, label),
      element("thead", {}, element("tr", {}, names.map((name) => head(name, "col")))),
      element("tbody", {}, rows),
    ),
  );
}
