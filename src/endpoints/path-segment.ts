/** Nearly every id: it needs no closer look. */
const PLAIN = /^[\w-]+$/;
const NOTHING_TO_SEE = /^[\s\p{Cf}]*$/u;
const DOTS = /(^|[\\/])[\s\p{C}]*\.{1,2}[\s\p{C}]*($|[\\/;?#])/u;
const ENCODED = /%([0-7][0-9a-f])/gi;

/**
 * Whether a value would lead elsewhere as a part of a path: nothing at all, or dots between slashes. Percent-encoding keeps dots
 * as they are, and what it does to slashes is undone by proxies that decode a path, some of them twice, before they look at it.
 */
export function leadsElsewhere(value: string): boolean {
  if (PLAIN.test(value)) return false;
  const once = decoded(value);
  return NOTHING_TO_SEE.test(value) || [value, once, decoded(once)].some((text) => DOTS.test(text));
}

const decoded = (text: string): string =>
  text.replace(ENCODED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
