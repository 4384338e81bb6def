/** Nearly every id matches this fast check. */
const PLAIN = /^[\w-]+$/;
const BLANK = /^[\s\p{Cf}]*$/u;
const DOTS = /(^|[\\/])[\s\p{C}]*\.{1,2}[\s\p{C}]*($|[\\/;?#])/u;
const ENCODED = /%([0-7][0-9a-f])/gi;

/**
 * Whether a value could change a path: it is blank or has dots between slashes. Percent-encoding keeps dots, and
 * proxies that decode a path, some of them twice, restore the slashes.
 */
export function isUnsafePathValue(value: string): boolean {
  if (PLAIN.test(value)) return false;
  const decodedOnce = decodePercent(value);
  return BLANK.test(value) || [value, decodedOnce, decodePercent(decodedOnce)].some((text) => DOTS.test(text));
}

const decodePercent = (text: string): string =>
  text.replace(ENCODED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
