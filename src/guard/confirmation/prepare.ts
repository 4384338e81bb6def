import type * as z from 'zod';
import type { Language, Localized } from '../../base/bilingual.ts';
import { formatMoney, isSameAmount, subtract } from '../../base/money.ts';
import { Refused } from '../../base/refusal.ts';
import { toSingleLine } from '../../base/text.ts';
import type { Effect, Money, Preview } from '../../endpoints/endpoint.ts';
import { getRefundableAmount } from '../../endpoints/refundable.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { getMoneyMovements, sumByCurrency } from '../impact/money-movements.ts';
import { pickFingerprintFields } from '../snapshot/fingerprint.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { takeSnapshot } from '../snapshot/take-snapshot.ts';
import { describeArguments } from './question/argument-lines.ts';
import type { QuestionView } from './question/question.ts';
import { createLine, describeSnapshot, type QuestionLine } from './question/snapshot-lines.ts';

export interface Operation {
  name: string;
  title: Localized;
  fields: Readonly<Record<string, z.ZodType>>;
  effect: Effect;
  irreversible?: true;
  money?: Money;
  delegatesTo?: Delegate;
  previews: readonly Preview[];
}

/**
 * The endpoint that a curated tool delegates to. The endpoint's rules and policy apply, its fields are shown to the
 * person, and its arguments are built from the tool's once the snapshot is known.
 */
export interface Delegate {
  endpoint: { name: string; fields: Operation['fields'] };
  buildArguments(given: Record<string, unknown>, snapshot: Snapshot): Record<string, unknown>;
}

/**
 * An operation ready for confirmation: the snapshot, the arguments to send, and the fields that the confirmation
 * depends on.
 */
export interface OperationPlan {
  /** The arguments as they would be sent. */
  args: Record<string, unknown>;
  snapshot: Snapshot;
  /** Everything that the person is shown, and the state behind it: it must be unchanged when the operation runs. */
  fingerprintFields: unknown;
  buildQuestion(lang: Language, more: { advice: readonly Localized[]; sandbox: boolean }): QuestionView;
}

/** Reads the records that the operation would change. Throws Refused or PortOneError; changes nothing. */
export async function planOperation(
  operation: Operation,
  given: Record<string, unknown>,
  parts: { portone: PortOneReader; now: number },
): Promise<OperationPlan> {
  const snapshot = await takeSnapshot(operation.previews, given, parts);
  const args = operation.delegatesTo?.buildArguments(given, snapshot) ?? given;
  const { fields } = operation.delegatesTo?.endpoint ?? operation;
  const refund = planRefund({ ...operation, fields }, args, snapshot);
  const amount = refund?.amount ?? getHighlightedAmount(operation, args, snapshot);
  const argumentLines = describeArguments(fields, args, snapshot, amount !== undefined);
  const buildLines = (sandbox: boolean) => [
    ...describeSnapshot(snapshot, args, sandbox),
    ...(refund?.lines ?? []),
    ...argumentLines,
  ];
  const warning = getWarning(operation, args);
  const isTest = snapshot.payment?.sandbox ?? snapshot.billing_key?.sandbox ?? snapshot.channel?.sandbox;
  return {
    args: refund?.args ?? args,
    snapshot,
    fingerprintFields: { amount, lines: buildLines(false), warning, state: pickFingerprintFields(snapshot) },
    buildQuestion: (lang, { advice, sandbox }) => ({
      lead: [operation.title[lang], amount?.text ?? '', warning[lang]],
      title: operation.title[lang],
      ...(amount ? { amount: { label: amount.label[lang], text: amount.text } } : {}),
      facts: buildLines(sandbox).map(({ label, value }) => [label[lang], toSingleLine(value[lang])] as const),
      warning: warning[lang],
      advice: advice.map((words) => words[lang]),
      sandbox,
      ...(typeof isTest === 'boolean' ? { channel: isTest ? 'test' : 'live' } : {}),
    }),
  };
}

/** The amount that is emphasized in a question. */
interface HighlightedAmount {
  label: Localized;
  text: string;
}

interface RefundPlan {
  args: Record<string, unknown>;
  lines: QuestionLine[];
  amount: HighlightedAmount;
}

/**
 * Binds a refund to the payment in the snapshot and its balance: PortOne compares `checksum` with the balance before it
 * calls the PG. This is PortOne's only protection against refunding twice.
 */
function planRefund(
  operation: Operation,
  args: Record<string, unknown>,
  { payment }: Snapshot,
): RefundPlan | undefined {
  if (operation.money !== 'refund' || !('checksum' in operation.fields) || !payment?.imp_uid) return undefined;
  const { imp_uid, currency } = payment;
  const remaining = getRefundableAmount(payment);
  const amount = typeof args.amount === 'number' ? args.amount : remaining;
  if (remaining <= 0) throw new Refused('rejected', 'This payment has no refundable balance left. Nothing was sent.');
  if (amount > remaining)
    throw new Refused(
      'invalid_input',
      `"amount" is more than the ${formatMoney(remaining, currency)} that can still be refunded. Nothing was sent.`,
      'Ask the user for an amount up to that, or for full_refund.',
    );
  if (typeof args.checksum === 'number' && !isSameAmount(args.checksum, remaining))
    throw new Refused(
      'invalid_input',
      `"checksum" is not the ${formatMoney(remaining, currency)} that can still be refunded: the payment has changed, or the balance was misread. Nothing was sent.`,
      'Read the payment again, or leave "checksum" out: the server always sends the balance that it shows the person.',
    );
  return {
    args: { ...args, imp_uid, checksum: remaining },
    amount: { label: { en: 'Refund amount', ko: '이번 환불 금액' }, text: formatMoney(amount, currency) },
    lines: [
      createLine('Refundable afterwards', '환불 후 남는 결제 금액', formatMoney(subtract(remaining, amount), currency)),
    ],
  };
}

/** Returns the amount to be charged or, for Naver items, refunded; undefined if part of it is unknown. */
function getHighlightedAmount(
  { money: moneyKind }: Operation,
  args: Record<string, unknown>,
  snapshot: Snapshot,
): HighlightedAmount | undefined {
  if (moneyKind === undefined) return undefined;
  const moves = getMoneyMovements({ money: moneyKind, args, snapshot });
  if (moves.length === 0 || moves.some(({ amount }) => amount === undefined)) return undefined;
  const text = sumByCurrency(moves)
    .map(({ amount, currency }) => formatMoney(amount, currency))
    .join(' + ');
  return {
    label: moves.length > 1 ? addPaymentCount(amountLabels[moneyKind], moves.length) : amountLabels[moneyKind],
    text,
  };
}

const amountLabels: Readonly<Record<Money, Localized>> = {
  // What Naver keeps as a fee is not known beforehand.
  refund: { en: 'Refund amount, at most', ko: '이번 환불 금액(최대)' },
  charge_now: { en: 'Charged now', ko: '지금 결제할 금액' },
  charge_later: { en: 'Charged later', ko: '예약 결제 금액' },
};
const addPaymentCount = ({ en, ko }: Localized, count: number): Localized => ({
  en: `${en}, ${count} payments in all`,
  ko: `${ko}, ${count}건 합계`,
});

function getWarning({ money: moneyKind, effect, irreversible }: Operation, args: Record<string, unknown>): Localized {
  if (effect === 'read')
    return { en: 'This only reads; nothing is changed.', ko: '조회만 하며 아무것도 변경하지 않습니다.' };
  if (moneyKind === 'refund')
    return {
      en: 'Money goes back to the buyer. This cannot be undone.',
      ko: '구매자에게 환불됩니다. 되돌릴 수 없습니다.',
    };
  if (moneyKind === 'charge_now')
    return {
      en: 'The buyer is charged now. This cannot be undone, only refunded.',
      ko: '지금 바로 결제됩니다. 되돌릴 수 없으며 환불만 가능합니다.',
    };
  if (moneyKind === 'charge_later' && typeof args.checking_amount === 'number' && args.checking_amount > 0)
    return {
      en: 'The card is charged now to check it, and the buyer is charged at each scheduled time.',
      ko: '카드 확인 금액이 지금 결제되고, 예약한 시각마다 구매자에게 결제됩니다.',
    };
  if (moneyKind === 'charge_later')
    return { en: 'The buyer will be charged at the scheduled time.', ko: '예약한 시각에 구매자에게 결제됩니다.' };
  if (effect === 'destructive' || irreversible) return { en: 'This cannot be undone.', ko: '되돌릴 수 없습니다.' };
  return { en: 'This changes data at PortOne.', ko: '포트원의 데이터가 변경됩니다.' };
}
