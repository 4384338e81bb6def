import type { Localized } from '../../base/bilingual.ts';
import { findFact, type PaymentTraits, type Scope } from './scope.ts';
import { guide, pgGuide, refundDocument, type Witnesses } from './witness.ts';

interface RefundArrival {
  scope: Scope;
  /** Completes "The money arrives …". */
  arrives: Localized;
  witnesses: Witnesses;
}

const termsGuide = guide('support/pg-terms');
const vbankGuide = guide('integration/cancel/v1/virtual-account');

/** When the money of a refund arrives. */
const refundArrivals: readonly RefundArrival[] = [
  {
    scope: { pgs: ['daou'], methods: ['vbank'] },
    arrives: { en: 'after seven or more business days', ko: '7영업일 이상 지나' },
    witnesses: [pgGuide('daou/undefined'), refundDocument('refund_holder')],
  },
  {
    scope: { pgs: ['mobilians', 'mobilians_v2'], methods: ['vbank'] },
    arrives: {
      en: 'on the Thursday of the week, or of the next week if it is requested from Wednesday on',
      ko: '매주 목요일(수요일 이후 요청은 다음 주 목요일)에',
    },
    witnesses: [pgGuide('kg-mobilians-v2')],
  },
  {
    scope: { methods: ['vbank'] },
    arrives: { en: 'usually after one or two business days', ko: '보통 1~2영업일 안에' },
    witnesses: [vbankGuide, termsGuide],
  },
  {
    scope: { methods: ['trans', 'phone'] },
    arrives: { en: 'at once', ko: '즉시' },
    witnesses: [termsGuide],
  },
  {
    scope: { methods: ['card'] },
    arrives: {
      en: 'at once if the card company has not yet acquired the sale (매입), else after three or four business days',
      ko: '매입 전이면 즉시, 매입 후면 3~4영업일 안에',
    },
    witnesses: [termsGuide],
  },
];

export const getRefundArrival = (payment: PaymentTraits): RefundArrival | undefined =>
  findFact(refundArrivals, payment);

/** Arrivals of virtual accounts, for the warning before a refund. */
export const vbankArrivals = refundArrivals.filter(({ scope }) => scope.methods?.includes('vbank'));

/** Refunds of virtual accounts need an agreement with the PG (특약), except here. */
export const vbankRefundContract = {
  exceptPgs: ['tosspayments'],
  witnesses: [vbankGuide, refundDocument('refund_holder')],
} as const satisfies { exceptPgs: Scope['pgs']; witnesses: Witnesses };

export const needsVbankRefundContract = ({ pg_provider, pay_method }: PaymentTraits): boolean =>
  pay_method === 'vbank' && !vbankRefundContract.exceptPgs.some((pg) => pg === pg_provider);

/**
 * Refunds that the PG accepts and executes later. Until then the payment is shown as paid; only the webhook, or the
 * payment read again, tells that it is done.
 */
export const pendingRefunds: readonly { id: string; scope: Scope; witnesses: Witnesses }[] = [
  { id: 'paypal', scope: { pgs: ['paypal_v2'] }, witnesses: [refundDocument('paypal_v2'), pgGuide('spb/readme')] },
  {
    id: 'smartro',
    scope: { pgs: ['smartro_v2'], methods: ['vbank'] },
    witnesses: [refundDocument('smartro_v2'), pgGuide('smartro-v2/api')],
  },
  { id: 'paymentwall', scope: { pgs: ['paymentwall'] }, witnesses: [pgGuide('paymentwall')] },
  {
    id: 'kicc-wechat',
    scope: { pgs: ['kicc_v2'], methods: ['wechat', 'wechatpay'] },
    witnesses: [pgGuide('kicc-v2')],
  },
];

export const isRefundPending = (payment: PaymentTraits): boolean => findFact(pendingRefunds, payment) !== undefined;
