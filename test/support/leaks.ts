import type { SensitiveValues } from './sensitive-value-recorder.ts';

/** Where a telling value stands in what was written. Numbers and codes count only by themselves, not within longer ones. */
export function findLeaks(written: string, sensitiveValues: SensitiveValues): string[] {
  return [...sensitiveValues].flatMap(([value, at]) => {
    const exact = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    // A postcode may stand within a business number by chance, a whole telephone number in nothing.
    const edge = !/^[\x20-\x7e]+$/.test(value) ? '(?!)' : value.length < 7 ? '[0-9A-Za-z-]' : '[0-9A-Za-z]';
    const match = new RegExp(`(?<!${edge})${exact}(?!${edge})`, 'u').exec(written);
    return match ? [`${at}: ${value} in …${written.slice(Math.max(0, match.index - 80), match.index + 40)}…`] : [];
  });
}
