import type { Localized } from '../../base/bilingual.ts';

/** Facts about a PG, apart from the operations that it supports. An absent fact is unknown or false. */
interface PgProvider {
  /** Its common name. */
  name: Localized;
  /** Former names and brand names, also used for searches. Source: PortOne guide, PG codes. */
  aliases?: readonly string[];
  refunds?: RefundFacts;
  receipts?: ReceiptFacts;
  /** Keeps the escrow of its payments itself, so PortOne has no deliveries for them. */
  keepsEscrow?: true;
  /**
   * Charges real money in test mode and refunds it automatically within a day, which PortOne does not show.
   * Source: PortOne Help Center, refunds in test mode.
   */
  refundsTestPayments?: true;
}

/**
 * Sources: PortOne Help Center, refund deadlines by payment method; PortOne REST API V1 document, POST
 * /payments/cancel.
 */
interface RefundFacts {
  /** Refund deadline in days after the payment. */
  days?: number;
  /** Refund deadline of card payments in days, for a PG that also has other methods. */
  cardDays?: number;
  /** Refund deadline in calendar months after the payment. */
  months?: number;
  /** Maximum number of partial refunds of one payment. */
  maxPartials?: number;
  /** Supports partial refunds of mobile phone payments. */
  partialPhoneBill?: true;
  /** Refunds a mobile phone payment of an earlier month to a bank account. */
  earlierPhoneBill?: true;
  /** Refunds item by item, not a payment as a whole. */
  byItem?: true;
  /** Requires a reason, and who requested the refund. */
  requiresRequester?: true;
  /** Refunds that the PG accepts at once and executes later: all, or those of virtual accounts. */
  pending?: 'all' | 'vbank';
  /** Business days until a refund of a virtual account arrives, if more than one. */
  vbankBusinessDays?: number;
}

/** Source: PortOne REST API V1 document, POST /receipts/{imp_uid} and POST /payments/cancel. */
interface ReceiptFacts {
  /** Arguments that the PG requires for a cash receipt, although PortOne does not. */
  requiredArguments?: readonly string[];
  /** Does not revoke the cash receipt when the payment is refunded. */
  stayOnRefund?: true;
}

const YEAR = 365;

const inicis = { en: 'KG Inicis', ko: 'KG이니시스' };
const kcp = { en: 'NHN KCP', ko: 'NHN KCP' };
const nice = {
  name: { en: 'NICE Payments', ko: '나이스페이먼츠' },
  aliases: ['나이스정보통신'],
  refundsTestPayments: true,
} as const;
const danal = { name: { en: 'Danal', ko: '다날' }, refundsTestPayments: true } as const;
const hecto = { name: { en: 'Hecto Financial', ko: '헥토파이낸셜' }, aliases: ['세틀뱅크'] } as const;
const smartro = { name: { en: 'Smartro', ko: '스마트로' }, refundsTestPayments: true } as const;
const paypal = { name: { en: 'PayPal', ko: '페이팔' } } as const;
const tossPay = { name: { en: 'Toss Pay', ko: '토스페이' } } as const;
const tossPayments = { name: { en: 'Toss Payments', ko: '토스페이먼츠' } } as const;

/** The PGs of PortOne V1 by code, `pg_provider`. Some PGs have an old and a new code. */
const providers = {
  chai: { name: { en: 'Chai', ko: '차이' } },
  danal,
  danal_tpay: danal,
  daou: {
    name: { en: 'Kiwoom Pay', ko: '키움페이' },
    aliases: ['다우데이타', '페이조아'],
    refunds: { vbankBusinessDays: 7 },
    receipts: { requiredArguments: ['company_tel', 'company_name', 'corp_reg_no'] },
  },
  eximbay: { name: { en: 'Eximbay', ko: '엑심베이' } },
  galaxia: { name: { en: 'Galaxia', ko: '갤럭시아' }, aliases: ['갤럭시아머니트리'] },
  html5_inicis: { name: inicis, refunds: { partialPhoneBill: true }, refundsTestPayments: true },
  inicis: { name: inicis, refunds: { partialPhoneBill: true }, refundsTestPayments: true },
  inicis_unified: { name: inicis, refunds: { partialPhoneBill: true }, refundsTestPayments: true },
  kakaopay: {
    name: { en: 'Kakao Pay', ko: '카카오페이' },
    // Kakao Money can be refunded for five years, two of which may be leap years.
    refunds: { days: 5 * YEAR + 2, cardDays: YEAR },
  },
  kcp: { name: kcp, refunds: { partialPhoneBill: true, earlierPhoneBill: true } },
  kcp_billing: { name: kcp },
  kcp_quick: { name: { en: 'KCP Quick Pay', ko: 'KCP 퀵페이' } },
  kcp_v2: { name: kcp },
  kicc: {
    name: { en: 'KICC', ko: 'KICC' },
    aliases: ['이지페이', 'EasyPay'],
    receipts: { requiredArguments: ['identifier_type'] },
  },
  ksnet: {
    name: { en: 'KSNET', ko: 'KSNET' },
    refunds: { months: 6, maxPartials: 9 },
    receipts: { requiredArguments: ['product_type', 'buyer_name'], stayOnRefund: true },
  },
  mobilians: {
    name: { en: 'KG Mobilians', ko: 'KG모빌리언스' },
    aliases: ['KG파이낸셜', 'KG Financial'],
    refundsTestPayments: true,
  },
  naverco: { name: { en: 'Naver Pay order type', ko: '네이버페이 주문형' }, refunds: { byItem: true } },
  naverpay: {
    name: { en: 'Naver Pay', ko: '네이버페이' },
    refunds: { days: 1_095, requiresRequester: true },
    keepsEscrow: true,
  },
  nice,
  nice_v2: { ...nice, receipts: { requiredArguments: ['identifier_type', 'type'] } },
  payco: { name: { en: 'PAYCO', ko: '페이코' } },
  paymentwall: { name: { en: 'Paymentwall', ko: '페이먼트월' } },
  paypal: { ...paypal, refunds: { days: 180 } },
  paypal_v2: { ...paypal, refunds: { days: 180, pending: 'all' } },
  settle: { ...hecto, receipts: { requiredArguments: ['identifier_type'] }, refundsTestPayments: true },
  settle_acc: { ...hecto, aliases: ['세틀뱅크', '내통장결제'], refundsTestPayments: true },
  settle_firm: hecto,
  smartro,
  smartro_v2: {
    ...smartro,
    refunds: { pending: 'vbank' },
    receipts: { requiredArguments: ['type', 'buyer_name', 'buyer_tel'], stayOnRefund: true },
  },
  smilepay: { name: { en: 'Smile Pay', ko: '스마일페이' } },
  tosspay: tossPay,
  tosspay_v2: tossPay,
  tosspayments: tossPayments,
  uplus: tossPayments,
  welcome: {
    name: { en: 'Welcome Payments', ko: '웰컴페이먼츠' },
    receipts: { requiredArguments: ['type', 'corp_reg_no', 'buyer_tel'] },
  },
} as const satisfies Record<string, PgProvider>;

export type Pg = keyof typeof providers;

export const pgProviders: Readonly<Record<Pg, PgProvider>> = providers;
