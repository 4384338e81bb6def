const DAY = 86_400;
/** Korea keeps no summer time: its offset is constant. */
const KST_OFFSET = 9 * 3_600;

/** The first second of the Korean day that holds `at`. */
export const getKstMidnight = (at: number): number => Math.floor((at + KST_OFFSET) / DAY) * DAY - KST_OFFSET;

/** 0 to 23, as a clock in Seoul shows it. */
export const getKstHour = (at: number): number => Math.floor(((((at + KST_OFFSET) % DAY) + DAY) % DAY) / 3_600);

/** `YYYYMMDD` in Korea. */
export const formatKstDate = (at: number): string =>
  new Date((at + KST_OFFSET) * 1_000).toISOString().slice(0, 10).replaceAll('-', '');

/** The Korean calendar month that holds `at`, as a comparable text. */
export const formatKstMonth = (at: number): string => formatKstDate(at).slice(0, 6);
