/** What is agreed to is never rounded. Each is made once, which takes longer than to use it a hundred times. */
const EXACT = { maximumFractionDigits: 20 };
const whole = new Intl.NumberFormat('en-US', EXACT);
const withCents = new Intl.NumberFormat('en-US', { ...EXACT, minimumFractionDigits: 2 });

/** An amount as a person reads it: `₩25,000`, `USD 10.50`. Without a currency it is KRW, as at PortOne. */
export function money(amount: number | null | undefined, currency?: string | null): string {
  if (amount === null || amount === undefined) return 'an unknown amount';
  if (!currency || currency === 'KRW') return `₩${whole.format(amount)}`;
  const code = /^[A-Z]{3}$/.test(currency) ? currency : '(unknown currency)';
  return `${code} ${withCents.format(amount)}`;
}

/** What is left of an amount, without the noise of binary fractions: 10.5 less 3.3 is 7.2. */
export const left = (amount: number, taken: number): number => Number((amount - taken).toFixed(4));
