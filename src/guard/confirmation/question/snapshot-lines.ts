import type { Words } from '../../../base/bilingual.ts';
import { koreanTime } from '../../../base/korean-time.ts';
import { left, money } from '../../../base/money.ts';
import { quoted, word } from '../../../base/text.ts';
import { masked } from '../../../output/mask.ts';
import type { Seen } from '../../snapshot/snapshot.ts';

/** A line of a question. */
export interface Fact {
  label: Words;
  value: Words;
}

type Arguments = Readonly<Record<string, unknown>>;

const same = (text: string): Words => ({ en: text, ko: text });
export const fact = (en: string, ko: string, value: string | Words): Fact => ({
  label: { en, ko },
  value: typeof value === 'string' ? same(value) : value,
});

const statuses: Readonly<Record<string, string>> = {
  ready: '미결제',
  paid: '결제 완료',
  cancelled: '취소됨',
  failed: '실패',
  scheduled: '예약됨',
  executed: '실행됨',
  revoked: '예약 취소됨',
};

/** PortOne's word for a status, with what a Korean merchant calls it. */
const status = (value: unknown): Words => {
  const said = typeof value === 'string' ? word(value) : 'unknown';
  return { en: said, ko: statuses[said] ? `${statuses[said]}(${said})` : said };
};
const joined = (parts: readonly Words[], by: string): Words => ({
  en: parts.map((part) => part.en).join(by),
  ko: parts.map((part) => part.ko).join(by),
});
const none = (en: string, ko: string): Words => ({ en, ko });
/** `2026-11-21T09:00:00+09:00` as a person reads it; seconds only where there are any. */
export const koreanMinute = (time: string): string => `${time.slice(0, 19).replace('T', ' ').replace(/:00$/, '')} KST`;
const when = (seconds: number | null | undefined) => (seconds ? koreanMinute(koreanTime(seconds)) : '?');

type Mode = (isTest: boolean | null | undefined) => Words;
const mode: Mode = (isTest) => (isTest ? { en: 'test', ko: '테스트' } : { en: 'live', ko: '실결제' });
/** Samples are of both modes, and neither moves money: "live" alone would say that it does. */
const modeOfSample: Mode = (isTest) => {
  const { en, ko } = mode(isTest);
  return { en: `sandbox (example of ${en})`, ko: `샌드박스(${ko} 예시)` };
};

/** What was seen, in the order in which a person wants to know it. In a sandbox it is sample data. */
export function factsOf(seen: Seen, args: Arguments, sandbox: boolean): Fact[] {
  const modeOf = sandbox ? modeOfSample : mode;
  return [
    ...(seen.payment ? paymentFacts(seen.payment, modeOf) : []),
    ...(seen.order ? orderFacts(seen.order) : []),
    ...(seen.billing_key === undefined ? [] : [billingKeyFact(seen.billing_key, args, modeOf)]),
    ...(seen.schedule ? [fact('Schedule', '예약', scheduleLine(seen.schedule, !seen.billing_key))] : []),
    ...(seen.schedules ? schedulesFacts(seen.schedules, args, seen.schedules_until) : []),
    ...(seen.naver_items ? itemFacts(seen.naver_items, args) : []),
    ...[seen.receipt, seen.external_receipt].flatMap((one) => (one === undefined ? [] : [receiptFact(one)])),
    ...(seen.escrow === undefined ? [] : [escrowFact(seen.escrow)]),
    ...(seen.certification ? certificationFacts(seen.certification) : []),
    ...(seen.prepare === undefined
      ? []
      : [
          fact(
            'Registered amount',
            '사전등록 금액',
            seen.prepare ? money(seen.prepare.amount, seen.prepare.currency) : none('none', '없음'),
          ),
        ]),
    ...(seen.channel
      ? [
          fact(
            'Channel',
            '채널',
            joined(
              [
                same(
                  `${quoted(seen.channel.channel_name ?? seen.channel.pg_id ?? '?')} (${word(seen.channel.pg_provider ?? '?')})`,
                ),
                ...(typeof seen.channel.sandbox === 'boolean' ? [modeOf(seen.channel.sandbox)] : []),
              ],
              ', ',
            ),
          ),
        ]
      : []),
  ];
}

function paymentFacts(payment: NonNullable<Seen['payment']>, modeOf: Mode): Fact[] {
  const { amount, cancel_amount, currency, pay_method, pg_provider } = payment;
  const means = `${word(pay_method ?? '?')} / ${word(pg_provider ?? '?')}`;
  return [
    fact('Payment', '결제', `${word(payment.imp_uid ?? '?')} (${quoted(payment.merchant_uid ?? '')})`),
    fact('Product', '상품', quoted(payment.name ?? '')),
    fact('Status', '상태', joined([status(payment.status), same(means)], ', ')),
    payment.paid_at
      ? fact('Paid', '결제 금액', {
          en: `${money(amount, currency)} at ${when(payment.paid_at)}`,
          ko: `${money(amount, currency)} (${when(payment.paid_at)})`,
        })
      : fact('Not paid', '미결제 금액', money(amount, currency)),
    // Of what was not paid nothing can be cancelled; PortOne keeps no time for some that were.
    ...(payment.paid_at || cancel_amount
      ? [
          fact('Cancelled so far', '지금까지 취소', money(cancel_amount, currency)),
          fact('Remaining', '취소 가능 잔액', money(left(amount ?? 0, cancel_amount ?? 0), currency)),
        ]
      : []),
    ...vbankFacts(payment),
    fact('Payer', '구매자', payment.buyer_name ? masked('name', payment.buyer_name) : none('not given', '정보 없음')),
    fact('Mode', '결제 환경', modeOf(payment.sandbox)),
  ];
}

function vbankFacts({ pay_method, vbank_num, vbank_name, vbank_date }: NonNullable<Seen['payment']>): Fact[] {
  if (!vbank_num || pay_method !== 'vbank') return [];
  const account = [vbank_name && word(vbank_name), masked('account', vbank_num)].filter(Boolean).join(' ');
  return [
    fact(
      'Virtual account',
      '가상계좌',
      vbank_date
        ? { en: `${account}, to be paid until ${when(vbank_date)}`, ko: `${account}, 입금 기한 ${when(vbank_date)}` }
        : account,
    ),
  ];
}

function orderFacts(order: NonNullable<Seen['order']>): Fact[] {
  const attempts = order.map((one) => joined([same(word(one.imp_uid ?? '?')), status(one.status)], ' '));
  return [
    fact(
      'Earlier attempts of this order',
      '이 주문의 이전 시도',
      attempts.length > 0 ? joined(attempts, ', ') : none('none', '없음'),
    ),
  ];
}

function billingKeyFact(key: NonNullable<Seen['billing_key']> | null, args: Arguments, modeOf: Mode): Fact {
  if (!key) {
    const uid = quoted(String(args.customer_uid ?? ''));
    return fact('Billing key', '빌링키', none(`${uid}, none stored yet`, `${uid}, 등록된 빌링키 없음`));
  }
  const card = [key.card_name && word(key.card_name), key.card_number && masked('card', key.card_number)]
    .filter(Boolean)
    .join(' ');
  const name = quoted(key.customer_uid ?? String(args.customer_uid ?? ''));
  return fact('Billing key', '빌링키', {
    en: `${name} ${card}, ${modeOf(key.sandbox).en}`,
    ko: `${name} ${card}, ${modeOf(key.sandbox).ko}`,
  });
}

/** `withKey` where nothing else says whose it is. */
function scheduleLine(row: NonNullable<Seen['schedule']>, withKey: boolean): Words {
  const words = joined([row.schedule_status, row.payment_status].filter((one) => one).map(status), ', ');
  const owner = [row.name && quoted(row.name), row.buyer_name && masked('name', row.buyer_name)].filter(Boolean);
  const of =
    withKey && row.customer_uid
      ? { en: `billing key ${quoted(row.customer_uid)}`, ko: `빌링키 ${quoted(row.customer_uid)}` }
      : undefined;
  const line = [quoted(row.merchant_uid ?? ''), ...owner, money(row.amount, row.currency)].join(' ');
  return {
    en: `${line} at ${when(row.schedule_at)} (${words.en})${of ? `, ${of.en}` : ''}`,
    ko: `${line}, ${when(row.schedule_at)} (${words.ko})${of ? `, ${of.ko}` : ''}`,
  };
}

function schedulesFacts(rows: NonNullable<Seen['schedules']>, args: Arguments, until: number | undefined): Fact[] {
  const isBooking = Array.isArray(args.schedules) || typeof args.customer_uid !== 'string';
  const lines = rows.map((row) =>
    fact(
      isBooking ? 'Booked now' : 'Schedule',
      isBooking ? '현재 예약' : '예약',
      scheduleLine(row, args.customer_uid === undefined),
    ),
  );
  if (lines.length === 0)
    lines.push(
      isBooking
        ? fact('Booked now under these order numbers', '이 주문번호의 현재 예약', none('nothing', '없음'))
        : fact('Schedules', '예약', none('none', '없음')),
    );
  if (args.all !== true || until === undefined) return lines;
  const day = koreanTime(until).slice(0, 10);
  return [...lines, fact('Beyond these', '그 밖에', none(`any after ${day}`, `${day} 이후의 모든 예약`))];
}

function itemFacts(items: NonNullable<Seen['naver_items']>, args: Arguments): Fact[] {
  const named = Array.isArray(args.product_order_id) ? new Set(args.product_order_id) : undefined;
  return items
    .filter((item) => !named || named.has(item.product_order_id))
    .map((item) => {
      const states = [item.product_order_status, item.claim_type, item.claim_status];
      const state = states.flatMap((one) => (one ? [word(one)] : [])).join(' ');
      const fee = item.delivery_amount;
      const what = `${word(item.product_order_id ?? '?')} ${quoted(item.product_name ?? '')} × ${item.quantity ?? '?'}, ${money(item.product_amount)}`;
      return fact('Item', '상품주문', {
        en: `${what}${fee ? ` + delivery ${money(fee)}` : ''}, ${state}`,
        ko: `${what}${fee ? ` + 배송비 ${money(fee)}` : ''}, ${state}`,
      });
    });
}

function receiptFact(receipt: NonNullable<Seen['receipt'] | Seen['external_receipt']> | null): Fact {
  if (!receipt) return fact('Cash receipt', '현금영수증', none('none issued', '발급 내역 없음'));
  const { amount, applied_at, cancelled_at } = receipt;
  const line = `${money(amount)}, ${when(applied_at)}`;
  return fact('Cash receipt', '현금영수증', {
    en: `${line}${cancelled_at ? ', revoked' : ''}`,
    ko: `${line}${cancelled_at ? ', 취소됨' : ''}`,
  });
}

const escrowFact = (escrow: NonNullable<Seen['escrow']> | null): Fact =>
  fact(
    'Delivery registered',
    '등록된 배송정보',
    escrow ? `${quoted(escrow.company ?? '')} ${quoted(escrow.invoice ?? '')}` : none('none yet', '없음'),
  );

function certificationFacts({ imp_uid, certified, name }: NonNullable<Seen['certification']>): Fact[] {
  return [
    fact('Certification', '본인인증', {
      en: `${word(imp_uid ?? '?')}, ${certified ? 'certified' : 'not certified'}`,
      ko: `${word(imp_uid ?? '?')}, ${certified ? '인증됨' : '미인증'}`,
    }),
    fact('Person', '대상자', name ? masked('name', name) : none('not given', '정보 없음')),
  ];
}
