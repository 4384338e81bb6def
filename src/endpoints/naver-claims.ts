import { endpoint } from './endpoint.ts';
import { Choice, IntPartAmount, Memo, Text } from './fields.ts';
import { NaverCourier } from './naver-couriers.ts';
import { DeliveryMethod, onItems, ProductOrderIds } from './naver-items.ts';

// Returns (반품) and exchanges (교환) of Naver Pay order type. An unknown `reason` becomes a default
// at PortOne without a word, so the lists are enforced here.

export const requestNaverReturn = endpoint('POST /payments/{imp_uid}/naver/request-return', {
  ...onItems,
  name: 'request_naver_return',
  title: 'Request a Naver return',
  description:
    'Open a return (반품요청) of DELIVERING or DELIVERED items for the buyer; no refund yet. RETURN_DELIVERY needs delivery_company and tracking_number.',
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
      .describe('INTENT_CHANGED if left out'),
    delivery_method: Choice('RETURN_DESIGNATED', 'RETURN_DELIVERY', 'RETURN_INDIVIDUAL'),
    delivery_company: NaverCourier().optional(),
    tracking_number: Text().optional(),
  },
});

export const approveNaverReturn = endpoint('POST /payments/{imp_uid}/naver/approve-return', {
  ...onItems,
  name: 'approve_naver_return',
  title: 'Approve a Naver return',
  description:
    'Approve a return (반품승인), claim RETURN_REQUEST to COLLECT_DONE. Refunds the items; to bill a fee first, use withhold_naver_return.',
  effect: 'destructive',
  money: 'refund',
  confirm: true,
  body: {
    product_order_id: ProductOrderIds().optional(),
    memo: Memo().optional().describe('Sent to the buyer'),
  },
});

export const rejectNaverReturn = endpoint('POST /payments/{imp_uid}/naver/reject-return', {
  ...onItems,
  name: 'reject_naver_return',
  title: 'Reject a Naver return',
  description: 'Reject a requested return (반품거절): the buyer gets no refund. No reverse call.',
  effect: 'write',
  irreversible: true,
  confirm: true,
  body: {
    product_order_id: ProductOrderIds().optional(),
    memo: Memo().describe('Sent to the buyer'),
  },
});

export const withholdNaverReturn = endpoint('POST /payments/{imp_uid}/naver/withhold-return', {
  ...onItems,
  name: 'withhold_naver_return',
  title: 'Withhold a Naver return',
  description:
    'Hold back a requested return (반품보류), for instance until the buyer pays a fee. resolve_naver_return lifts it.',
  effect: 'write',
  confirm: true,
  body: {
    product_order_id: ProductOrderIds().optional(),
    // EXTRAFEEE is Naver's own spelling.
    reason: Choice(
      'RETURN_DELIVERYFEE',
      'EXTRAFEEE',
      'RETURN_DELIVERYFEE_AND_EXTRAFEEE',
      'RETURN_PRODUCT_NOT_DELIVERED',
      'ETC',
    )
      .optional()
      .describe('ETC if left out'),
    memo: Memo().describe('Sent to the buyer'),
    extra_charge: IntPartAmount().optional().describe('KRW billed to the buyer'),
  },
});

export const resolveNaverReturn = endpoint('POST /payments/{imp_uid}/naver/resolve-return', {
  ...onItems,
  name: 'resolve_naver_return',
  title: 'Resolve a withheld Naver return',
  description: 'Lift the hold on a withheld return (반품보류해제), which lets its refund go on.',
  effect: 'destructive',
  money: 'refund',
  confirm: true,
  body: { product_order_id: ProductOrderIds().optional() },
});

export const collectNaverExchange = endpoint('POST /payments/{imp_uid}/naver/collect-exchanged', {
  ...onItems,
  name: 'collect_naver_exchange',
  title: 'Collect Naver exchange goods',
  description:
    'Mark goods of an approved exchange as collected (교환 수거완료), claim EXCHANGE / COLLECTING. Next: ship_naver_exchange. No reverse call.',
  effect: 'write',
  irreversible: true,
  confirm: true,
  body: { product_order_id: ProductOrderIds().optional() },
});

export const shipNaverExchange = endpoint('POST /payments/{imp_uid}/naver/ship-exchanged', {
  ...onItems,
  name: 'ship_naver_exchange',
  title: 'Ship Naver replacements',
  description:
    'Mark replacements as shipped (교환 재발송), claim EXCHANGE / COLLECT_DONE. DELIVERY needs delivery_company and tracking_number. No reverse call.',
  effect: 'write',
  irreversible: true,
  confirm: true,
  requires: { when: { delivery_method: 'DELIVERY' }, args: ['delivery_company', 'tracking_number'] },
  body: {
    product_order_id: ProductOrderIds().optional(),
    delivery_method: DeliveryMethod(),
    delivery_company: NaverCourier().optional(),
    tracking_number: Text().optional(),
  },
});
