const DAY = 86_400_000;
const KST = 9 * 3_600_000;

/** The date in Korea the given number of days from now, as a tool argument: the samples are relative to the sandbox's start, which is now. */
export const formatKoreanDay = (days: number): string =>
  new Date(Date.now() + KST + days * DAY).toISOString().slice(0, 10);
