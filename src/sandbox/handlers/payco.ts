import { updatePaycoOrderStatus } from '../../endpoints/catalog/payco.ts';
import { type Answer, ok, refused } from '../envelope.ts';
import type { World } from '../state/world.ts';
import { type Handler, on } from './handler.ts';

const STATUSES: readonly string[] = ['DELIVERY_START', 'PURCHASE_DECISION', 'CANCELED'];
/** From here nothing follows: the buyer's decision and a cancel are final at Payco. */
const FINAL: readonly (string | undefined)[] = ['PURCHASE_DECISION', 'CANCELED'];

/** Only Payco's status moves; `CANCELED` gives no money back. */
function updateStatus(world: World, impUid: string, status: string): Answer {
  if (!STATUSES.includes(status))
    return refused(
      `파라미터 정보가 유효하지 않습니다. orderProductStatus field reject, expected OrderProductStatusType{${STATUSES.join(', ')}}, but [${status}]`,
      -1,
    );
  const payment = world.payments.get(impUid);
  if (!payment) return refused('존재하지 않는 결제정보입니다.', -1);
  if (payment.shown.pg_provider !== 'payco') return refused('현재 지원되지 않는 PG사입니다.', -1);
  if (payment.shown.status !== 'paid') return refused('주문상품 상태를 변경할 수 없는 결제상태입니다.', -1);
  const before = world.paycoStatuses.get(impUid);
  if (FINAL.includes(before)) return refused(`주문상품 상태를 변경할 수 없습니다. (현재 상태 : ${before})`, -1);
  world.paycoStatuses.set(impUid, status);
  return ok({ status }, { changed: { imp_uid: impUid, status } });
}

export const paycoHandlers: readonly Handler[] = [
  on(updatePaycoOrderStatus, ({ args, world }) => updateStatus(world, args.imp_uid, args.status)),
];
