/** Amounts that people confirm must never be rounded. */
const round = (amount: number): number => Number(amount.toFixed(4));

/** An amount in units of its currency. */
export interface CurrencyAmount {
  amount: number;
  /** The code in capitals: `KRW`. */
  currency: string;
}

/** Adds amounts without floating-point noise: 0.1 and 0.2 are 0.3. */
export const addAmounts = (...amounts: readonly number[]): number =>
  amounts.reduce((sum, amount) => round(sum + amount), 0);

/** Subtracts without floating-point noise: 24.99 less 0.10 is 24.89. */
export const subtract = (amount: number, taken: number): number => round(amount - taken);

export const isSameAmount = (one: number, other: number): boolean => round(one) === round(other);

/** The currency code in capitals. The default is KRW, as in PortOne. */
export const toCurrency = (currency: unknown): string =>
  typeof currency === 'string' && currency !== '' ? currency.toUpperCase() : 'KRW';

/** The number of decimals of a currency: 0 for KRW, 2 for USD. Undefined unless the code has three letters. */
export function getCurrencyDecimals(currency: string): number | undefined {
  if (!/^[A-Z]{3}$/.test(currency)) return undefined;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
}

/** Formats amounts for people as a sum: `₩25,000 + USD 10.50`. */
export const formatAmounts = (amounts: readonly CurrencyAmount[]): string =>
  amounts.map(({ amount, currency }) => formatMoney(amount, currency)).join(' + ');

/** An amount that a person confirms is never rounded. */
const EXACT = { maximumFractionDigits: 20 };

/** Created once and only when needed: constructing a formatter is far slower than using it. */
let cachedFormats: { plain: Intl.NumberFormat; withCents: Intl.NumberFormat } | undefined;

function getFormats() {
  cachedFormats ??= {
    plain: new Intl.NumberFormat('en-US', EXACT),
    withCents: new Intl.NumberFormat('en-US', { ...EXACT, minimumFractionDigits: 2 }),
  };
  return cachedFormats;
}

/** Formats an amount for people: `₩25,000`, `USD 10.50`. Without a currency it is KRW, as in PortOne. */
export function formatMoney(amount: number | null | undefined, currency?: string | null): string {
  if (amount === null || amount === undefined) return 'an unknown amount';
  const code = toCurrency(currency);
  if (code === 'KRW') return `₩${getFormats().plain.format(amount)}`;
  return `${/^[A-Z]{3}$/.test(code) ? code : '(unknown currency)'} ${getFormats().withCents.format(amount)}`;
}
