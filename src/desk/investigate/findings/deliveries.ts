import { quote } from '../../../base/text.ts';
import { getCourierName } from '../../../endpoints/naver-code-names.ts';
import { hasEscrowWebhooks, keepsEscrow } from '../../../endpoints/pg-facts/escrow.ts';
import { maskContent } from '../../../output/content-mask.ts';
import { createConfirmedStep, type NextStep } from '../../next-steps.ts';
import { hasRefundableBalance, type PaymentCase, type PaymentRow } from '../../payment.ts';
import { formatKstMinute, pgName, pluralize } from '../../wording.ts';
import { type Detector, defineInfo, defineProblem, defineWarning } from './finding.ts';

/** Items of a Naver order with a claim of this type, in one of these states. */
const findClaimedItems = ({ naver_items: items = [] }: PaymentCase, type: string, ...states: readonly string[]) =>
  items.filter((one) => one.claim_type === type && states.includes(one.claim_status ?? ''));

const describeEscrowWebhooks = ({ pg_provider }: PaymentRow) =>
  hasEscrowWebhooks(pg_provider)
    ? ` PortOne does not show whether the buyer confirmed or rejected it (구매거절): ${pgName(pg_provider)} tells so by the webhook Inicis.Escrow.Changed, if the shop has asked cs@portone.io for it, and in its own console.`
    : '';

const formatCourier = (code: string | null | undefined) => getCourierName(code ?? '')?.ko ?? quote(code ?? '', 40);

/** One call an item, since a person may say yes to one and no to another. Without its number it would act on all. */
function suggestForEachItem(
  tool: string,
  { payment: { imp_uid } }: PaymentCase,
  items: NonNullable<PaymentCase['naver_items']>,
  why: string,
): NextStep[] {
  if (!imp_uid) return [];
  return items.flatMap(({ product_order_id: id, product_name: name }) =>
    id
      ? [
          createConfirmedStep(
            tool,
            { imp_uid, product_order_id: [id] },
            `${why} Item: ${quote(maskContent(name ?? ''), 40)}.`,
          ),
        ]
      : [],
  );
}

const describeItems = (items: NonNullable<PaymentCase['naver_items']>) =>
  `${pluralize(items.length, 'item')}: ${items
    .slice(0, 5)
    .map(
      (one) =>
        `${quote(one.product_order_id ?? '', 40)} ${quote(maskContent(one.product_name ?? ''), 40)}, ${quote(one.claim_status || one.product_order_status || '', 40)}`,
    )
    .join('; ')}`;

export const deliveryFindings: readonly Detector[] = [
  defineWarning('escrow_not_shipped', ({ payment, escrow }) =>
    payment.escrow && escrow === null && hasRefundableBalance(payment)
      ? 'This is an escrow payment (에스크로) without a registered delivery: the buyer cannot confirm it, and the shop is not paid out. Register it with create_escrow_logistics once courier and waybill number are known; the buyer then receives an e-mail.'
      : undefined,
  ),

  defineInfo('escrow_shipped', ({ payment, escrow }) =>
    payment.escrow && escrow
      ? `This is an escrow payment (에스크로), sent ${formatKstMinute(escrow.sent_at ?? escrow.applied_at ?? 0)} by ${formatCourier(escrow.company)}, waybill ${quote(escrow.invoice ?? '', 40)}. It waits for the buyer to confirm the purchase (구매확정), which happens by itself some business days after delivery; a refund after that requires escrow_confirmed.${describeEscrowWebhooks(payment)}`
      : undefined,
  ),

  defineInfo('naver_pay_escrow', ({ payment }) =>
    payment.escrow && keepsEscrow(payment.pg_provider) && hasRefundableBalance(payment)
      ? 'This is an escrow payment of Naver Pay: the shop is paid out once it is confirmed, by the buyer or with confirm_naver_payment. PortOne does not show whether it has been confirmed.'
      : undefined,
  ),

  defineProblem('naver_cancel_requested', (paymentCase) => {
    const items = findClaimedItems(paymentCase, 'CANCEL', 'CANCEL_REQUEST');
    return items.length > 0
      ? {
          text: `The buyer has requested at Naver to cancel (취소 요청) ${describeItems(items)}. The refund is made when the shop approves.`,
          steps: suggestForEachItem(
            'approve_naver_cancel',
            paymentCase,
            items,
            'Approves the cancellation and refunds this item.',
          ),
        }
      : undefined;
  }),

  defineProblem('naver_return_open', (paymentCase) => {
    const items = findClaimedItems(paymentCase, 'RETURN', 'RETURN_REQUEST', 'COLLECTING', 'COLLECT_DONE');
    return items.length > 0
      ? {
          text: `A return (반품) is open at Naver for ${describeItems(items)}. RETURN_REQUEST and COLLECTING: the goods are not back yet, so wait, or reject_naver_return with a memo to the buyer. COLLECT_DONE: they are back, so a person decides whether to approve, or to charge a fee first (withhold_naver_return). PortOne does not show whether a return is already on hold (반품 보류): if so, resolve_naver_return comes first.`,
          steps: suggestForEachItem(
            'approve_naver_return',
            paymentCase,
            findClaimedItems(paymentCase, 'RETURN', 'COLLECT_DONE'),
            'If it is not on hold and no fee is due: approves the return and refunds this item.',
          ),
        }
      : undefined;
  }),

  defineWarning('naver_exchange_open', (paymentCase) => {
    const collecting = findClaimedItems(paymentCase, 'EXCHANGE', 'COLLECTING');
    const items = findClaimedItems(paymentCase, 'EXCHANGE', 'EXCHANGE_REQUEST', 'COLLECTING', 'COLLECT_DONE');
    return items.length > 0
      ? {
          text: `An exchange (교환) is open at Naver for ${describeItems(items)}. When the goods are back: collect_naver_exchange, then ship_naver_exchange with the new waybill.`,
          steps: suggestForEachItem(
            'collect_naver_exchange',
            paymentCase,
            collecting,
            'When the goods have come back: marks this item as collected.',
          ),
        }
      : undefined;
  }),

  defineInfo('naver_claim_rejected', (paymentCase) => {
    const items = (paymentCase.naver_items ?? []).filter((one) => one.claim_status?.endsWith('_REJECT'));
    return items.length > 0 ? `The shop has rejected the buyer's claim for ${describeItems(items)}.` : undefined;
  }),

  defineWarning('naver_decision_held', (paymentCase) => {
    const items = findClaimedItems(
      paymentCase,
      'PURCHASE_DECISION_HOLDBACK',
      'PURCHASE_DECISION_HOLDBACK',
      'PURCHASE_DECISION_REQUEST',
    );
    return items.length > 0
      ? `The confirmation of the purchase is on hold at Naver for ${describeItems(items)}.`
      : undefined;
  }),

  defineInfo('naver_not_shipped', (paymentCase) => {
    const items = (paymentCase.naver_items ?? []).filter(
      (one) => one.product_order_status === 'PAYED' && !one.claim_type,
    );
    return items.length > 0
      ? {
          text: `Paid and not shipped yet at Naver: ${describeItems(items)}. PortOne does not show whether the shop has accepted them (발주확인).`,
          steps: suggestForEachItem(
            'place_naver_orders',
            paymentCase,
            items,
            'If it is not accepted yet: accepts this item.',
          ),
        }
      : undefined;
  }),
];
