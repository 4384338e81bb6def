import { getBillingKey } from '../../endpoints/catalog/billing-keys.ts';
import { type Resource, reads, SHORT_MS } from '../resource.ts';
import { templates } from '../uri.ts';

export const billingKey: Resource = {
  uri: templates.billingKey,
  title: { en: 'Billing key', ko: '빌링키' },
  description: { en: 'A stored billing key and its card', ko: '저장된 빌링키와 카드' },
  tool: getBillingKey.name,
  ttlMs: SHORT_MS,
  known: 'customer_uid',
  read: reads(getBillingKey, (customer_uid) => ({ customer_uid })),
};
