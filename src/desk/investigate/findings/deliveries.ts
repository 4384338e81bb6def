import { quoted } from '../../../base/text.ts';
import { asking, type Step } from '../../next-steps.ts';
import { type Case, holdsMoney } from '../../payment.ts';
import { counted, moment } from '../../wording.ts';
import { type Detector, info, problem, warning } from './finding.ts';

/** Items of a Naver order that stand in one of these claims. */
const inClaim = ({ naver_items: items = [] }: Case, type: string, ...states: readonly string[]) =>
  items.filter((one) => one.claim_type === type && states.includes(one.claim_status ?? ''));

/** A call on exactly these items; without their numbers it would be a call on all of them. */
function onItems(tool: string, about: Case, items: NonNullable<Case['naver_items']>, why: string): Step[] {
  const ids = items.flatMap((one) => one.product_order_id ?? []);
  if (!about.payment.imp_uid || ids.length === 0) return [];
  return [asking(tool, { imp_uid: about.payment.imp_uid, product_order_id: ids }, why)];
}

const named = (items: NonNullable<Case['naver_items']>) =>
  `${counted(items.length, 'item')}: ${items
    .slice(0, 5)
    .map(
      (one) =>
        `${quoted(one.product_order_id ?? '', 40)} ${quoted(one.product_name ?? '', 40)}, ${quoted(one.claim_status || one.product_order_status || '', 40)}`,
    )
    .join('; ')}`;

export const deliveryFindings: readonly Detector[] = [
  warning('escrow_not_shipped', ({ payment, escrow }) =>
    payment.escrow && escrow === null && holdsMoney(payment)
      ? 'This is an escrow payment (에스크로) without a registered delivery: the buyer cannot confirm it, and the shop is not paid out. Register it with create_escrow_logistics once courier and waybill number are known; the buyer then gets a mail.'
      : undefined,
  ),

  info('escrow_shipped', ({ payment, escrow }) =>
    payment.escrow && escrow
      ? `This is an escrow payment (에스크로), sent ${moment(escrow.sent_at ?? escrow.applied_at ?? 0)} by ${quoted(escrow.company ?? '', 40)}, waybill ${quoted(escrow.invoice ?? '', 40)}. It waits for the buyer's confirmation (구매확정), which comes by itself some business days after the delivery; a refund after that needs escrow_confirmed.`
      : undefined,
  ),

  info('naver_pay_escrow', ({ payment }) =>
    payment.escrow && payment.pg_provider === 'naverpay' && holdsMoney(payment)
      ? 'This is an escrow payment of Naver Pay: the shop is paid out once it is confirmed, by the buyer or with confirm_naver_payment. Whether it has been confirmed PortOne does not show.'
      : undefined,
  ),

  problem('naver_cancel_requested', (about) => {
    const items = inClaim(about, 'CANCEL', 'CANCEL_REQUEST');
    return items.length > 0
      ? {
          text: `The buyer has asked at Naver to cancel (취소 요청) ${named(items)}. The money goes back when the shop approves.`,
          steps: onItems(
            'approve_naver_cancel',
            about,
            items,
            'Approves the cancellation of these items and refunds them.',
          ),
        }
      : undefined;
  }),

  problem('naver_return_open', (about) => {
    const items = inClaim(about, 'RETURN', 'RETURN_REQUEST', 'COLLECTING', 'COLLECT_DONE');
    return items.length > 0
      ? {
          text: `A return (반품) is open at Naver for ${named(items)}. Approve it when the goods are back; reject_naver_return refuses it with a memo to the buyer, withhold_naver_return bills a fee first. Whether it is on hold already (반품 보류) PortOne does not show: then resolve_naver_return comes first.`,
          steps: [
            ...onItems(
              'approve_naver_return',
              about,
              items,
              'When the goods are back and no fee is due: refunds these items.',
            ),
            ...onItems(
              'resolve_naver_return',
              about,
              items,
              'Only if it is on hold (보류): lifts the hold, which may refund at once.',
            ),
          ],
        }
      : undefined;
  }),

  warning('naver_exchange_open', (about) => {
    const collecting = inClaim(about, 'EXCHANGE', 'COLLECTING');
    const items = inClaim(about, 'EXCHANGE', 'EXCHANGE_REQUEST', 'COLLECTING', 'COLLECT_DONE');
    return items.length > 0
      ? {
          text: `An exchange (교환) is open at Naver for ${named(items)}. When the goods are back: collect_naver_exchange, then ship_naver_exchange with the new waybill.`,
          steps: onItems(
            'collect_naver_exchange',
            about,
            collecting,
            'When the goods have come back: marks them as collected.',
          ),
        }
      : undefined;
  }),

  info('naver_claim_rejected', (about) => {
    const items = (about.naver_items ?? []).filter((one) => one.claim_status?.endsWith('_REJECT'));
    return items.length > 0 ? `The shop has refused the wish of the buyer for ${named(items)}.` : undefined;
  }),

  warning('naver_decision_held', (about) => {
    const items = inClaim(
      about,
      'PURCHASE_DECISION_HOLDBACK',
      'PURCHASE_DECISION_HOLDBACK',
      'PURCHASE_DECISION_REQUEST',
    );
    return items.length > 0 ? `The confirmation of the purchase is on hold at Naver for ${named(items)}.` : undefined;
  }),

  info('naver_not_shipped', (about) => {
    const items = (about.naver_items ?? []).filter((one) => one.product_order_status === 'PAYED' && !one.claim_type);
    return items.length > 0
      ? {
          text: `Paid and not shipped yet at Naver: ${named(items)}. Whether the shop has accepted them (발주확인) PortOne does not show.`,
          steps: onItems('place_naver_orders', about, items, 'If they are not accepted yet: accepts them.'),
        }
      : undefined;
  }),
];
