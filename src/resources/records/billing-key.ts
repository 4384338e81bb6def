import { getBillingKey } from '../../endpoints/catalog/billing-keys.ts';
import { createResourceReader, type Resource, SHORT_MS } from '../resource.ts';
import { uriTemplates } from '../uri.ts';

export const billingKeyResource: Resource = {
  uri: uriTemplates.billingKey,
  title: { en: 'Billing key', ko: '빌링키' },
  description: { en: 'A stored billing key and its card', ko: '저장된 빌링키와 카드' },
  tool: getBillingKey.name,
  ttlMs: SHORT_MS,
  completeFrom: 'customer_uid',
  read: createResourceReader(getBillingKey, (customer_uid) => ({ customer_uid })),
};
