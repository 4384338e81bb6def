const clockFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Seoul', timeStyle: 'short' });

/** Formats unix seconds as the time of day in Korea, `09:05`. */
export const formatClockTime = (seconds: number): string => clockFormat.format(seconds * 1000);
