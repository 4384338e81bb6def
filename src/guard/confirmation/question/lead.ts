import type { Language, Localized } from '../../../base/bilingual.ts';
import { shortenLine } from '../../../base/columns.ts';
import { formatMoney, subtract } from '../../../base/money.ts';
import { findCardCompanyName } from '../../../endpoints/card-companies.ts';
import { getArgumentValueName, getMethodName, getPgName } from '../../../endpoints/code-names.ts';
import { getRefundable, isDiscounted } from '../../../endpoints/refundable.ts';
import { mask } from '../../../output/mask.ts';
import type { Operation } from '../operation.ts';
import type { Change } from './changes.ts';
import {
  extra,
  fitLine,
  fitTwoLines,
  fixed,
  flexible,
  type LeadPart,
  labelId,
  quoted,
  shortenQuoted,
} from './lead-line.ts';
import { describeListedObject, describeObjects, type ObjectInput } from './lead-objects.ts';
import { quoteForPerson } from './quotation.ts';
import { formatPeriod, formatRange, formatTotal } from './record-list.ts';
import { getShortWarning, getWarning } from './warning.ts';
import { describeCode, describeCompany, formatTime } from './wording.ts';

export interface LeadInput extends ObjectInput {
  operation: Operation;
  /** The amount that moves, as text. */
  amount: string | undefined;
  changes: readonly Change[];
  alerts: readonly Localized[];
  mode: Localized;
}

const words = {
  en: {
    count: (count: number, isAll: boolean) => `: ${isAll ? 'all ' : ''}${count}`,
    total: (text: string) => `${text} in all`,
    atMost: (text: string) => `at most ${text}`,
    of: (whole: string) => ` of ${whole}`,
    checking: (text: string) => `${text} charged now to check the card`,
    discounted: 'discounted by a promotion: PortOne decides what goes back',
    leftAfterwards: (text: string) => `${text} left afterwards`,
    refundable: (text: string) => `${text} refundable`,
    paid: (time: string) => `paid ${time}`,
    each: (text: string) => `${text} each`,
    currencies: (count: number) => `amounts in ${count} currencies`,
    schedulesLeft: (count: number) => `${count} still scheduled`,
    until: 'until',
    reason: 'Reason:',
  },
  ko: {
    count: (count: number, isAll: boolean) => ` ${isAll ? '전체 ' : ''}${count}건`,
    total: (text: string) => `합계 ${text}`,
    atMost: (text: string) => `최대 ${text}`,
    of: (whole: string) => ` / ${whole}`,
    checking: (text: string) => `카드 확인 ${text} 즉시 결제`,
    discounted: '프로모션 할인 결제: 실제 환불액은 포트원이 결정',
    leftAfterwards: (text: string) => `환불 후 잔액 ${text}`,
    refundable: (text: string) => `취소 가능 잔액 ${text}`,
    paid: (time: string) => `${time} 결제`,
    each: (text: string) => `건당 ${text}`,
    currencies: (count: number) => `${count}개 통화`,
    schedulesLeft: (count: number) => `남은 예약 ${count}건`,
    until: '기한',
    reason: '사유:',
  },
};

/** The three lines that decide. Each fits in the width at which hosts cut a line. */
export const buildLead = (input: LeadInput, lang: Language): [string, string, string] => [
  ...fitTwoLines([fixed(describeAction(input, lang)), ...describeObjects(input, lang)], describeState(input, lang)),
  fitLine(describeConsequence(input, lang)),
];

/** All that decides in one line, for hosts that show one paragraph beside a link. */
export const buildHeadline = (input: LeadInput, shop: string | undefined, lang: Language): string =>
  fitLine(
    [
      fixed(describeAction(input, lang)),
      ...describeObjects(input, lang),
      fixed(input.mode[lang]),
      ...(shop === undefined ? [] : [fixed(shortenQuoted(quoteForPerson(shop), MAX_SHOP_COLUMNS))]),
    ],
    MAX_HEADLINE_COLUMNS,
  );
const MAX_SHOP_COLUMNS = 24;
/** It may wrap once. */
export const MAX_HEADLINE_COLUMNS = 160;

/** What is done, and how much. */
function describeAction(input: LeadInput, lang: Language): string {
  const { operation, snapshot, list, amount, changes } = input;
  const t = words[lang];
  const title = operation.title[lang];
  if (list?.isTarget) {
    const total = operation.money === 'refund' ? amount : formatTotal(list, lang);
    const totalText = total && describeTotal(limitCurrencies(total, lang), input, lang);
    return `${title}${t.count(list.rows.length, list.isAll)}${totalText ? `, ${totalText}` : ''}`;
  }
  const whole = snapshot.payment?.amount;
  if (operation.money === 'refund' && amount && snapshot.payment && isDiscounted(snapshot.payment))
    return `${title} ${t.atMost(amount)}`;
  if (operation.money === 'refund' && amount && typeof whole === 'number')
    return `${title} ${amount}${t.of(formatMoney(whole, snapshot.payment?.currency))}`;
  const [change] = changes;
  if (!operation.money && change)
    return `${title} ${shortenChange(change.before[lang])} → ${shortenChange(change.after[lang])}`;
  const own = amount ?? getOwnAmount(input);
  return own ? `${title} ${own}` : title;
}

/** An unknown code can be long. */
const shortenChange = (text: string): string => shortenQuoted(text, MAX_CHANGE_COLUMNS);
const MAX_CHANGE_COLUMNS = 24;

function describeTotal(total: string, { operation, list }: LeadInput, lang: Language): string {
  if (operation.money === 'refund') return words[lang].atMost(total);
  return list && list.rows.length > 1 ? words[lang].total(total) : total;
}

/** Amounts in many currencies do not fit in a line; the list below has them all. */
function limitCurrencies(total: string, lang: Language): string {
  const { length } = total.split(' + ');
  return length > 2 ? words[lang].currencies(length) : total;
}

/** The amount of an operation that moves no money itself. */
function getOwnAmount({ args, snapshot }: LeadInput): string | undefined {
  const { payment, receipt, external_receipt } = snapshot;
  if (typeof args.amount === 'number') return formatMoney(args.amount, String(args.currency ?? 'KRW'));
  const known = [(receipt ?? external_receipt)?.amount, payment?.amount].find((one) => typeof one === 'number');
  return known === undefined ? undefined : formatMoney(known, payment?.currency);
}

/** Live or test, what remains or changes, and by which means. */
function describeState(input: LeadInput, lang: Language): LeadPart[] {
  const { operation, args, snapshot, list, changes, mode } = input;
  const { payment, channel } = snapshot;
  const t = words[lang];
  const shownChanges = !operation.money && !list?.isTarget ? changes.slice(1) : changes;
  return [
    fixed(mode[lang]),
    ...(typeof args.checking_amount === 'number' && args.checking_amount > 0
      ? [fixed(t.checking(formatMoney(args.checking_amount)))]
      : []),
    ...describeRemainder(input, lang),
    ...(payment?.imp_uid ? [labelId('', payment.imp_uid)] : []),
    ...describeRefundAccount(args, lang),
    ...describeListedObject(input, lang),
    ...shownChanges.map(({ label, before, after }) => flexible(`${label[lang]} ${before[lang]} → ${after[lang]}`)),
    ...(list?.isTarget ? [formatPeriod(list)].flatMap((period) => (period ? [fixed(period)] : [])) : []),
    ...(list?.isTarget && list.rows.length > 1
      ? [formatRange(list)].flatMap((range) => (range ? [extra(t.each(range))] : []))
      : []),
    ...(list && !list.isTarget && list.rows.length > 0 ? [fixed(t.schedulesLeft(list.rows.length))] : []),
    ...describeDelivery(args, lang),
    ...describeDeadline(args, changes, lang),
    ...describeMeans(snapshot, lang),
    ...(payment?.paid_at ? [extra(t.paid(formatTime(payment.paid_at)))] : []),
    ...(channel?.channel_name ? [quoted(channel.channel_name)] : []),
  ];
}

function describeRemainder({ operation, args, snapshot, list }: LeadInput, lang: Language): LeadPart[] {
  const refundable = snapshot.payment && getRefundable(snapshot.payment);
  if (operation.money !== 'refund' || refundable === undefined) return [];
  if (refundable.isDiscounted) return [fixed(words[lang].discounted)];
  if (list?.isTarget) return [fixed(words[lang].refundable(formatMoney(refundable.amount, refundable.currency)))];
  const refunded = typeof args.amount === 'number' ? args.amount : refundable.amount;
  const left = subtract(refundable.amount, refunded);
  return [fixed(words[lang].leftAfterwards(formatMoney(left, refundable.currency)))];
}

/** Where the money goes, if not back the way it came. */
function describeRefundAccount(args: LeadInput['args'], lang: Language): LeadPart[] {
  const { refund_bank, refund_account, refund_holder } = args;
  if (typeof refund_account !== 'string') return [];
  const bank = typeof refund_bank === 'string' ? `${describeBank(refund_bank, lang)} ` : '';
  return [
    labelId(`→ ${bank}`.trimEnd(), refund_account),
    ...(typeof refund_holder === 'string' ? [quoted(refund_holder)] : []),
  ];
}

/** The name alone: the lines below have the code as it was typed. */
const describeBank = (code: string, lang: Language): string =>
  getArgumentValueName('refund_bank', /^\d{2}$/.test(code) ? `0${code}` : code)?.[lang] ??
  quoteForPerson(shortenLine(code, MAX_BANK_COLUMNS));
const MAX_BANK_COLUMNS = 12;

function describeDelivery(args: LeadInput['args'], lang: Language): LeadPart[] {
  const courier = args.delivery_company ?? args.carrier_type;
  const number = args.tracking_number ?? args.carrier_tracking_id;
  return [
    ...(typeof courier === 'string'
      ? [flexible(describeCode(courier, (code) => getArgumentValueName('delivery_company', code))[lang])]
      : []),
    ...(typeof number === 'string' ? [labelId('', number)] : []),
    ...(typeof args.status === 'string'
      ? [flexible(describeCode(args.status, (code) => getArgumentValueName('status', code))[lang])]
      : []),
  ];
}

/** Until when the buyer can pay. */
function describeDeadline(args: LeadInput['args'], changes: readonly Change[], lang: Language): LeadPart[] {
  const deadline = args.vbank_due ?? args.expired_at;
  if (typeof deadline !== 'number' || changes.length > 0) return [];
  return [fixed(`${words[lang].until} ${formatTime(deadline)}`)];
}

/** The card or the payment method. A simple-pay service is often both method and PG. */
function describeMeans({ payment, billing_key }: LeadInput['snapshot'], lang: Language): LeadPart[] {
  if (billing_key) {
    const { card_name, card_number, pg_provider } = billing_key;
    const company = card_name && describeCompany(card_name, findCardCompanyName)[lang];
    const card = [company, card_number && mask('card', card_number)].filter(Boolean).join(' ');
    return [card, pg_provider ? describeCode(pg_provider, getPgName)[lang] : '']
      .filter((text) => text !== '')
      .map(extra);
  }
  if (!payment) return [];
  const method = payment.pay_method ? describeCode(payment.pay_method, getMethodName)[lang] : '';
  const pg = payment.pg_provider ? describeCode(payment.pg_provider, getPgName)[lang] : '';
  return [...new Set([method, pg])].filter((text) => text !== '').map(extra);
}

/** What cannot be undone, what contradicts PortOne, and why it is done. */
function describeConsequence({ operation, args, alerts }: LeadInput, lang: Language): LeadPart[] {
  if (alerts.length > 0)
    return [
      fixed(getShortWarning(operation, args)[lang]),
      flexible(`⚠ ${alerts.map((alert) => alert[lang]).join(' ')}`),
    ];
  const reason = args.reason ?? args.memo;
  return [
    fixed(getWarning(operation, args)[lang]),
    ...(typeof reason === 'string' ? [describeReason(reason, lang)] : []),
  ];
}

function describeReason(reason: string, lang: Language): LeadPart {
  const name = getArgumentValueName('reason', reason)?.[lang];
  return name ? flexible(`${words[lang].reason} ${name}`) : quoted(reason, words[lang].reason);
}
