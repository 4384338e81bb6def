/** Amounts that people confirm must never be rounded. */
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
  if (!currency || currency === 'KRW') return `₩${getFormats().plain.format(amount)}`;
  const code = /^[A-Z]{3}$/.test(currency) ? currency : '(unknown currency)';
  return `${code} ${getFormats().withCents.format(amount)}`;
}

/** Subtracts two amounts without binary floating-point noise: 10.5 - 3.3 is 7.2. */
export const subtract = (amount: number, taken: number): number => Number((amount - taken).toFixed(4));
