/** An amount as a person reads it: `₩25,000`, `USD 10.50`. Without a currency it is KRW, as at PortOne. */
export function money(amount: number | null | undefined, currency?: string | null): string {
  if (amount === null || amount === undefined) return 'an unknown amount';
  if (!currency || currency === 'KRW') return `₩${amount.toLocaleString('en-US')}`;
  const code = /^[A-Z]{3}$/.test(currency) ? currency : '(unknown currency)';
  return `${code} ${amount.toLocaleString('en-US', { minimumFractionDigits: 2 })}`;
}
