/** Korea is nine hours ahead of UTC and keeps no summer time. */
const OFFSET_SECONDS = 9 * 3600;

/** Unix seconds as ISO 8601 in Korean time: `2026-11-21T09:00:00+09:00`. */
export function koreanTime(seconds: number): string {
  const date = new Date((seconds + OFFSET_SECONDS) * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : `${date.toISOString().slice(0, 19)}+09:00`;
}
