import type { Pg } from '../pg-providers/index.ts';
import { matchesScope, type PaymentTraits, type Scope } from './scope.ts';
import { pgGuide, v1Document, type Witness, type Witnesses } from './witness.ts';

interface ReceiptRequirement {
  arguments: readonly string[];
  /** Confirms what the document says. Without it, a missing argument is only worth a warning. */
  guide?: Witness;
}

/** Arguments that a PG requires for a cash receipt, although PortOne does not. */
export const receiptRequirements: Readonly<Partial<Record<Pg, ReceiptRequirement>>> = {
  daou: { arguments: ['company_tel', 'company_name', 'corp_reg_no'] },
  kicc: { arguments: ['identifier_type'] },
  ksnet: { arguments: ['product_type', 'buyer_name'], guide: pgGuide('ksnet/readme') },
  nice_v2: { arguments: ['identifier_type', 'type'], guide: pgGuide('nice-v2/billing-api-caution') },
  settle: { arguments: ['identifier_type'] },
  smartro_v2: { arguments: ['type', 'buyer_name', 'buyer_tel'], guide: pgGuide('smartro-v2/api') },
  welcome: { arguments: ['type', 'corp_reg_no', 'buyer_tel'], guide: pgGuide('welcome/api') },
};

export const findReceiptRequirement = (pg: string | null | undefined): ReceiptRequirement | undefined =>
  Object.entries(receiptRequirements).find(([code]) => code === pg)?.[1];

/** Do not revoke the cash receipt when the payment is refunded. */
export const lastingReceipts = {
  pgs: ['ksnet', 'smartro_v2'],
  witnesses: [
    v1Document('POST /payments/cancel', 'ksnet', 'smartro_v2'),
    pgGuide('ksnet/warning'),
    pgGuide('smartro-v2/api'),
  ],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };

export const keepsReceiptOnRefund = (pg: string | null | undefined): boolean =>
  lastingReceipts.pgs.some((code) => code === pg);

/** Payments whose receipt the PG issues although PortOne shows none: a second one would be filed twice. */
export const unseenReceipts: readonly { id: string; scope: Scope; witnesses: Witnesses }[] = [
  {
    id: 'nice-ssgpay',
    scope: { pgs: ['nice_v2'], methods: ['ssgpay', 'ssgpay_bank'] },
    witnesses: [pgGuide('nice-v2/payment-caution')],
  },
  { id: 'brandpay', scope: { pgs: ['toss_brandpay'] }, witnesses: [pgGuide('toss-brandpay/warning')] },
];

export const mayHaveUnseenReceipt = (payment: PaymentTraits): boolean =>
  unseenReceipts.some(({ scope }) => matchesScope(scope, payment));

/** Requires the receipt to be revoked and issued again after a partial refund of partly tax-free goods. */
export const reissuedReceipts = {
  pgs: ['ksnet'],
  witnesses: [v1Document('POST /payments/cancel', 'ksnet'), pgGuide('ksnet/warning')],
} as const satisfies { pgs: readonly Pg[]; witnesses: Witnesses };
