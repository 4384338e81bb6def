import { type Answer, type Change, failed, ok } from '../envelope.ts';
import type { StoredNaverItem, StoredPayment, World } from '../state/world.ts';
import { enterNaverState, type NaverOperationName, naverMove } from './naver-state-machine.ts';
import { remaining } from './payment-record.ts';
import { refund } from './refund.ts';

/** What an operation asks beside its name: silence about the items means every item of the payment. */
export interface NaverRequest {
  imp_uid: string;
  product_order_id?: string[] | undefined;
}

interface Details {
  /** Why the money goes back, as the payment then shows it. */
  reason?: string;
  /** For the ledger. */
  changed?: Change;
}

type Found = { payment: StoredPayment; items: StoredNaverItem[] } | { answer: Answer };

/** A payment's items in Naver's order. */
export function findNaverOrder(world: World, impUid: string): Found {
  const payment = world.payments.get(impUid);
  if (!payment) return { answer: failed(404, '존재하지 않는 결제정보입니다.') };
  const items = [...world.naverItems.values()].filter((item) => item.impUid === impUid);
  if (items.length === 0) return { answer: failed(404, '네이버페이 주문형 결제건이 아닙니다.') };
  return { payment, items };
}

const priceOf = ({ shown }: StoredNaverItem): number => (shown.product_amount ?? 0) + (shown.delivery_amount ?? 0);

/**
 * Applies an operation to items one by one, as PortOne does with Naver: 200 when all went well,
 * 207 with only the good ones when some did, 500 when none did.
 */
export function operateOnNaverItems(
  world: World,
  name: NaverOperationName,
  request: NaverRequest,
  { reason = '취소요청api', changed = {} }: Details = {},
): Answer {
  const found = findNaverOrder(world, request.imp_uid);
  if ('answer' in found) return found.answer;
  const { payment, items } = found;
  const asked = request.product_order_id?.length
    ? [...new Set(request.product_order_id)]
    : items.map(({ shown }) => shown.product_order_id);

  const done: StoredNaverItem[] = [];
  const refusals: string[] = [];
  let refunded = 0;
  for (const id of asked) {
    const item = items.find(({ shown }) => shown.product_order_id === id);
    const moved = item && naverMove(item, name);
    if (!item) refusals.push(`[${id}] 결제건에 존재하지 않는 상품주문번호입니다.`);
    else if (!moved) refusals.push(`[${id}] 처리할 수 없는 상품주문상태입니다. (${situationOf(item)})`);
    // Money may have gone back by another road, such as a cancel of the payment.
    else if (moved.refunds && priceOf(item) > remaining(payment.shown))
      refusals.push(`[${id}] 취소 요청된 금액이 취소가능 잔액보다 많습니다.`);
    else {
      enterNaverState(item, moved.to);
      done.push(item);
      if (moved.refunds) {
        refund(world, payment, { amount: priceOf(item), reason });
        refunded += priceOf(item);
      }
    }
  }
  if (done.length === 0) return failed(500, `네이버페이 요청에 실패하였습니다. ${refusals.join(' ')}`);
  return ok(
    done.map(({ shown }) => shown),
    {
      status: refusals.length === 0 ? 200 : 207,
      changed: {
        imp_uid: request.imp_uid,
        product_order_id: done.map(({ shown }) => shown.product_order_id),
        ...(refunded > 0 ? { amount: refunded, cancel_amount: payment.shown.cancel_amount } : {}),
        ...changed,
      },
    },
  );
}

/** The whole payment was cancelled: what still stood of it ends as the seller's own cancel does at Naver. */
export function endNaverItems(world: World, impUid: string): void {
  for (const item of world.naverItems.values())
    if (item.impUid === impUid && !ENDED.includes(item.shown.product_order_status))
      enterNaverState(item, item.placed ? 'admin_canceled' : 'canceled');
}

const ENDED: readonly (string | null | undefined)[] = ['CANCELED', 'RETURNED', 'CANCELED_BY_NOPAYMENT'];

function situationOf({ shown, placed, withheld }: StoredNaverItem): string {
  return [
    shown.product_order_status,
    shown.claim_status,
    ...(shown.product_order_status === 'PAYED' && placed ? ['발주완료'] : []),
    ...(withheld ? ['반품보류'] : []),
  ]
    .filter(Boolean)
    .join(', ');
}
