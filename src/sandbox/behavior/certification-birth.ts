/**
 * Returns the `birth` of a certification in unix seconds: the birthday's first second in Korea. The document lists only
 * `birthday`, but PortOne sends both, and its own clients read this one.
 */
export const toBirth = (birthday: string): number => Date.parse(`${birthday}T00:00:00+09:00`) / 1000;
