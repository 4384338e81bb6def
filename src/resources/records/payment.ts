import { getPayment } from '../../endpoints/catalog/payments.ts';
import { type Resource, reads, SHORT_MS } from '../resource.ts';
import { templates } from '../uri.ts';

export const payment: Resource = {
  uri: templates.payment,
  title: { en: 'Payment', ko: '결제' },
  description: { en: 'One payment attempt, of test channels too', ko: '결제 시도 한 건(테스트 채널 포함)' },
  tool: getPayment.name,
  ttlMs: SHORT_MS,
  known: 'imp_uid',
  // Without the flag a payment of a test channel does not exist for PortOne.
  read: reads(getPayment, (imp_uid) => ({ imp_uid, include_sandbox: true })),
};
