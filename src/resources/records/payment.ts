import { getPayment } from '../../endpoints/catalog/payments.ts';
import { createResourceReader, type Resource, SHORT_MS } from '../resource.ts';
import { uriTemplates } from '../uri.ts';

export const paymentResource: Resource = {
  uri: uriTemplates.payment,
  title: { en: 'Payment', ko: '결제' },
  description: { en: 'One payment attempt, including test channels', ko: '결제 시도 한 건(테스트 채널 포함)' },
  tool: getPayment.name,
  ttlMs: SHORT_MS,
  completeFrom: 'imp_uid',
  // Without this flag PortOne does not return test channel payments.
  read: createResourceReader(getPayment, (imp_uid) => ({ imp_uid, include_sandbox: true })),
};
