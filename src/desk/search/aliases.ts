/** Common words for PortOne's codes, in lowercase without spaces and hyphens. */
const METHOD_ALIASES: Readonly<Record<string, string>> = {
  카드: 'card',
  신용카드: 'card',
  creditcard: 'card',
  이체: 'trans',
  계좌이체: 'trans',
  실시간계좌이체: 'trans',
  transfer: 'trans',
  banktransfer: 'trans',
  가상계좌: 'vbank',
  무통장: 'vbank',
  무통장입금: 'vbank',
  virtualaccount: 'vbank',
  휴대폰: 'phone',
  휴대폰결제: 'phone',
  휴대폰소액결제: 'phone',
  핸드폰: 'phone',
  핸드폰결제: 'phone',
  소액결제: 'phone',
  mobile: 'phone',
  편의점: 'cvs',
  편의점결제: 'cvs',
  문화상품권: 'cultureland',
  도서문화상품권: 'booknlife',
  포인트: 'point',
  카카오페이: 'kakaopay',
  네이버페이: 'naverpay',
  토스페이: 'tosspay',
  페이코: 'payco',
  페이팔: 'paypal',
  삼성페이: 'samsung',
  애플페이: 'applepay',
};

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

export const toMethodCode = (word: string): string => METHOD_ALIASES[word.replaceAll('_', '')] ?? word;
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
