const CURRENCY_ALIASES: Readonly<Record<string, string>> = {
  원: 'KRW',
  원화: 'KRW',
  won: 'KRW',
  '₩': 'KRW',
  달러: 'USD',
  미국달러: 'USD',
  dollar: 'USD',
  $: 'USD',
  엔: 'JPY',
  엔화: 'JPY',
  yen: 'JPY',
  유로: 'EUR',
  '€': 'EUR',
  위안: 'CNY',
};

export const toCurrencyCode = (word: string): string => CURRENCY_ALIASES[word] ?? word.toUpperCase();

/** Spellings of banks and card companies that PortOne uses interchangeably, longest first. */
const COMPANY_ALIASES: readonly (readonly string[])[] = [
  ['kb국민', '국민', 'kb'],
  ['nh농협', '농협', 'nh'],
  ['ibk기업', '기업', 'ibk'],
  ['kdb산업', '산업', 'kdb'],
  ['sc제일', '제일', 'sc'],
  ['bc', '비씨'],
  ['citi', '씨티', '시티'],
  ['samsung', '삼성'],
  ['hyundai', '현대'],
  ['shinhan', '신한'],
  ['lotte', '롯데'],
  ['hana', '하나'],
  ['woori', '우리'],
  ['kakao', '카카오'],
  ['toss', '토스'],
];

/** Returns every spelling of a company name. */
export function getCompanyAliases(word: string): readonly string[] {
  for (const company of COMPANY_ALIASES) {
    const matched = company.find((one) => word.startsWith(one));
    if (matched) return company.map((alias) => word.replace(matched, alias));
  }
  return [word];
}
