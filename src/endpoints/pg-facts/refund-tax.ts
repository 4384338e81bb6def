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
export const noTaxFreeInRefunds: readonly { id: string; scope: Scope; witnesses: Witnesses }[] = [
  {
    id: 'daou-wallets',
    scope: { pgs: ['daou'], methods: ['kakaopay', 'payco'] },
    witnesses: [pgGuide('daou/undefined')],
  },
  {
    id: 'daou-accounts',
    scope: { pgs: ['daou'], methods: ['trans', 'vbank'] },
    witnesses: [pgGuide('daou/undefined')],
  },
];

/** Treat a charge without a tax-free part as tax-free as a whole, if the shop ID is of mixed taxation (복합과세). */
export const taxFreeByDefault = {
  pgs: ['html5_inicis', 'inicis'],
  witnesses: [guide('support/tax')],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };
