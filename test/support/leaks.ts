import type { SensitiveValues } from './sensitive-value-recorder.ts';

/** Finds where a sensitive value occurs in the output. Numbers and codes count only as whole words, not within longer ones. */
export function findLeaks(written: string, sensitiveValues: SensitiveValues): string[] {
  return [...sensitiveValues].flatMap(([value, at]) => {
    const exact = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    // A postcode may occur within a business number by chance, a whole telephone number within nothing.
    const edge = !/^[\x20-\x7e]+$/.test(value) ? '(?!)' : value.length < 7 ? '[0-9A-Za-z-]' : '[0-9A-Za-z]';
    const match = new RegExp(`(?<!${edge})${exact}(?!${edge})`, 'u').exec(written);
    return match ? [`${at}: ${value} in …${written.slice(Math.max(0, match.index - 80), match.index + 40)}…`] : [];
  });
}
