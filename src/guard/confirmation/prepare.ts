import { type Language, type Localized, languages } from '../../base/bilingual.ts';
import { formatMoney } from '../../base/money.ts';
import type { Money } from '../../endpoints/endpoint.ts';
import { standardizeRefundBank } from '../../endpoints/refund-bank-argument.ts';
import type { PortOneReader } from '../../portone/client.ts';
import { getMoneyMovements, hasUnknownAmount, sumByCurrency } from '../impact/money-movements.ts';
import { pickFingerprintFields } from '../snapshot/fingerprint.ts';
import { maskFreeTexts } from '../snapshot/mask-free-texts.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { takeSnapshot } from '../snapshot/take-snapshot.ts';
import type { Operation } from './operation.ts';
import { planRefund } from './plan-refund.ts';
import {
  composeHeadline,
  composeQuestion,
  type HighlightedAmount,
  type QuestionContext,
} from './question/compose-question.ts';
import type { QuestionView } from './question/question.ts';

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
  buildQuestion(lang: Language, context: QuestionContext): QuestionView;
  /** The operation in one line. */
  buildHeadline(lang: Language, context: { sandbox: boolean; shop: string | undefined }): string;
}

/** Reads the records that the operation would change. Throws Refused or PortOneError; changes nothing. */
export async function planOperation(
  operation: Operation,
  given: Record<string, unknown>,
  parts: { portone: PortOneReader; now: number },
): Promise<OperationPlan> {
  const snapshot = await takeSnapshot(operation.previews, given, parts);
  const built = operation.delegatesTo?.buildArguments(given, snapshot) ?? given;
  const args = standardizeRefundBank(built, snapshot.payment);
  const { fields } = operation.delegatesTo?.endpoint ?? operation;
  const refund = planRefund({ ...operation, fields }, args, snapshot);
  const content = {
    operation: { ...operation, fields },
    args,
    snapshot: maskFreeTexts(snapshot),
    amount: refund?.amount ?? getHighlightedAmount(operation, args, snapshot),
    refundLines: refund?.lines ?? [],
  };
  return {
    args: refund?.args ?? args,
    snapshot,
    fingerprintFields: {
      questions: languages.map((lang) => composeQuestion(content, { lang, sandbox: false, advice: [] })),
      state: pickFingerprintFields(snapshot),
    },
    buildQuestion: (lang, context) => composeQuestion(content, { lang, ...context }),
    buildHeadline: (lang, context) => composeHeadline(content, { lang, ...context }),
  };
}

/** Returns the amount to be charged or, for Naver items, refunded; undefined if part of it is unknown. */
function getHighlightedAmount(
  { money: moneyKind }: Operation,
  args: Record<string, unknown>,
  snapshot: Snapshot,
): HighlightedAmount | undefined {
  if (moneyKind === undefined) return undefined;
  // What checks the card has a line of its own.
  const moves = getMoneyMovements({ money: moneyKind, args, snapshot }).filter(({ purpose }) => purpose === undefined);
  if (moves.length === 0 || hasUnknownAmount(moves)) return undefined;
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
  payout: { en: 'Paid out, at most', ko: '지급 금액(최대)' },
};
const addPaymentCount = ({ en, ko }: Localized, count: number): Localized => ({
  en: `${en}, ${count} payments in all`,
  ko: `${ko}, ${count}건 합계`,
});
