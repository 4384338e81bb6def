import * as z from 'zod';
import { Choice, Id, ImpUid } from '../fields.ts';
import { list } from '../models/field.ts';
import { NaverProductOrder } from '../models/naver-order.ts';

/**
 * Properties shared by the eleven operations on items (상품주문) of a Naver Pay order-type payment. PortOne sends the items
 * to Naver one by one: HTTP 207 returns only those that succeeded.
 */
export const itemOperation = {
  explicitAll: { flag: 'all', replaces: 'product_order_id' },
  batch: { product_order_id: 'product_order_id' },
  path: { imp_uid: ImpUid() },
  preview: ['payment', 'naver_items'],
  followUpTool: 'list_naver_product_orders',
  returns: list(NaverProductOrder),
} as const;

/** Rejects an empty list, which PortOne would treat as all items. */
export const ProductOrderIds = () => z.array(Id()).min(1);

/** How goods reach the buyer (배송방법). */
export const DeliveryMethod = () =>
  Choice('DELIVERY', 'GDFW_ISSUE_SVC', 'VISIT_RECEIPT', 'DIRECT_DELIVERY', 'QUICK_SVC', 'NOTHING');
