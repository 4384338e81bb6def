import { getReceipt } from '../../endpoints/catalog/cash-receipts.ts';
import { type Resource, reads, SHORT_MS } from '../resource.ts';
import { templates } from '../uri.ts';

export const receipt: Resource = {
  uri: templates.receipt,
  title: { en: 'Cash receipt', ko: '현금영수증' },
  description: { en: 'The cash receipt issued for a payment', ko: '결제에 발급된 현금영수증' },
  tool: getReceipt.name,
  ttlMs: SHORT_MS,
  known: 'imp_uid',
  read: reads(getReceipt, (imp_uid) => ({ imp_uid })),
};
