const DAY = 24 * 60 * 60 * 1000;

/** The time now as a whole minute, so that cards that load together ask the same. */
export function wholeMinute(now = Date.now()): string {
  return new Date(Math.floor(now / 60_000) * 60_000).toISOString();
}

/** A time some days before another. */
export function daysBefore(time: string, days: number): string {
  return new Date(Date.parse(time) - days * DAY).toISOString();
}

/** The Monday, in UTC, of the week of a time; weeks of the service begin there. */
export function monday(time: string): string {
  const date = new Date(time);
  date.setUTCHours(0, 0, 0, 0);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString();
}
