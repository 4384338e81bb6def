import { getLanguage } from './language.ts';
import { localizeMoney } from './money.ts';
import { showPg } from './payment-words.ts';

type Translate = (...parts: string[]) => string;

const opening: Translate = (what, sum, by) =>
  `${what === 'Charge sent' ? '결제 요청' : '결제창 열림'}${sum ? `: ${sum}, ${by ? showAttempt(by) : ''}` : ''}`;

/** The sentences of the server about what happened, as patterns, with the Korean for each. */
const translations: readonly (readonly [RegExp, Translate])[] = [
  [/^(Payment window opened|Charge sent)(?:: (.+?) by (.+))?\.$/, opening],
  [
    /^Account or barcode issued(?: for (.+?))?(?:, payable until (.+))?\.$/,
    (sum, until) => join('계좌 또는 바코드 발급', sum, until && `기한 ${until}`),
  ],
  [/^Deadline for the deposit/, () => '입금 기한'],
  [/^Deposit of (.+) received/, (sum) => `${sum} 입금`],
  [/^Failed \(결제 실패\): (.+)\.$/s, (reason) => `결제 실패: ${unquote(reason)}`],
  [/^Card registered/, () => '카드 등록 (빌링키 발급), 결제 금액 없음'],
  [/^Paid(?: (.+))? \(결제 완료\)\.$/, (sum) => join('결제 완료', sum)],
  [
    /^Refunded (.+?) \(취소\); (.+?) remains\. Reason: (.+)\.$/s,
    (sum, rest, reason) => `${sum} 취소, 남은 금액 ${rest}. 사유: ${unquote(reason)}`,
  ],
  [/^Cash receipt for (.+) issued/, (sum) => `현금영수증 ${sum} 발급`],
  [/^Cash receipt cancelled/, () => '현금영수증 취소'],
  [
    /^Delivery registered \(배송등록\): (.+), waybill (.+)\.$/s,
    (company, waybill) => `배송 등록: ${unquote(company)}, 송장 ${unquote(waybill)}`,
  ],
  [/^Charge of (.+) scheduled/, (sum) => `예약결제 예정 시각: ${sum}`],
  [/^Schedule revoked/, () => '예약 취소'],
  [/^Billing key stored/, () => '빌링키 발급'],
  [/^Card of the billing key replaced/, () => '빌링키의 카드 변경'],
];

/** Says an event of the timeline in the language of the reader; one that is not known here stays as it is. */
export function translateEvent(text: string): string {
  if (getLanguage() === 'en') return text;
  for (const [pattern, translate] of translations) {
    const match = pattern.exec(text);
    if (match) return localizeMoney(translate(...match.slice(1)));
  }
  return localizeMoney(text);
}

/** `card (신용카드) through KSNET (ksnet)`: the Korean method, and the PG by its code. */
function showAttempt(by: string): string {
  const [method = '', pg = ''] = by.split(' through ');
  const code = /\(([^()]+)\)$/.exec(pg)?.[1];
  return `${/\(([^()]+)\)$/.exec(method)?.[1] ?? method}, ${showPg(code) ?? pg}`;
}

const unquote = (text: string | undefined): string =>
  text === 'no reason' ? '없음' : (text ?? '').replace(/^"|"$/g, '');

const join = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(', ');
