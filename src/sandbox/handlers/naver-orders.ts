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
import { isDocumentedValue } from '../behavior/documented-values.ts';
import { applyNaverOperation, findNaverOrder } from '../behavior/naver-orders.ts';
import { type ChangedFields, type HandlerResult, respondError, respondOk } from '../envelope.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

interface Parcel {
  delivery_method: string;
  delivery_company?: string | undefined;
  tracking_number?: string | undefined;
}

/** Requires courier and tracking number for delivery by a parcel service; other delivery methods need neither. */
function checkParcel<A extends Parcel>(
  row: Endpoint<A>,
  parcel: Parcel,
  courierMethod: 'DELIVERY' | 'RETURN_DELIVERY',
): HandlerResult | undefined {
  for (const field of ['delivery_method', 'delivery_company'] as const)
    if (!isDocumentedValue(row, field, parcel[field]))
      return respondError(400, `${field} 파라메터가 올바르지 않습니다.`);
  if (parcel.delivery_method !== courierMethod) return undefined;
  const missing = (['delivery_company', 'tracking_number'] as const).filter((field) => !parcel[field]);
  if (missing.length === 0) return undefined;
  return respondError(400, `delivery_method가 ${courierMethod}인 경우 ${missing.join(', ')} 파라메터는 필수입니다.`);
}

const pickParcelFields = ({ delivery_method, delivery_company, tracking_number }: Parcel): ChangedFields => ({
  delivery_method,
  ...(delivery_company ? { delivery_company } : {}),
  ...(tracking_number ? { tracking_number } : {}),
});

/** PortOne silently replaces an unknown reason by the default. */
const resolveReason = <A>(row: Endpoint<A>, reason: string | undefined, fallback: string): string =>
  reason !== undefined && isDocumentedValue(row, 'reason', reason) ? reason : fallback;

export const naverOrderHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(cancelNaverOrders, ({ args, world }) => {
    const reason = resolveReason(cancelNaverOrders, args.reason, 'PRODUCT_UNSATISFIED');
    return applyNaverOperation(world, 'cancel', args, { reason, changed: { reason } });
  }),
  createEndpointHandler(approveNaverCancel, ({ args, world }) => applyNaverOperation(world, 'approve-cancel', args)),
  createEndpointHandler(
    shipNaverOrders,
    ({ args, world }) =>
      checkParcel(shipNaverOrders, args, 'DELIVERY') ??
      applyNaverOperation(world, 'ship', args, {
        changed: { ...pickParcelFields(args), dispatched_at: args.dispatched_at },
      }),
  ),
  createEndpointHandler(
    shipNaverExchange,
    ({ args, world }) =>
      checkParcel(shipNaverExchange, args, 'DELIVERY') ??
      applyNaverOperation(world, 'ship-exchanged', args, { changed: pickParcelFields(args) }),
  ),
  createEndpointHandler(collectNaverExchange, ({ args, world }) =>
    applyNaverOperation(world, 'collect-exchanged', args),
  ),
  createEndpointHandler(placeNaverOrders, ({ args, world }) => applyNaverOperation(world, 'place', args)),
  createEndpointHandler(requestNaverReturn, ({ args, world }) => {
    const reason = resolveReason(requestNaverReturn, args.reason, 'INTENT_CHANGED');
    return (
      checkParcel(requestNaverReturn, args, 'RETURN_DELIVERY') ??
      applyNaverOperation(world, 'request-return', args, { changed: { ...pickParcelFields(args), reason } })
    );
  }),
  createEndpointHandler(approveNaverReturn, ({ args, world }) => applyNaverOperation(world, 'approve-return', args)),
  createEndpointHandler(rejectNaverReturn, ({ args, world }) => applyNaverOperation(world, 'reject-return', args)),
  createEndpointHandler(withholdNaverReturn, ({ args, world }) => {
    const reason = resolveReason(withholdNaverReturn, args.reason, 'ETC');
    if (!isDocumentedValue(withholdNaverReturn, 'extra_charge', args.extra_charge))
      return respondError(400, 'extra_charge 파라메터가 올바르지 않습니다.');
    const changed = { reason, extra_charge: args.extra_charge ?? 0 };
    return applyNaverOperation(world, 'withhold-return', args, { changed });
  }),
  createEndpointHandler(resolveNaverReturn, ({ args, world }) => applyNaverOperation(world, 'resolve-return', args)),
  createEndpointHandler(listNaverProductOrders, ({ args, world }) => {
    const found = findNaverOrder(world, args.imp_uid);
    return 'answer' in found ? found.answer : respondOk(found.items.map(({ record }) => record));
  }),
  createEndpointHandler(getNaverProductOrder, ({ args, world }) => {
    const item = world.naverItems.get(args.product_order_id);
    return item ? respondOk(item.record) : respondError(404, '존재하지 않는 네이버페이 상품주문입니다.');
  }),
];
