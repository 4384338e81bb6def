import { endpoint } from '../endpoint.ts';
import { ChannelKey, Choice, Digits, ImpUid, Segment, Time, UntilTime } from '../fields.ts';
import { list } from '../models/field.ts';
import { NaverProductOrder } from '../models/naver-order.ts';
import { NaverReview } from '../models/naver-pay.ts';
import { NaverCourier } from './naver-couriers.ts';
import { DeliveryMethod, itemOperation, ProductOrderIds } from './naver-items.ts';

// Naver Pay order type (주문형, pg_provider naverco): Naver manages the order, item by item.

export const listNaverProductOrders = endpoint('GET /payments/{imp_uid}/naver/product-orders', {
  name: 'list_naver_product_orders',
  title: 'Naver items',
  description: 'Items (상품주문) of a Naver order-type (naverco) payment, with claims. Read before any Naver change.',
  effect: 'read',
  path: { imp_uid: ImpUid() },
  returns: list(NaverProductOrder),
});

export const getNaverProductOrder = endpoint('GET /naver/product-orders/{product_order_id}', {
  name: 'get_naver_product_order',
  title: 'Naver item',
  description: 'One Naver order-type item (상품주문).',
  effect: 'read',
  path: { product_order_id: Segment() },
  returns: NaverProductOrder,
});

export const placeNaverOrders = endpoint('POST /payments/{imp_uid}/naver/place', {
  ...itemOperation,
  name: 'place_naver_orders',
  title: 'Accept Naver items',
  description: 'Accept PAYED items (발주확인); cancellations then need approve_naver_cancel.',
  effect: 'write',
  irreversible: true,
  confirm: true,
  body: { product_order_id: ProductOrderIds().optional() },
  readBack: {
    by: 'none',
    reason: 'an accepted item stays PAYED, and PortOne does not show the acceptance; look in the Naver Pay center',
  },
});

export const shipNaverOrders = endpoint('POST /payments/{imp_uid}/naver/ship', {
  ...itemOperation,
  name: 'ship_naver_orders',
  title: 'Ship Naver items',
  description: 'Mark PAYED items as shipped (발송처리).',
  effect: 'write',
  irreversible: true,
  confirm: true,
  requires: { when: { delivery_method: 'DELIVERY' }, args: ['delivery_company', 'tracking_number'] },
  body: {
    product_order_id: ProductOrderIds().optional(),
    delivery_method: DeliveryMethod(),
    dispatched_at: Time(),
    delivery_company: NaverCourier().optional(),
    tracking_number: Digits().optional(),
  },
  readBack: { by: 'items', becomes: { field: 'product_order_status', values: ['DELIVERING', 'DELIVERED'] } },
});

export const cancelNaverOrders = endpoint('POST /payments/{imp_uid}/naver/cancel', {
  ...itemOperation,
  name: 'cancel_naver_orders',
  title: 'Cancel Naver items',
  description: 'Cancel naverco items as the seller and refund. For CANCEL_REQUEST: approve_naver_cancel.',
  effect: 'destructive',
  money: 'refund',
  confirm: true,
  body: {
    product_order_id: ProductOrderIds().optional(),
    // PortOne silently replaces an unknown reason by PRODUCT_UNSATISFIED, so the list is enforced here.
    reason: Choice(
      'SOLD_OUT',
      'DELAYED_DELIVERY',
      'PRODUCT_UNSATISFIED',
      'INTENT_CHANGED',
      'COLOR_AND_SIZE',
      'WRONG_ORDER',
      'INCORRECT_INFO',
    )
      .optional()
      .describe('Default PRODUCT_UNSATISFIED'),
  },
  preview: ['payment', 'naver_items'],
  readBack: { by: 'items', becomes: { field: 'claim_status', values: ['CANCEL_DONE', 'CANCELING'] } },
});

export const approveNaverCancel = endpoint('POST /payments/{imp_uid}/naver/approve-cancel', {
  ...itemOperation,
  name: 'approve_naver_cancel',
  title: 'Approve cancellation',
  description: "Approve a buyer's cancellation (취소승인), claim CANCEL_REQUEST, and refund.",
  effect: 'destructive',
  money: 'refund',
  confirm: true,
  body: { product_order_id: ProductOrderIds().optional() },
  readBack: { by: 'items', becomes: { field: 'claim_status', values: ['CANCEL_DONE', 'CANCELING'] } },
});

export const listNaverReviews = endpoint('GET /naver/reviews', {
  name: 'list_naver_reviews',
  title: 'Naver reviews',
  description: 'Reviews (구매평), Naver order type. Scores: general 0-2, premium 10-13.',
  effect: 'read',
  query: {
    // The document declares form data, which a GET does not have.
    channel_key: ChannelKey(),
    from: Time(),
    to: UntilTime(),
    review_type: Choice('general', 'premium'),
  },
  returns: list(NaverReview),
});
