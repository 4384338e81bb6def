import { type ChangedFields, type HandlerResult, respondError, respondOk } from '../envelope.ts';
import type { StoredNaverItem, StoredPayment } from '../state/rows.ts';
import type { World } from '../state/world.ts';
import { enterNaverState, getNaverTransition, type NaverOperationName } from './naver-state-machine.ts';
import { getRemainingAmount } from './payment-record.ts';
import { applyRefund } from './refund.ts';

/** The items that an operation applies to. PortOne takes an absent list for all items of the payment. */
export interface NaverItemsRequest {
  imp_uid: string;
  product_order_id?: string[] | undefined;
}

interface OperationDetails {
  /** The refund reason that the payment then shows. */
  reason?: string;
  /** Additional fields of the journal entry. */
  changed?: ChangedFields;
}

type NaverOrderLookup = { payment: StoredPayment; items: StoredNaverItem[] } | { answer: HandlerResult };

/** Finds the items of a payment, in Naver's order. */
export function findNaverOrder(world: World, impUid: string): NaverOrderLookup {
  const payment = world.payments.get(impUid);
  if (!payment) return { answer: respondError(404, '존재하지 않는 결제정보입니다.') };
  const items = [...world.naverItems.values()].filter((item) => item.impUid === impUid);
  if (items.length === 0) return { answer: respondError(404, '네이버페이 주문형 결제건이 아닙니다.') };
  return { payment, items };
}

const getItemPrice = ({ record }: StoredNaverItem): number =>
  (record.product_amount ?? 0) + (record.delivery_amount ?? 0);

/**
 * Applies an operation to items one by one, as PortOne does with Naver: HTTP 200 if all succeed, 207 with only the
 * successful items if some do, 500 if none does.
 */
export function applyNaverOperation(
  world: World,
  name: NaverOperationName,
  request: NaverItemsRequest,
  { reason = '취소요청api', changed = {} }: OperationDetails = {},
): HandlerResult {
  const found = findNaverOrder(world, request.imp_uid);
  if ('answer' in found) return found.answer;
  const { payment, items } = found;
  const requestedIds = request.product_order_id?.length
    ? [...new Set(request.product_order_id)]
    : items.map(({ record }) => record.product_order_id);

  const processed: StoredNaverItem[] = [];
  const rejections: string[] = [];
  let refunded = 0;
  for (const id of requestedIds) {
    const item = items.find(({ record }) => record.product_order_id === id);
    const transition = item && getNaverTransition(item, name);
    if (!item) rejections.push(`[${id}] 결제건에 존재하지 않는 상품주문번호입니다.`);
    else if (!transition) rejections.push(`[${id}] 처리할 수 없는 상품주문상태입니다. (${describeItemState(item)})`);
    // The money may already have been refunded, for example by cancelling the payment.
    else if (transition.isRefund && getItemPrice(item) > getRemainingAmount(payment.record))
      rejections.push(`[${id}] 취소 요청된 금액이 취소가능 잔액보다 많습니다.`);
    else {
      enterNaverState(item, transition.to);
      processed.push(item);
      if (transition.isRefund) {
        applyRefund(world, payment, { amount: getItemPrice(item), reason });
        refunded += getItemPrice(item);
      }
    }
  }
  if (processed.length === 0) return respondError(500, `네이버페이 요청에 실패하였습니다. ${rejections.join(' ')}`);
  return respondOk(
    processed.map(({ record }) => record),
    {
      status: rejections.length === 0 ? 200 : 207,
      changed: {
        imp_uid: request.imp_uid,
        product_order_id: processed.map(({ record }) => record.product_order_id),
        ...(refunded > 0 ? { amount: refunded, cancel_amount: payment.record.cancel_amount } : {}),
        ...changed,
      },
    },
  );
}

/** Closes the remaining items after the whole payment was cancelled, as a cancellation by the seller does at Naver. */
export function closeNaverItems(world: World, impUid: string): void {
  for (const item of world.naverItems.values())
    if (item.impUid === impUid && !FINAL_STATUSES.includes(item.record.product_order_status))
      enterNaverState(item, item.placed ? 'admin_canceled' : 'canceled');
}

const FINAL_STATUSES: readonly (string | null | undefined)[] = ['CANCELED', 'RETURNED', 'CANCELED_BY_NOPAYMENT'];

function describeItemState({ record, placed, withheld }: StoredNaverItem): string {
  return [
    record.product_order_status,
    record.claim_status,
    ...(record.product_order_status === 'PAYED' && placed ? ['발주완료'] : []),
    ...(withheld ? ['반품보류'] : []),
  ]
    .filter(Boolean)
    .join(', ');
}
