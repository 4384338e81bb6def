import type { CurrencyAmount } from './money.ts';

export interface TypedAmount {
  amount: number;
  /** Absent if the person typed only the number. */
  currency?: string;
}

/** Digits with or without thousands separators, and decimals. */
const NUMBER = String.raw`(?<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)`;
const AMOUNT_PATTERN = new RegExp(`^(?:₩|(?<before>[A-Z]{3}))?${NUMBER}(?:원|(?<after>[A-Z]{3}))?$`);

/** An amount as people type it: `10,000`, `₩10,000`, `10,000원`, `USD 10.50`, full-width digits. Undefined for anything else. */
export function parseTypedAmount(text: string): TypedAmount | undefined {
  const compact = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  const { number, before, after } = AMOUNT_PATTERN.exec(compact)?.groups ?? {};
  if (number === undefined) return undefined;
  const currencies = new Set(
    [before, after, /[₩원]/.test(compact) ? 'KRW' : undefined].filter((code) => code !== undefined),
  );
  const [currency] = currencies;
  if (currencies.size > 1) return undefined;
  return { amount: Number(number.replaceAll(',', '')), ...(currency === undefined ? {} : { currency }) };
}

/**
 * Whether a person typed exactly the amounts asked for, several as `₩10,000 + USD 5.00` in the order shown. The currency
 * may be left out if there is only one; another one is a mismatch.
 */
export function matchesTypedAmounts(typed: unknown, expected: readonly CurrencyAmount[]): boolean {
  const typedTexts = typeof typed === 'number' ? [String(typed)] : typeof typed === 'string' ? splitSum(typed) : [];
  if (typedTexts.length !== expected.length) return false;
  const mayOmitCurrency = new Set(expected.map(({ currency }) => currency)).size === 1;
  return expected.every(({ amount, currency }, index) => {
    const parsed = parseTypedAmount(typedTexts[index] ?? '');
    if (parsed?.amount !== amount) return false;
    return parsed.currency === undefined ? mayOmitCurrency : parsed.currency === currency;
  });
}

const splitSum = (text: string): string[] => text.normalize('NFKC').split('+');
