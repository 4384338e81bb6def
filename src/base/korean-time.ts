/** Korea is nine hours ahead of UTC and has no daylight saving time. */
const OFFSET_SECONDS = 9 * 3600;
const DAY_SECONDS = 86_400;

/** The last formatted date. Neighboring rows usually share a day, and formatting the date is the expensive part. */
let cachedDay = { day: Number.NaN, text: '' };

const padTwo = (number: number) => (number < 10 ? `0${number}` : `${number}`);

/** Unix seconds as ISO 8601 in Korean time: `2026-11-21T09:00:00+09:00`. */
export function formatKst(seconds: number): string {
  const local = Math.floor(seconds) + OFFSET_SECONDS;
  const day = Math.floor(local / DAY_SECONDS);
  if (day !== cachedDay.day) {
    const date = new Date(day * DAY_SECONDS * 1000);
    if (Number.isNaN(date.getTime())) return String(seconds);
    cachedDay = { day, text: date.toISOString().slice(0, -14) };
  }
  const second = local - day * DAY_SECONDS;
  const minute = Math.floor(second / 60);
  return `${cachedDay.text}T${padTwo(Math.floor(minute / 60))}:${padTwo(minute % 60)}:${padTwo(second % 60)}+09:00`;
}
