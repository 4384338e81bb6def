import { isRecord } from '../../base/json.ts';
import { listPaymentsByOrder } from '../../endpoints/catalog/payments.ts';
import { createResourceReader, type Resource, SHORT_MS } from '../resource.ts';
import { uriTemplates } from '../uri.ts';

const readOrder = createResourceReader(listPaymentsByOrder, (merchant_uid) => ({ merchant_uid, limit: 50 }));

export const orderResource: Resource = {
  uri: uriTemplates.order,
  title: { en: 'Order', ko: '주문' },
  description: { en: 'Every payment attempt of an order, the latest first', ko: '주문의 모든 결제 시도(최신순)' },
  tool: listPaymentsByOrder.name,
  ttlMs: SHORT_MS,
  completeFrom: 'merchant_uid',
  async read(id, context, signal) {
    const found = await readOrder(id, context, signal);
    // An order without an attempt is no order to PortOne, whether it says so by 404 or by an empty list.
    const rows = isRecord(found?.value) ? found.value.list : undefined;
    return Array.isArray(rows) && rows.length > 0 ? found : undefined;
  },
};
