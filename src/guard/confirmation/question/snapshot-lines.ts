import type { Localized } from '../../../base/bilingual.ts';
import { formatKst } from '../../../base/korean-time.ts';
import { formatMoney } from '../../../base/money.ts';
import { quote, quoteUnlessPlain } from '../../../base/text.ts';
import { getMethodName, getPgName, getStatusName } from '../../../endpoints/code-names.ts';
import { getNaverStateName } from '../../../endpoints/naver-code-names.ts';
import { getRefundableAmount } from '../../../endpoints/refundable.ts';
import { mask } from '../../../output/mask.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/** A line of a question. */
export interface QuestionLine {
  label: Localized;
  value: Localized;
}

type ToolArguments = Readonly<Record<string, unknown>>;

const toBothLanguages = (text: string): Localized => ({ en: text, ko: text });
export const createLine = (en: string, ko: string, value: string | Localized): QuestionLine => ({
  label: { en, ko },
  value: typeof value === 'string' ? toBothLanguages(value) : value,
});

/** Returns the common name of a code; a code without a name is shown as PortOne returns it. */
const describeCode = (code: string | null | undefined, getName: (code: string) => Localized | undefined): Localized =>
  code ? (getName(code) ?? toBothLanguages(quoteUnlessPlain(code))) : localize('unknown', '알 수 없음');
const describeStatus = (code: string | null | undefined) => describeCode(code, getStatusName);
const joinLocalized = (parts: readonly Localized[], separator: string): Localized => ({
  en: parts.map((part) => part.en).join(separator),
  ko: parts.map((part) => part.ko).join(separator),
});
/** A simple-pay service is often both the payment method and the PG. */
const uniqueNames = (names: readonly Localized[]): Localized[] =>
  names.filter((name, index) => names.findIndex(({ en }) => en === name.en) === index);
const localize = (en: string, ko: string): Localized => ({ en, ko });
/** Formats `2026-11-21T09:00:00+09:00` as `2026-11-21 09:00 KST`, with seconds only if they are not zero. */
export const formatTimeText = (time: string): string =>
  `${time.slice(0, 19).replace('T', ' ').replace(/:00$/, '')} KST`;
const formatTime = (seconds: number | null | undefined) => (seconds ? formatTimeText(formatKst(seconds)) : '?');

type DescribeMode = (isTest: boolean | null | undefined) => Localized;
const describeMode: DescribeMode = (isTest) => (isTest ? { en: 'test', ko: '테스트' } : { en: 'live', ko: '실결제' });
/** Sample payments simulate both modes. "live" alone would suggest that real money moves. */
const describeSampleMode: DescribeMode = (isTest) => {
  const { en, ko } = describeMode(isTest);
  return { en: `sandbox (simulated ${en})`, ko: `샌드박스(${ko} 예시)` };
};

/** The lines of a snapshot, most important first. In a sandbox it is sample data. */
export function describeSnapshot(snapshot: Snapshot, args: ToolArguments, sandbox: boolean): QuestionLine[] {
  const formatMode = sandbox ? describeSampleMode : describeMode;
  return [
    ...(snapshot.payment ? describePayment(snapshot.payment, formatMode) : []),
    ...(snapshot.order ? describeOrder(snapshot.order) : []),
    ...(snapshot.billing_key === undefined ? [] : [describeBillingKey(snapshot.billing_key, args, formatMode)]),
    ...(snapshot.schedule
      ? [createLine('Schedule', '예약', formatSchedule(snapshot.schedule, !snapshot.billing_key))]
      : []),
    ...(snapshot.schedules ? describeSchedules(snapshot.schedules, args, snapshot.schedules_until) : []),
    ...(snapshot.naver_items ? describeNaverItems(snapshot.naver_items, args) : []),
    ...[snapshot.receipt, snapshot.external_receipt].flatMap((one) =>
      one === undefined ? [] : [describeReceipt(one)],
    ),
    ...(snapshot.escrow === undefined ? [] : [describeEscrow(snapshot.escrow)]),
    ...(snapshot.certification ? describeCertification(snapshot.certification) : []),
    ...(snapshot.prepare === undefined
      ? []
      : [
          createLine(
            'Registered amount',
            '사전등록 금액',
            snapshot.prepare
              ? formatMoney(snapshot.prepare.amount, snapshot.prepare.currency)
              : localize('none', '없음'),
          ),
        ]),
    ...(snapshot.channel
      ? [
          createLine(
            'Channel',
            '채널',
            joinLocalized(
              [
                toBothLanguages(quote(snapshot.channel.channel_name ?? snapshot.channel.pg_id ?? '?')),
                describeCode(snapshot.channel.pg_provider, getPgName),
                ...(typeof snapshot.channel.sandbox === 'boolean' ? [formatMode(snapshot.channel.sandbox)] : []),
              ],
              ', ',
            ),
          ),
        ]
      : []),
  ];
}

function describePayment(payment: NonNullable<Snapshot['payment']>, formatMode: DescribeMode): QuestionLine[] {
  const { amount, cancel_amount, currency, pay_method, pg_provider } = payment;
  const state = [
    describeStatus(payment.status),
    describeCode(pay_method, getMethodName),
    describeCode(pg_provider, getPgName),
  ];
  return [
    createLine('Payment', '결제', `${quoteUnlessPlain(payment.imp_uid ?? '?')} (${quote(payment.merchant_uid ?? '')})`),
    createLine('Product', '상품', quote(payment.name ?? '')),
    createLine('Status', '상태', joinLocalized(uniqueNames(state), ' · ')),
    payment.paid_at
      ? createLine('Paid', '결제 금액', {
          en: `${formatMoney(amount, currency)} at ${formatTime(payment.paid_at)}`,
          ko: `${formatMoney(amount, currency)} (${formatTime(payment.paid_at)})`,
        })
      : createLine('Unpaid amount', '미결제 금액', formatMoney(amount, currency)),
    // An unpaid payment has nothing to refund. PortOne has no payment time for some refunded ones.
    ...(payment.paid_at || cancel_amount
      ? [
          createLine('Refunded so far', '이미 취소된 금액', formatMoney(cancel_amount, currency)),
          createLine('Refundable', '취소 가능 잔액', formatMoney(getRefundableAmount(payment), currency)),
        ]
      : []),
    ...describeVirtualAccount(payment),
    createLine(
      'Buyer',
      '구매자',
      payment.buyer_name ? mask('name', payment.buyer_name) : localize('not given', '정보 없음'),
    ),
    createLine('Mode', '결제 환경', formatMode(payment.sandbox)),
  ];
}

function describeVirtualAccount({
  pay_method,
  vbank_num,
  vbank_name,
  vbank_date,
}: NonNullable<Snapshot['payment']>): QuestionLine[] {
  if (!vbank_num || pay_method !== 'vbank') return [];
  const account = [vbank_name && quoteUnlessPlain(vbank_name), mask('account', vbank_num)].filter(Boolean).join(' ');
  return [
    createLine(
      'Virtual account',
      '가상계좌',
      vbank_date
        ? {
            en: `${account}, deposit due by ${formatTime(vbank_date)}`,
            ko: `${account}, 입금 기한 ${formatTime(vbank_date)}`,
          }
        : account,
    ),
  ];
}

function describeOrder(order: NonNullable<Snapshot['order']>): QuestionLine[] {
  const attempts = order.map((one) =>
    joinLocalized([toBothLanguages(quoteUnlessPlain(one.imp_uid ?? '?')), describeStatus(one.status)], ' '),
  );
  return [
    createLine(
      'Earlier attempts for this order',
      '이 주문의 이전 결제 시도',
      attempts.length > 0 ? joinLocalized(attempts, ', ') : localize('none', '없음'),
    ),
  ];
}

function describeBillingKey(
  key: NonNullable<Snapshot['billing_key']> | null,
  args: ToolArguments,
  formatMode: DescribeMode,
): QuestionLine {
  if (!key) {
    const uid = quote(String(args.customer_uid ?? ''));
    return createLine('Billing key', '빌링키', localize(`${uid}, not registered yet`, `${uid}, 등록된 빌링키 없음`));
  }
  const card = [key.card_name && quoteUnlessPlain(key.card_name), key.card_number && mask('card', key.card_number)]
    .filter(Boolean)
    .join(' ');
  const name = quote(key.customer_uid ?? String(args.customer_uid ?? ''));
  return createLine('Billing key', '빌링키', {
    en: `${name} ${card}, ${formatMode(key.sandbox).en}`,
    ko: `${name} ${card}, ${formatMode(key.sandbox).ko}`,
  });
}

/** With the billing key if no other line names it. */
function formatSchedule(row: NonNullable<Snapshot['schedule']>, withKey: boolean): Localized {
  const statusText = joinLocalized(
    [row.schedule_status, row.payment_status].filter((one) => one).map(describeStatus),
    ' · ',
  );
  const owner = [row.name && quote(row.name), row.buyer_name && mask('name', row.buyer_name)].filter(Boolean);
  const keyOwner =
    withKey && row.customer_uid
      ? { en: `billing key ${quote(row.customer_uid)}`, ko: `빌링키 ${quote(row.customer_uid)}` }
      : undefined;
  const line = [quote(row.merchant_uid ?? ''), ...owner, formatMoney(row.amount, row.currency)].join(' ');
  return {
    en: `${line} at ${formatTime(row.schedule_at)} (${statusText.en})${keyOwner ? `, ${keyOwner.en}` : ''}`,
    ko: `${line}, ${formatTime(row.schedule_at)} (${statusText.ko})${keyOwner ? `, ${keyOwner.ko}` : ''}`,
  };
}

function describeSchedules(
  rows: NonNullable<Snapshot['schedules']>,
  args: ToolArguments,
  until: number | undefined,
): QuestionLine[] {
  const isScheduling = Array.isArray(args.schedules) || typeof args.customer_uid !== 'string';
  const lines = rows.map((row) =>
    createLine(
      isScheduling ? 'Currently scheduled' : 'Schedule',
      isScheduling ? '현재 예약' : '예약',
      formatSchedule(row, args.customer_uid === undefined),
    ),
  );
  if (lines.length === 0)
    lines.push(
      isScheduling
        ? createLine(
            'Currently scheduled under these order numbers',
            '이 주문번호의 현재 예약',
            localize('none', '없음'),
          )
        : createLine('Schedules', '예약', localize('none', '없음')),
    );
  if (args.all !== true || until === undefined) return lines;
  const day = formatKst(until, { precision: 'day' });
  return [
    ...lines,
    createLine(
      'Included',
      '대상',
      localize(
        `all remaining schedules, also those after ${day} that are not listed here`,
        `남은 예약 전체(여기에 없는 ${day} 이후 예약 포함)`,
      ),
    ),
  ];
}

function describeNaverItems(items: NonNullable<Snapshot['naver_items']>, args: ToolArguments): QuestionLine[] {
  const named = Array.isArray(args.product_order_id) ? new Set(args.product_order_id) : undefined;
  return items
    .filter((item) => !named || named.has(item.product_order_id))
    .map((item) => {
      // The status of a claim also says what kind of claim it is.
      const codes = [item.product_order_status, item.claim_status ?? item.claim_type];
      const state = joinLocalized(
        codes.filter((code) => code).map((code) => describeCode(code, getNaverStateName)),
        ' · ',
      );
      const fee = item.delivery_amount;
      const what = `${quoteUnlessPlain(item.product_order_id ?? '?')} ${quote(item.product_name ?? '')} × ${item.quantity ?? '?'}, ${formatMoney(item.product_amount)}`;
      return createLine('Item', '상품주문', {
        en: `${what}${fee ? ` + delivery ${formatMoney(fee)}` : ''}, ${state.en}`,
        ko: `${what}${fee ? ` + 배송비 ${formatMoney(fee)}` : ''}, ${state.ko}`,
      });
    });
}

function describeReceipt(
  receipt: NonNullable<Snapshot['receipt'] | Snapshot['external_receipt']> | null,
): QuestionLine {
  if (!receipt) return createLine('Cash receipt', '현금영수증', localize('none issued', '발급 내역 없음'));
  const { amount, applied_at, cancelled_at } = receipt;
  const line = `${formatMoney(amount)}, ${formatTime(applied_at)}`;
  return createLine('Cash receipt', '현금영수증', {
    en: `${line}${cancelled_at ? ', revoked' : ''}`,
    ko: `${line}${cancelled_at ? ', 취소됨' : ''}`,
  });
}

const describeEscrow = (escrow: NonNullable<Snapshot['escrow']> | null): QuestionLine =>
  createLine(
    'Registered delivery',
    '등록된 배송정보',
    escrow ? `${quote(escrow.company ?? '')} ${quote(escrow.invoice ?? '')}` : localize('none yet', '없음'),
  );

function describeCertification({ imp_uid, certified, name }: NonNullable<Snapshot['certification']>): QuestionLine[] {
  return [
    createLine('Certification', '본인인증', {
      en: `${quoteUnlessPlain(imp_uid ?? '?')}, ${certified ? 'certified' : 'not certified'}`,
      ko: `${quoteUnlessPlain(imp_uid ?? '?')}, ${certified ? '인증됨' : '미인증'}`,
    }),
    createLine('Person', '대상자', name ? mask('name', name) : localize('not given', '정보 없음')),
  ];
}
