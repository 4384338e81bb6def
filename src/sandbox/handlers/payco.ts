import { updatePaycoOrderStatus } from '../../endpoints/catalog/payco.ts';
import { type HandlerResult, respondOk, respondRejected } from '../envelope.ts';
import type { World } from '../state/world.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

const STATUSES: readonly string[] = ['DELIVERY_START', 'PURCHASE_DECISION', 'CANCELED'];
/** Final statuses at PAYCO: a confirmed purchase and a cancellation. */
const FINAL_STATUSES: readonly (string | undefined)[] = ['PURCHASE_DECISION', 'CANCELED'];

/** Changes only PAYCO's status; `CANCELED` refunds nothing. */
function updateStatus(world: World, impUid: string, status: string): HandlerResult {
  if (!STATUSES.includes(status))
    return respondRejected(
      `파라미터 정보가 유효하지 않습니다. orderProductStatus field reject, expected OrderProductStatusType{${STATUSES.join(', ')}}, but [${status}]`,
      -1,
    );
  const payment = world.payments.get(impUid);
  if (!payment) return respondRejected('존재하지 않는 결제정보입니다.', -1);
  if (payment.record.pg_provider !== 'payco') return respondRejected('현재 지원되지 않는 PG사입니다.', -1);
  if (payment.record.status !== 'paid') return respondRejected('주문상품 상태를 변경할 수 없는 결제상태입니다.', -1);
  const before = world.paycoStatuses.get(impUid);
  if (FINAL_STATUSES.includes(before))
    return respondRejected(`주문상품 상태를 변경할 수 없습니다. (현재 상태 : ${before})`, -1);
  world.paycoStatuses.set(impUid, status);
  return respondOk({ status }, { changed: { imp_uid: impUid, status } });
}

export const paycoHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(updatePaycoOrderStatus, ({ args, world }) => updateStatus(world, args.imp_uid, args.status)),
];
