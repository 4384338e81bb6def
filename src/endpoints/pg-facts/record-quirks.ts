import { matchesScope, type PaymentTraits, type Scope } from './scope.ts';
import { pgGuide, type Witnesses } from './witness.ts';

interface RecordedPayment extends PaymentTraits {
  card_number?: string | null | undefined;
  vbank_holder?: string | null | undefined;
  receipt_url?: string | null | undefined;
}

export interface RecordQuirk {
  scope: Scope;
  /** Further fields that show the quirk. */
  shows?(payment: RecordedPayment): boolean;
  /** What PortOne's record does not say, or says otherwise than one would expect. */
  text: string;
  witnesses: Witnesses;
}

const tossWarning: Witnesses = [pgGuide('newtoss/warning')];

/** Records that look wrong and are not: PGs do not tell PortOne everything. */
export const recordQuirks: readonly RecordQuirk[] = [
  {
    scope: { pgs: ['tosspayments'], methods: ['point'] },
    text: 'Toss Payments does not tell how a wallet was paid unless by card: PortOne records account, points and wallet money alike as point, and there is no card slip.',
    witnesses: tossWarning,
  },
  {
    scope: { pgs: ['tosspayments'], methods: ['card'] },
    shows: ({ card_number }) => card_number?.startsWith('9200') ?? false,
    text: 'A card number that begins with 9200 is not the real one: Toss Payments gives such numbers for cards paid through Paybook (페이북, ISP).',
    witnesses: tossWarning,
  },
  {
    scope: { pgs: ['tosspayments'], methods: ['vbank'] },
    shows: ({ vbank_holder }) => !vbank_holder,
    text: 'Toss Payments does not tell the holder of a virtual account, which is the shop by the name in its contract.',
    witnesses: tossWarning,
  },
  {
    scope: { pgs: ['tosspayments'] },
    shows: ({ sandbox, receipt_url }) => sandbox === true && Boolean(receipt_url),
    text: 'Toss Payments shows no slip for test payments.',
    witnesses: tossWarning,
  },
  {
    scope: { pgs: ['paypal_v2'] },
    text: 'PayPal does not tell what the buyer paid with, nor whether in installments: PortOne records paypal for all of it.',
    witnesses: [pgGuide('spb/warning'), pgGuide('rt/warning')],
  },
  {
    scope: { pgs: ['mobilians_v2'], methods: ['card'] },
    text: 'KG Financial records wallets of its card window as card, and gives no slip.',
    witnesses: [pgGuide('kg-mobilians-v2')],
  },
];

/** What is peculiar about the record of a payment. */
export const describeRecordQuirks = (payment: RecordedPayment): string[] =>
  recordQuirks
    .filter(({ scope, shows }) => matchesScope(scope, payment) && (shows?.(payment) ?? true))
    .map(({ text }) => text);
