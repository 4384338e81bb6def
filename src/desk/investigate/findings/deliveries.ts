import { quote } from '../../../base/text.ts';
import { createConfirmedStep, type NextStep } from '../../next-steps.ts';
import { hasRefundableBalance, type PaymentCase } from '../../payment.ts';
import { formatKstMinute, pluralize } from '../../wording.ts';
import { type Detector, defineInfo, defineProblem, defineWarning } from './finding.ts';

/** Items of a Naver order that stand in one of these claims. */
const findClaimedItems = ({ naver_items: items = [] }: PaymentCase, type: string, ...states: readonly string[]) =>
  items.filter((one) => one.claim_type === type && states.includes(one.claim_status ?? ''));

/** A call on exactly these items; without their numbers it would be a call on all of them. */
function suggestForItems(
  tool: string,
  paymentCase: PaymentCase,
  items: NonNullable<PaymentCase['naver_items']>,
  why: string,
): NextStep[] {
  const ids = items.flatMap((one) => one.product_order_id ?? []);
  if (!paymentCase.payment.imp_uid || ids.length === 0) return [];
  return [createConfirmedStep(tool, { imp_uid: paymentCase.payment.imp_uid, product_order_id: ids }, why)];
}

const describeItems = (items: NonNullable<PaymentCase['naver_items']>) =>
  `${pluralize(items.length, 'item')}: ${items
    .slice(0, 5)
    .map(
      (one) =>
        `${quote(one.product_order_id ?? '', 40)} ${quote(one.product_name ?? '', 40)}, ${quote(one.claim_status || one.product_order_status || '', 40)}`,
    )
    .join('; ')}`;

export const deliveryFindings: readonly Detector[] = [
  defineWarning('escrow_not_shipped', ({ payment, escrow }) =>
    payment.escrow && escrow === null && hasRefundableBalance(payment)
      ? 'This is an escrow payment (에스크로) without a registered delivery: the buyer cannot confirm it, and the shop is not paid out. Register it with create_escrow_logistics once courier and waybill number are known; the buyer then gets a mail.'
      : undefined,
  ),

  defineInfo('escrow_shipped', ({ payment, escrow }) =>
    payment.escrow && escrow
      ? `This is an escrow payment (에스크로), sent ${formatKstMinute(escrow.sent_at ?? escrow.applied_at ?? 0)} by ${quote(escrow.company ?? '', 40)}, waybill ${quote(escrow.invoice ?? '', 40)}. It waits for the buyer's confirmation (구매확정), which comes by itself some business days after the delivery; a refund after that needs escrow_confirmed.`
      : undefined,
  ),

  defineInfo('naver_pay_escrow', ({ payment }) =>
    payment.escrow && payment.pg_provider === 'naverpay' && hasRefundableBalance(payment)
      ? 'This is an escrow payment of Naver Pay: the shop is paid out once it is confirmed, by the buyer or with confirm_naver_payment. Whether it has been confirmed PortOne does not show.'
      : undefined,
  ),

  defineProblem('naver_cancel_requested', (paymentCase) => {
    const items = findClaimedItems(paymentCase, 'CANCEL', 'CANCEL_REQUEST');
    return items.length > 0
      ? {
          text: `The buyer has asked at Naver to cancel (취소 요청) ${describeItems(items)}. The money goes back when the shop approves.`,
          steps: suggestForItems(
            'approve_naver_cancel',
            paymentCase,
            items,
            'Approves the cancellation of these items and refunds them.',
          ),
        }
      : undefined;
  }),

  defineProblem('naver_return_open', (paymentCase) => {
    const items = findClaimedItems(paymentCase, 'RETURN', 'RETURN_REQUEST', 'COLLECTING', 'COLLECT_DONE');
    return items.length > 0
      ? {
          text: `A return (반품) is open at Naver for ${describeItems(items)}. Approve it when the goods are back; reject_naver_return refuses it with a memo to the buyer, withhold_naver_return bills a fee first. Whether it is on hold already (반품 보류) PortOne does not show: then resolve_naver_return comes first.`,
          steps: [
            ...suggestForItems(
              'approve_naver_return',
              paymentCase,
              items,
              'When the goods are back and no fee is due: refunds these items.',
            ),
            ...suggestForItems(
              'resolve_naver_return',
              paymentCase,
              items,
              'Only if it is on hold (보류): lifts the hold, which may refund at once.',
            ),
          ],
        }
      : undefined;
  }),

  defineWarning('naver_exchange_open', (paymentCase) => {
    const collecting = findClaimedItems(paymentCase, 'EXCHANGE', 'COLLECTING');
    const items = findClaimedItems(paymentCase, 'EXCHANGE', 'EXCHANGE_REQUEST', 'COLLECTING', 'COLLECT_DONE');
    return items.length > 0
      ? {
          text: `An exchange (교환) is open at Naver for ${describeItems(items)}. When the goods are back: collect_naver_exchange, then ship_naver_exchange with the new waybill.`,
          steps: suggestForItems(
            'collect_naver_exchange',
            paymentCase,
            collecting,
            'When the goods have come back: marks them as collected.',
          ),
        }
      : undefined;
  }),

  defineInfo('naver_claim_rejected', (paymentCase) => {
    const items = (paymentCase.naver_items ?? []).filter((one) => one.claim_status?.endsWith('_REJECT'));
    return items.length > 0 ? `The shop has refused the wish of the buyer for ${describeItems(items)}.` : undefined;
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
          text: `Paid and not shipped yet at Naver: ${describeItems(items)}. Whether the shop has accepted them (발주확인) PortOne does not show.`,
          steps: suggestForItems(
            'place_naver_orders',
            paymentCase,
            items,
            'If they are not accepted yet: accepts them.',
          ),
        }
      : undefined;
  }),
];
