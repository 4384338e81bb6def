import { formatMoney, toCurrency } from '../../base/money.ts';
import { getLanguage } from './language.ts';

/** `₩25,000` in English, `25,000원` in Korean; nothing for an amount that is missing. */
export function showMoney(amount: number | undefined, currency?: string): string {
  if (amount === undefined) return '–';
  return localizeMoney(formatMoney(amount, toCurrency(currency)));
}

/** Writes the won in the sentences of the server as the reader does. */
export const localizeMoney = (text: string): string =>
  getLanguage() === 'ko' ? text.replace(/₩(-?[\d,]+(?:\.\d+)?)/g, '$1원') : text;

export const showCount = (count: number): string => {
  const text = new Intl.NumberFormat('en-US').format(count);
  return getLanguage() === 'ko' ? `${text}건` : text;
};

/** `+12.3%`; the sign is a word of its own for those who do not see colors. */
export const showPercent = (percent: number): string => `${percent > 0 ? '+' : ''}${percent}%`;

/** A short amount for the axis of a chart: `1.2M`, `120만`. */
export const showShortAmount = (amount: number): string =>
  new Intl.NumberFormat(getLanguage() === 'ko' ? 'ko-KR' : 'en-US', {
    notation: 'compact',
    maximumFractionDigits: 1,
  }).format(amount);
