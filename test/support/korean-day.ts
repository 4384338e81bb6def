const DAY = 86_400_000;
const KST = 9 * 3_600_000;

/** A day in Korea, so many days from now, as a tool takes it: the samples lie around the sandbox's start, which is now. */
export const formatKoreanDay = (days: number): string =>
  new Date(Date.now() + KST + days * DAY).toISOString().slice(0, 10);
