import type { Localized } from '../../../base/bilingual.ts';
import { formatMoney } from '../../../base/money.ts';
import { findBankName } from '../../../endpoints/bank-names.ts';
import { findCardCompanyName } from '../../../endpoints/card-companies.ts';
import { getMethodName, getPgName } from '../../../endpoints/code-names.ts';
import { getCourierName } from '../../../endpoints/naver-code-names.ts';
import { isTestMid } from '../../../endpoints/pg-facts/test-mids.ts';
import { getRefundable } from '../../../endpoints/refundable.ts';
import { mask } from '../../../output/mask.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { maskName, quoteForPerson, quoteUnlessCode } from './quotation.ts';
import {
  createLine,
  type DescribeMode,
  describeCode,
  describeCompany,
  describeStatus,
  formatTime,
  getModeWording,
  joinLocalized,
  localize,
  type QuestionLine,
  toBothLanguages,
} from './wording.ts';

type ToolArguments = Readonly<Record<string, unknown>>;

/** A simple-pay service is often both the payment method and the PG. */
const uniqueNames = (names: readonly Localized[]): Localized[] =>
  names.filter((name, index) => names.findIndex(({ en }) => en === name.en) === index);

/**
 * The lines of a snapshot, most important first. In a sandbox it is sample data. The records that the operation is about
 * are in the table of the question.
 */
export function describeSnapshot(snapshot: Snapshot, args: ToolArguments, sandbox: boolean): QuestionLine[] {
  const formatMode = getModeWording(sandbox);
  return [
    ...(snapshot.payment ? describePayment(snapshot.payment, formatMode) : []),
    ...(snapshot.order ? describeOrder(snapshot.order) : []),
    ...(snapshot.billing_key === undefined ? [] : [describeBillingKey(snapshot.billing_key, args, formatMode)]),
    ...(snapshot.schedule
      ? [createLine('Schedule', '예약', formatSchedule(snapshot.schedule, !snapshot.billing_key))]
      : []),
    ...(args.all === true && snapshot.naver_items ? describeUncheckedItems(snapshot.naver_items) : []),
    ...(snapshot.schedules && Array.isArray(args.schedules) ? describeCurrentSchedules(snapshot.schedules) : []),
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
                toBothLanguages(quoteForPerson(snapshot.channel.channel_name ?? snapshot.channel.pg_id ?? '?')),
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

/** Items that show the id of a payment or an order were compared with it when they were read. */
function describeUncheckedItems(items: NonNullable<Snapshot['naver_items']>): QuestionLine[] {
  if (items.every((item) => 'imp_uid' in item || 'merchant_uid' in item)) return [];
  return [
    createLine(
      'Not checked',
      '확인하지 못한 것',
      localize(
        'PortOne does not say to which payment these items belong',
        '상품이 이 결제의 것인지 포트원이 알려 주지 않습니다',
      ),
    ),
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
    createLine(
      'Payment',
      '결제',
      `${quoteUnlessCode(payment.imp_uid ?? '?')} (${quoteForPerson(payment.merchant_uid ?? '')})`,
    ),
    createLine('Product', '상품', quoteForPerson(payment.name ?? '')),
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
          createLine('Refundable', '취소 가능 잔액', describeRefundable(payment)),
        ]
      : []),
    ...describeVirtualAccount(payment),
    createLine(
      'Buyer',
      '구매자',
      payment.buyer_name ? maskName(payment.buyer_name) : localize('not given', '정보 없음'),
    ),
    createLine('Mode', '결제 환경', describePaymentMode(payment, formatMode)),
  ];
}

/** PortOne did not say of old payments whether they were live or test; their shop ID can be a hint. */
function describePaymentMode(
  { sandbox, pg_id }: NonNullable<Snapshot['payment']>,
  formatMode: DescribeMode,
): Localized {
  const mode = formatMode(sandbox);
  if (typeof sandbox === 'boolean' || !isTestMid(pg_id)) return mode;
  return joinLocalized([mode, localize('the shop ID is one for tests', '테스트용 상점아이디')], ', ');
}

function describeRefundable(payment: NonNullable<Snapshot['payment']>): Localized {
  const { balance } = getRefundable(payment) ?? { balance: 0 };
  return balance === undefined
    ? localize(
        'not known: PortOne counts refunds before the discount of the promotion',
        '알 수 없음(포트원은 프로모션 할인 전 금액으로 취소를 계산)',
      )
    : toBothLanguages(formatMoney(balance, payment.currency));
}

function describeVirtualAccount({
  pay_method,
  vbank_num,
  vbank_name,
  vbank_date,
}: NonNullable<Snapshot['payment']>): QuestionLine[] {
  if (!vbank_num || pay_method !== 'vbank') return [];
  const account = joinLocalized(
    [
      ...(vbank_name ? [describeCompany(vbank_name, findBankName, quoteUnlessCode)] : []),
      toBothLanguages(mask('account', vbank_num)),
    ],
    ' ',
  );
  return [
    createLine(
      'Virtual account',
      '가상계좌',
      vbank_date
        ? {
            en: `${account.en}, deposit due by ${formatTime(vbank_date)}`,
            ko: `${account.ko}, 입금 기한 ${formatTime(vbank_date)}`,
          }
        : account,
    ),
  ];
}

function describeOrder(order: NonNullable<Snapshot['order']>): QuestionLine[] {
  const attempts = order.map((one) =>
    joinLocalized([toBothLanguages(quoteUnlessCode(one.imp_uid ?? '?')), describeStatus(one.status)], ' '),
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
    const uid = quoteForPerson(String(args.customer_uid ?? ''));
    return createLine('Billing key', '빌링키', localize(`${uid}, not registered yet`, `${uid}, 등록된 빌링키 없음`));
  }
  const card = joinLocalized(
    [
      toBothLanguages(quoteForPerson(key.customer_uid ?? String(args.customer_uid ?? ''))),
      ...(key.card_name ? [describeCompany(key.card_name, findCardCompanyName, quoteUnlessCode)] : []),
      ...(key.card_number ? [toBothLanguages(mask('card', key.card_number))] : []),
    ],
    ' ',
  );
  return createLine('Billing key', '빌링키', joinLocalized([card, formatMode(key.sandbox)], ', '));
}

/** With the billing key if no other line names it. */
function formatSchedule(row: NonNullable<Snapshot['schedule']>, withKey: boolean): Localized {
  const statusText = joinLocalized(
    [row.schedule_status, row.payment_status].filter((one) => one).map(describeStatus),
    ' · ',
  );
  const owner = [row.name && quoteForPerson(row.name), row.buyer_name && maskName(row.buyer_name)].filter(Boolean);
  const keyOwner =
    withKey && row.customer_uid
      ? { en: `billing key ${quoteForPerson(row.customer_uid)}`, ko: `빌링키 ${quoteForPerson(row.customer_uid)}` }
      : undefined;
  const line = [quoteForPerson(row.merchant_uid ?? ''), ...owner, formatMoney(row.amount, row.currency)].join(' ');
  return {
    en: `${line} at ${formatTime(row.schedule_at)} (${statusText.en})${keyOwner ? `, ${keyOwner.en}` : ''}`,
    ko: `${line}, ${formatTime(row.schedule_at)} (${statusText.ko})${keyOwner ? `, ${keyOwner.ko}` : ''}`,
  };
}

/** What is scheduled already under the order numbers of new schedules. */
function describeCurrentSchedules(rows: NonNullable<Snapshot['schedules']>): QuestionLine[] {
  if (rows.length === 0)
    return [
      createLine('Currently scheduled under these order numbers', '이 주문번호의 현재 예약', localize('none', '없음')),
    ];
  return rows.map((row) => createLine('Currently scheduled', '현재 예약', formatSchedule(row, false)));
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
    escrow
      ? joinLocalized(
          [describeCode(escrow.company, getCourierName), toBothLanguages(quoteForPerson(escrow.invoice ?? ''))],
          ' ',
        )
      : localize('none yet', '없음'),
  );

function describeCertification({ imp_uid, certified, name }: NonNullable<Snapshot['certification']>): QuestionLine[] {
  return [
    createLine('Certification', '본인인증', {
      en: `${quoteUnlessCode(imp_uid ?? '?')}, ${certified ? 'certified' : 'not certified'}`,
      ko: `${quoteUnlessCode(imp_uid ?? '?')}, ${certified ? '인증됨' : '미인증'}`,
    }),
    createLine('Person', '대상자', name ? maskName(name) : localize('not given', '정보 없음')),
  ];
}
