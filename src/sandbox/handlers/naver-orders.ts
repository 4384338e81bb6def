import {
  approveNaverReturn,
  collectNaverExchange,
  rejectNaverReturn,
  requestNaverReturn,
  resolveNaverReturn,
  shipNaverExchange,
  withholdNaverReturn,
} from '../../endpoints/catalog/naver-claims.ts';
import {
  approveNaverCancel,
  cancelNaverOrders,
  getNaverProductOrder,
  listNaverProductOrders,
  placeNaverOrders,
  shipNaverOrders,
} from '../../endpoints/catalog/naver-orders.ts';
import type { Endpoint } from '../../endpoints/endpoint.ts';
import { fits } from '../behavior/documented-values.ts';
import { findNaverOrder, operateOnNaverItems } from '../behavior/naver-orders.ts';
import { type Answer, type Change, failed, ok } from '../envelope.ts';
import { type Handler, on } from './handler.ts';

interface Parcel {
  delivery_method: string;
  delivery_company?: string | undefined;
  tracking_number?: string | undefined;
}

/** A parcel service must be named with its tracking number; who hands goods over in person has neither. */
function faultOf<A extends Parcel>(
  row: Endpoint<A>,
  parcel: Parcel,
  byParcel: 'DELIVERY' | 'RETURN_DELIVERY',
): Answer | undefined {
  for (const field of ['delivery_method', 'delivery_company'] as const)
    if (!fits(row, field, parcel[field])) return failed(400, `${field} 파라메터가 올바르지 않습니다.`);
  if (parcel.delivery_method !== byParcel) return undefined;
  const missing = (['delivery_company', 'tracking_number'] as const).filter((field) => !parcel[field]);
  if (missing.length === 0) return undefined;
  return failed(400, `delivery_method가 ${byParcel}인 경우 ${missing.join(', ')} 파라메터는 필수입니다.`);
}

const parcelOf = ({ delivery_method, delivery_company, tracking_number }: Parcel): Change => ({
  delivery_method,
  ...(delivery_company ? { delivery_company } : {}),
  ...(tracking_number ? { tracking_number } : {}),
});

/** PortOne takes the default for a reason that it does not know, without a word. */
const reasonOf = <A>(row: Endpoint<A>, reason: string | undefined, otherwise: string): string =>
  reason !== undefined && fits(row, 'reason', reason) ? reason : otherwise;

export const naverOrderHandlers: readonly Handler[] = [
  on(cancelNaverOrders, ({ args, world }) => {
    const reason = reasonOf(cancelNaverOrders, args.reason, 'PRODUCT_UNSATISFIED');
    return operateOnNaverItems(world, 'cancel', args, { reason, changed: { reason } });
  }),
  on(approveNaverCancel, ({ args, world }) => operateOnNaverItems(world, 'approve-cancel', args)),
  on(
    shipNaverOrders,
    ({ args, world }) =>
      faultOf(shipNaverOrders, args, 'DELIVERY') ??
      operateOnNaverItems(world, 'ship', args, {
        changed: { ...parcelOf(args), dispatched_at: args.dispatched_at },
      }),
  ),
  on(
    shipNaverExchange,
    ({ args, world }) =>
      faultOf(shipNaverExchange, args, 'DELIVERY') ??
      operateOnNaverItems(world, 'ship-exchanged', args, { changed: parcelOf(args) }),
  ),
  on(collectNaverExchange, ({ args, world }) => operateOnNaverItems(world, 'collect-exchanged', args)),
  on(placeNaverOrders, ({ args, world }) => operateOnNaverItems(world, 'place', args)),
  on(requestNaverReturn, ({ args, world }) => {
    const reason = reasonOf(requestNaverReturn, args.reason, 'INTENT_CHANGED');
    return (
      faultOf(requestNaverReturn, args, 'RETURN_DELIVERY') ??
      operateOnNaverItems(world, 'request-return', args, { changed: { ...parcelOf(args), reason } })
    );
  }),
  on(approveNaverReturn, ({ args, world }) => operateOnNaverItems(world, 'approve-return', args)),
  on(rejectNaverReturn, ({ args, world }) => operateOnNaverItems(world, 'reject-return', args)),
  on(withholdNaverReturn, ({ args, world }) => {
    const reason = reasonOf(withholdNaverReturn, args.reason, 'ETC');
    if (!fits(withholdNaverReturn, 'extra_charge', args.extra_charge))
      return failed(400, 'extra_charge 파라메터가 올바르지 않습니다.');
    const changed = { reason, extra_charge: args.extra_charge ?? 0 };
    return operateOnNaverItems(world, 'withhold-return', args, { changed });
  }),
  on(resolveNaverReturn, ({ args, world }) => operateOnNaverItems(world, 'resolve-return', args)),
  on(listNaverProductOrders, ({ args, world }) => {
    const found = findNaverOrder(world, args.imp_uid);
    return 'answer' in found ? found.answer : ok(found.items.map(({ shown }) => shown));
  }),
  on(getNaverProductOrder, ({ args, world }) => {
    const item = world.naverItems.get(args.product_order_id);
    return item ? ok(item.shown) : failed(404, '존재하지 않는 네이버페이 상품주문입니다.');
  }),
];
