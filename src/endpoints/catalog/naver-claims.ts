import { endpoint } from '../endpoint.ts';
import { Choice, Digits, Memo, OptionalIntAmount } from '../fields.ts';
import { NaverCourier } from './naver-couriers.ts';
import { DeliveryMethod, itemOperation, ProductOrderIds } from './naver-items.ts';

// Returns (반품) and exchanges (교환) of Naver Pay order type. PortOne silently replaces an unknown `reason` by a
// default, so the lists are enforced here.

export const requestNaverReturn = endpoint('POST /payments/{imp_uid}/naver/request-return', {
  ...itemOperation,
  name: 'request_naver_return',
  title: 'Request return',
  description: 'Open a return (반품요청) of DELIVERING or DELIVERED items; no refund yet.',
  effect: 'write',
  irreversible: true,
  confirm: true,
  requires: { when: { delivery_method: 'RETURN_DELIVERY' }, args: ['delivery_company', 'tracking_number'] },
  body: {
    product_order_id: ProductOrderIds().optional(),
    reason: Choice(
      'INTENT_CHANGED',
      'COLOR_AND_SIZE',
      'WRONG_ORDER',
      'PRODUCT_UNSATISFIED',
      'DELAYED_DELIVERY',
      'SOLD_OUT',
      'DROPPED_DELIVERY',
      'BROKEN',
      'INCORRECT_INFO',
      'WRONG_DELIVERY',
      'WRONG_OPTION',
    )
      .optional()
      .describe('Default INTENT_CHANGED'),
    delivery_method: Choice('RETURN_DESIGNATED', 'RETURN_DELIVERY', 'RETURN_INDIVIDUAL'),
    delivery_company: NaverCourier().optional(),
    tracking_number: Digits().optional(),
  },
  readBack: { by: 'items', becomes: { field: 'claim_status', values: ['RETURN_REQUEST'] } },
});

export const approveNaverReturn = endpoint('POST /payments/{imp_uid}/naver/approve-return', {
  ...itemOperation,
  name: 'approve_naver_return',
  title: 'Approve return',
  description:
    'Approve a return (반품승인), RETURN_REQUEST to COLLECT_DONE, and refund. To bill a fee first: withhold_naver_return.',
  effect: 'destructive',
  money: 'refund',
  confirm: true,
  body: {
    product_order_id: ProductOrderIds().optional(),
    memo: Memo().optional().describe('To the buyer'),
  },
  readBack: { by: 'items', becomes: { field: 'claim_status', values: ['RETURN_DONE'] } },
});

export const rejectNaverReturn = endpoint('POST /payments/{imp_uid}/naver/reject-return', {
  ...itemOperation,
  name: 'reject_naver_return',
  title: 'Reject return',
  description: 'Reject a requested return (반품거절); no refund.',
  effect: 'write',
  irreversible: true,
  confirm: true,
  body: {
    product_order_id: ProductOrderIds().optional(),
    memo: Memo().describe('To the buyer'),
  },
  readBack: { by: 'items', becomes: { field: 'claim_status', values: ['RETURN_REJECT'] } },
});

export const withholdNaverReturn = endpoint('POST /payments/{imp_uid}/naver/withhold-return', {
  ...itemOperation,
  name: 'withhold_naver_return',
  title: 'Hold return',
  description: 'Hold a requested return (반품보류), e.g. until a fee is paid.',
  effect: 'write',
  confirm: true,
  unmovedAmounts: { extra_charge: 'Naver asks the buyer to pay it; nothing moves until the buyer does' },
  body: {
    product_order_id: ProductOrderIds().optional(),
    // EXTRAFEEE is Naver's own spelling.
    reason: Choice(
      'RETURN_DELIVERYFEE',
      'EXTRAFEEE',
      'RETURN_DELIVERYFEE_AND_EXTRAFEEE',
      'RETURN_PRODUCT_NOT_DELIVERED',
      'ETC',
    ).optional(),
    memo: Memo().describe('To the buyer'),
    extra_charge: OptionalIntAmount().optional().describe('Billed to the buyer'),
  },
  readBack: {
    by: 'none',
    reason: 'the item stays in its claim and PortOne does not show the hold; look in the Naver Pay center',
  },
});

export const resolveNaverReturn = endpoint('POST /payments/{imp_uid}/naver/resolve-return', {
  ...itemOperation,
  name: 'resolve_naver_return',
  title: 'Lift return hold',
  description: "Lift a hold (반품보류해제); the return's refund goes on.",
  effect: 'destructive',
  money: 'refund',
  confirm: true,
  body: { product_order_id: ProductOrderIds().optional() },
  readBack: {
    by: 'items',
    becomes: { field: 'claim_status', values: ['RETURN_DONE'] },
    inconclusiveIfUnchanged:
      'PortOne does not show the hold, and lifting it does not change a return whose goods are still in transit',
  },
});

export const collectNaverExchange = endpoint('POST /payments/{imp_uid}/naver/collect-exchanged', {
  ...itemOperation,
  name: 'collect_naver_exchange',
  title: 'Collect exchange',
  description: 'Mark exchanged goods as collected (교환수거), claim COLLECTING.',
  effect: 'write',
  irreversible: true,
  confirm: true,
  body: { product_order_id: ProductOrderIds().optional() },
  readBack: { by: 'items', becomes: { field: 'claim_status', values: ['COLLECT_DONE'] } },
});

export const shipNaverExchange = endpoint('POST /payments/{imp_uid}/naver/ship-exchanged', {
  ...itemOperation,
  name: 'ship_naver_exchange',
  title: 'Ship exchange',
  description: 'Mark an exchange as shipped again (재발송), claim COLLECT_DONE.',
  effect: 'write',
  irreversible: true,
  confirm: true,
  requires: { when: { delivery_method: 'DELIVERY' }, args: ['delivery_company', 'tracking_number'] },
  body: {
    product_order_id: ProductOrderIds().optional(),
    delivery_method: DeliveryMethod(),
    delivery_company: NaverCourier().optional(),
    tracking_number: Digits().optional(),
  },
  readBack: { by: 'items', becomes: { field: 'claim_status', values: ['EXCHANGE_REDELIVERING', 'EXCHANGE_DONE'] } },
});
