// Days and times as people in Stockport say them, whatever the zone of their machine.

const ZONE = "Europe/London";
const WEEK = 7 * 24 * 60 * 60 * 1000;

/** "8:30am", "5pm". */
export function timeOf(moment) {
  const parts = partsOf(moment, { hour: "numeric", minute: "2-digit", hourCycle: "h23" });
  const hour = Number(parts.hour);
  const minutes = parts.minute === "00" ? "" : `:${parts.minute}`;
  return `${hour % 12 || 12}${minutes}${hour < 12 ? "am" : "pm"}`;
}

/** "Monday", and with its date where that is a week away or more. */
export function dayOf(moment, now) {
  const far = moment - now >= WEEK - 24 * 60 * 60 * 1000;
  const parts = partsOf(moment, { weekday: "long", day: "numeric", month: "long" });
  return far ? `${parts.weekday} ${parts.day} ${parts.month}` : parts.weekday;
}

/** "3 December 2026", for a day such as 2026-12-03. */
export function dateOf(day) {
  const parts = partsOf(new Date(`${day}T12:00:00Z`), {
    day: "numeric",
    month: "long",
    year: "numeric",
  });
  return `${parts.day} ${parts.month} ${parts.year}`;
}

/** The day in Stockport, such as 2026-12-03. */
export function today(now) {
  const { year, month, day } = partsOf(now, { year: "numeric", month: "2-digit", day: "2-digit" });
  return `${year}-${month}-${day}`;
}

function partsOf(moment, wanted) {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, ...wanted });
  return Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
}
