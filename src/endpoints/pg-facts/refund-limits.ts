import { giftCardMethods } from '../payment-methods.ts';
import type { Pg } from '../pg-providers/index.ts';
import type { PaymentTraits, Scope } from './scope.ts';
import {
  guide,
  pgGuide,
  type RefusalWitnesses,
  refundDeadlineGuide,
  refundDeadlineHelp,
  refundDocument,
  type Witnesses,
} from './witness.ts';

const YEAR_DAYS = 365;

/** The period after the payment in which a PG refunds, by whatever method. */
interface RefundDeadline {
  scope: Scope & { pgs: readonly [Pg, ...Pg[]] };
  days?: number;
  /** Calendar months. */
  months?: number;
  witnesses: RefusalWitnesses;
}

const deadlineWitnesses: RefusalWitnesses = [refundDeadlineHelp, refundDeadlineGuide];

export const refundDeadlines: readonly RefundDeadline[] = [
  {
    scope: { pgs: ['ksnet'] },
    months: 6,
    witnesses: [refundDocument('ksnet'), pgGuide('ksnet/warning')],
  },
  { scope: { pgs: ['naverpay'] }, days: 1_095, witnesses: deadlineWitnesses },
  { scope: { pgs: ['paypal', 'paypal_v2'] }, days: 180, witnesses: deadlineWitnesses },
  // Kakao Money can be refunded for five years, two of which may be leap years.
  { scope: { pgs: ['kakaopay'] }, days: 5 * YEAR_DAYS + 2, witnesses: deadlineWitnesses },
];

/** The period in which cards are usually refunded. A wallet does not always show that it was paid by card. */
export const cardRefundDeadlines: readonly { scope: Scope; days: number; witnesses: Witnesses }[] = [
  { scope: { pgs: ['kakaopay'] }, days: YEAR_DAYS, witnesses: deadlineWitnesses },
  { scope: { methods: ['card'] }, days: YEAR_DAYS, witnesses: deadlineWitnesses },
];

/** Mobile phone bills are refunded in the month of the payment only; these PGs refund earlier ones to a bank account. */
export const earlierPhoneBillRefunds = {
  pgs: ['kcp'],
  deadlineWitnesses,
  witnesses: [refundDocument('refund_account', 'kcp')],
} as const satisfies { pgs: readonly Pg[]; deadlineWitnesses: RefusalWitnesses; witnesses: Witnesses };

/** The largest number of partial refunds of one payment. */
export const maxPartialRefunds: readonly { scope: Scope; count: number; witnesses: RefusalWitnesses }[] = [
  { scope: { pgs: ['ksnet'] }, count: 9, witnesses: [refundDocument('ksnet'), pgGuide('ksnet/warning')] },
];

const checklist = guide('integration/checklist/readme-v1');

/** Mobile phone bills are refunded as a whole, except by these PGs. */
export const wholePhoneBillRefunds = {
  exceptPgs: ['html5_inicis', 'inicis', 'inicis_unified', 'kcp'],
  witnesses: [refundDeadlineHelp, checklist],
} as const satisfies { exceptPgs: readonly Pg[]; witnesses: RefusalWitnesses };

interface WholeRefund {
  id: string;
  scope: Scope & { pgs: readonly Pg[]; methods: readonly string[] };
  witnesses: RefusalWitnesses;
}

/** Gift cards that a PG certainly refunds only as a whole. */
export const wholeGiftCardRefunds: readonly WholeRefund[] = [
  {
    id: 'daou',
    scope: { pgs: ['daou'], methods: ['booknlife', 'smartculture'] },
    witnesses: [pgGuide('daou/undefined'), refundDeadlineHelp],
  },
  {
    id: 'mobilians',
    scope: { pgs: ['mobilians_v2'], methods: ['smartculture'] },
    witnesses: [pgGuide('kg-mobilians-v2'), refundDeadlineHelp],
  },
  {
    id: 'toss',
    scope: { pgs: ['tosspayments'], methods: giftCardMethods },
    witnesses: [pgGuide('newtoss/warning'), refundDeadlineHelp],
  },
];

/** Other gift cards are probably refunded only as a whole: one page says so of all. */
export const probablyWholeGiftCardRefunds: { methods: readonly string[]; witnesses: Witnesses } = {
  methods: giftCardMethods,
  witnesses: [refundDeadlineHelp],
};

/** Partial refunds that a shop must apply for at the PG. */
export const partialRefundApplications: readonly { id: string; scope: Scope; witnesses: Witnesses }[] = [
  { id: 'welcome', scope: { pgs: ['welcome'] }, witnesses: [pgGuide('welcome/api')] },
  { id: 'nice', scope: { pgs: ['nice_v2'] }, witnesses: [pgGuide('nice-v2/readme')] },
  {
    id: 'kcp-phone',
    scope: { pgs: ['kcp'], methods: ['phone'] },
    witnesses: [checklist],
  },
];

/** Refunds that the PG does not make at night in Korea. */
export const nightlyPauses: readonly { scope: Scope; from: number; until: number; witnesses: RefusalWitnesses }[] = [
  {
    scope: { pgs: ['ksnet'], methods: ['vbank'] },
    from: 23,
    until: 6,
    witnesses: [refundDocument('ksnet'), pgGuide('ksnet/warning')],
  },
];

/** Payments of a test channel whose refund the PG limits further. */
export const testDebitCardRefunds = {
  pgs: ['smartro_v2'],
  witnesses: [refundDocument('smartro_v2'), pgGuide('smartro-v2/caution')],
} as const satisfies { pgs: readonly Pg[]; witnesses: RefusalWitnesses };

/** Refunds item by item instead of the payment as a whole. */
export const itemRefundPgs: readonly Pg[] = ['naverco'];

export const refundsByItem = ({ pg_provider }: PaymentTraits): boolean =>
  itemRefundPgs.some((pg) => pg === pg_provider);

/** Require a reason, and who asked for the refund. */
export const refundRequesters = {
  pgs: ['naverpay'],
  witnesses: [refundDocument('reason', 'extra', 'naverpay'), pgGuide('naver')],
} as const satisfies { pgs: readonly Pg[]; witnesses: RefusalWitnesses };
