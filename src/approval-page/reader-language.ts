import type { IncomingMessage } from 'node:http';
import type { Language } from '../base/bilingual.ts';

/**
 * The language that the reader chose on the page, or else the one that the browser prefers. Undefined if the browser
 * prefers neither of the page's languages.
 */
export function readReaderLanguage({
  url = '',
  headers,
}: Pick<IncomingMessage, 'url' | 'headers'>): Language | undefined {
  const [, query] = url.split('?', 2);
  return parseLanguage(new URLSearchParams(query).get('lang')) ?? getPreferredLanguage(headers['accept-language']);
}

/** Parses a header such as `ko-KR,ko;q=0.9,en;q=0.8`. Of two languages with the same weight, the first is preferred. */
function getPreferredLanguage(acceptLanguage = ''): Language | undefined {
  const preferences = acceptLanguage.split(',').flatMap((entry) => {
    const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim().toLowerCase());
    const lang = parseLanguage(tag.split('-', 1)[0]);
    const weight = Number(parameters.find((text) => text.startsWith('q='))?.slice(2) ?? 1);
    return lang && weight > 0 ? [{ lang, weight }] : [];
  });
  return preferences.sort((one, other) => other.weight - one.weight)[0]?.lang;
}

const parseLanguage = (text: string | null | undefined): Language | undefined =>
  text === 'ko' || text === 'en' ? text : undefined;
