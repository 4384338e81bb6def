import type { Localized } from '../../base/bilingual.ts';
import type { Pg } from '../pg-providers/index.ts';
import type { Scope } from './scope.ts';
import { guide, pgGuide, refundDocument, type Witnesses } from './witness.ts';

/** The PGs that do not compute the tax-free part of a partial refund. */
export const uncomputedTaxFree = {
  pgs: ['kcp', 'kcp_quick', 'kicc', 'nice', 'payco', 'smartro_v2', 'welcome'],
  witnesses: [refundDocument('tax_free'), pgGuide('smartro-v2/api'), pgGuide('welcome/api')],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };

/** The PGs that need the VAT of a partial refund if it was set at payment. */
export const vatOfRefunds = {
  pgs: ['nice', 'nice_v2', 'html5_inicis', 'welcome', 'tosspay_v2', 'mobilians_v2'],
  witnesses: [refundDocument('vat_amount'), pgGuide('tosspay-v2/caution'), pgGuide('kg-mobilians-v2')],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };

/** Without the VAT, later partial refunds can become impossible. */
export const lastingVatLoss = {
  pgs: ['tosspay_v2'],
  witnesses: [pgGuide('tosspay-v2/caution')],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };

/** The tax of a second, last partial refund is computed by the PG. */
export const computedSecondRefund = {
  pgs: ['mobilians_v2'],
  witnesses: [pgGuide('kg-mobilians-v2')],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };

/** Payments whose refund takes no tax-free part. */
export const noTaxFreeInRefunds: readonly { id: string; scope: Scope; explanation: Localized; witnesses: Witnesses }[] =
  [
    {
      id: 'daou-wallets',
      scope: { pgs: ['daou'], methods: ['kakaopay', 'payco'] },
      explanation: {
        en: 'Kiwoom Pay computes the tax-free part of this method itself and ignores the one given.',
        ko: '이 결제수단은 키움페이가 면세 금액을 직접 계산하며 입력한 면세 금액은 쓰이지 않습니다.',
      },
      witnesses: [pgGuide('daou/undefined')],
    },
    {
      id: 'daou-accounts',
      scope: { pgs: ['daou'], methods: ['trans', 'vbank'] },
      explanation: {
        en: 'Kiwoom Pay taxes payments from accounts as a whole: a tax-free part has no effect.',
        ko: '키움페이의 계좌이체와 가상계좌는 전액 과세로 처리되어 면세 금액이 쓰이지 않습니다.',
      },
      witnesses: [pgGuide('daou/undefined')],
    },
  ];

/** Treat a charge without a tax-free part as tax-free as a whole, if the shop ID is of mixed taxation (복합과세). */
export const taxFreeByDefault = {
  pgs: ['html5_inicis', 'inicis'],
  witnesses: [guide('support/tax')],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };
