const DAY = 86_400;
/** Korea has no daylight saving time: its offset is constant. */
const KST_OFFSET = 9 * 3_600;

/** Returns the first second of the Korean day that contains `at`. Both are unix seconds. */
export const getKstMidnight = (at: number): number => Math.floor((at + KST_OFFSET) / DAY) * DAY - KST_OFFSET;

/** Returns the hour in Seoul, 0 to 23, of a time in unix seconds. */
export const getKstHour = (at: number): number => Math.floor(((((at + KST_OFFSET) % DAY) + DAY) % DAY) / 3_600);

/** Formats unix seconds as a Korean date, `YYYYMMDD`. */
export const formatKstDate = (at: number): string =>
  new Date((at + KST_OFFSET) * 1_000).toISOString().slice(0, 10).replaceAll('-', '');

/** Formats unix seconds as a Korean month, `YYYYMM`. */
export const formatKstMonth = (at: number): string => formatKstDate(at).slice(0, 6);
