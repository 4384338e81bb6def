import type { Localized } from '../../base/bilingual.ts';
import { matchesScope, type PaymentTraits, type Scope } from './scope.ts';
import { guide, pgGuide, v1Document, type Witnesses } from './witness.ts';

type OpenStatus = 'ready' | 'failed';

interface OpenState {
  scope: Scope;
  /** The statuses that look final at this PG and are not. */
  statuses: readonly OpenStatus[];
  /** Why the payment may still be approved; completes a sentence. */
  reason: Localized;
  /** The PG's own state is shown if the payment is read with `extension`. */
  hasExtension?: true;
  witnesses: Witnesses;
}

/** Payments that may still be approved although they look failed or abandoned. */
const openStates: readonly OpenState[] = [
  {
    scope: { pgs: ['paymentwall'] },
    statuses: ['ready', 'failed'],
    reason: {
      en: 'Paymentwall reviews payments for fraud (FDS) and may approve one after it was shown as failed',
      ko: '페이먼트월은 심사(FDS) 후 실패로 표시된 결제를 승인할 수 있습니다',
    },
    witnesses: [guide('integration/webhook/readme-v1')],
  },
  {
    scope: { pgs: ['paypal'] },
    statuses: ['failed'],
    reason: {
      en: 'PortOne stores a payment that PayPal holds for review (Pending) as failed',
      ko: '페이팔이 심사 중(Pending)인 결제는 실패로 저장됩니다',
    },
    hasExtension: true,
    witnesses: [v1Document('GET /payments/{imp_uid}', 'paypal')],
  },
  {
    scope: { pgs: ['paypal_v2'] },
    statuses: ['ready'],
    reason: {
      en: 'PayPal may hold it for review, which the PortOne console shows as 승인 대기',
      ko: '페이팔 승인 대기 상태일 수 있습니다',
    },
    hasExtension: true,
    witnesses: [
      v1Document('GET /payments/{imp_uid}', 'paypal_v2'),
      pgGuide('spb/readme'),
      pgGuide('rt/readme'),
      guide('console/guide/payments'),
    ],
  },
  {
    scope: { pgs: ['payletter_global'] },
    statuses: ['ready'],
    reason: { en: 'Payletter may hold it for approval (승인 대기)', ko: '페이레터 승인 대기 상태일 수 있습니다' },
    witnesses: [pgGuide('payletter-global')],
  },
  {
    scope: { pgs: ['kicc_v2'], methods: ['wechat', 'alipay', 'alipay_plus'] },
    statuses: ['ready'],
    reason: {
      en: 'a QR code that was scanned can be approved after the window was closed',
      ko: '창을 닫은 뒤에도 스캔한 QR 코드로 승인될 수 있습니다',
    },
    witnesses: [pgGuide('kicc-v2')],
  },
];

/** Why a payment that looks failed or abandoned may still be approved; undefined if its state is final. */
export const findOpenState = (payment: PaymentTraits & { status?: string | null | undefined }): OpenState | undefined =>
  openStates.find(
    ({ scope, statuses }) => statuses.some((status) => status === payment.status) && matchesScope(scope, payment),
  );

/**
 * Payments that are recorded as virtual accounts and paid at the counter of a shop in Japan (eContext): there is no
 * account, and a test payment is completed too.
 */
const storePayments = {
  scope: { pgs: ['eximbay'], methods: ['vbank'] },
  witnesses: [pgGuide('eximbay')],
} as const satisfies { scope: Scope; witnesses: Witnesses };

export const isStorePayment = (payment: PaymentTraits): boolean => matchesScope(storePayments.scope, payment);
