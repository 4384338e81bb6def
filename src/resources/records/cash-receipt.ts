import { getReceipt } from '../../endpoints/catalog/cash-receipts.ts';
import { createResourceReader, type Resource, SHORT_MS } from '../resource.ts';
import { uriTemplates } from '../uri.ts';

export const receiptResource: Resource = {
  uri: uriTemplates.receipt,
  title: { en: 'Cash receipt', ko: '현금영수증' },
  description: { en: 'The cash receipt issued for a payment', ko: '결제에 발급된 현금영수증' },
  tool: getReceipt.name,
  ttlMs: SHORT_MS,
  completeFrom: 'imp_uid',
  read: createResourceReader(getReceipt, (imp_uid) => ({ imp_uid })),
};
