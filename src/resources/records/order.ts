import { isRecord } from '../../base/json.ts';
import { listPaymentsByOrder } from '../../endpoints/catalog/payments.ts';
import { createResourceReader, type Resource, SHORT_MS } from '../resource.ts';
import { uriTemplates } from '../uri.ts';

const readOrder = createResourceReader(listPaymentsByOrder, (merchant_uid) => ({ merchant_uid, limit: 50 }));

export const orderResource: Resource = {
  uri: uriTemplates.order,
  title: { en: 'Order', ko: '주문' },
  description: { en: 'All payment attempts of an order, newest first', ko: '주문의 모든 결제 시도(최신순)' },
  tool: listPaymentsByOrder.name,
  ttlMs: SHORT_MS,
  completeFrom: 'merchant_uid',
  async read(id, context, signal) {
    const found = await readOrder(id, context, signal);
    // For PortOne an order without attempts does not exist, whether it answers 404 or an empty list.
    const rows = isRecord(found?.value) ? found.value.list : undefined;
    return Array.isArray(rows) && rows.length > 0 ? found : undefined;
  },
};
