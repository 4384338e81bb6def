const DAY = 86_400;
/** Korea keeps no summer time: its offset is constant. */
const OFFSET = 9 * 3_600;

/** The first second of the Korean day that holds `at`. */
export const koreanMidnight = (at: number): number => Math.floor((at + OFFSET) / DAY) * DAY - OFFSET;

/** 0 to 23, as a clock in Seoul shows it. */
export const koreanHour = (at: number): number => Math.floor(((((at + OFFSET) % DAY) + DAY) % DAY) / 3_600);

/** `YYYYMMDD` in Korea. */
export const koreanDate = (at: number): string =>
  new Date((at + OFFSET) * 1_000).toISOString().slice(0, 10).replaceAll('-', '');

/** The Korean calendar month that holds `at`, as a comparable text. */
export const koreanMonth = (at: number): string => koreanDate(at).slice(0, 6);
