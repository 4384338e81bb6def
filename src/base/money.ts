/** What is agreed to is never rounded. */
const EXACT = { maximumFractionDigits: 20 };

/** Made once, and not before an amount is shown: that takes longer than to use it a hundred times. */
let cachedFormats: { plain: Intl.NumberFormat; withCents: Intl.NumberFormat } | undefined;

function getFormats() {
  cachedFormats ??= {
    plain: new Intl.NumberFormat('en-US', EXACT),
    withCents: new Intl.NumberFormat('en-US', { ...EXACT, minimumFractionDigits: 2 }),
  };
  return cachedFormats;
}

/** An amount as a person reads it: `₩25,000`, `USD 10.50`. Without a currency it is KRW, as at PortOne. */
export function formatMoney(amount: number | null | undefined, currency?: string | null): string {
  if (amount === null || amount === undefined) return 'an unknown amount';
  if (!currency || currency === 'KRW') return `₩${getFormats().plain.format(amount)}`;
  const code = /^[A-Z]{3}$/.test(currency) ? currency : '(unknown currency)';
  return `${code} ${getFormats().withCents.format(amount)}`;
}

/** What is left of an amount, without the noise of binary fractions: 10.5 less 3.3 is 7.2. */
export const subtract = (amount: number, taken: number): number => Number((amount - taken).toFixed(4));
