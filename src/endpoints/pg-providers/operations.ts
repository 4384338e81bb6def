import type { Pg } from './providers.ts';

// biome-ignore format: a list that is read against the document's
const billingKeyPgs: readonly Pg[] = ['chai', 'danal', 'danal_tpay', 'daou', 'html5_inicis', 'inicis', 'kakaopay', 'kcp', 'kcp_billing', 'kicc', 'ksnet', 'mobilians', 'naverpay', 'nice', 'nice_v2', 'payco', 'paymentwall', 'settle', 'settle_acc', 'smartro_v2', 'tosspayments', 'paypal_v2', 'welcome', 'tosspay_v2'];
// biome-ignore format: a list that is read against the document's
const vbankPgs: readonly Pg[] = ['settle', 'nice', 'nice_v2', 'html5_inicis', 'ksnet', 'smartro_v2', 'tosspayments', 'welcome'];
// biome-ignore format: a list that is read against the document's
const receiptPgs: readonly Pg[] = ['html5_inicis', 'kcp', 'nice', 'kicc', 'settle', 'daou', 'tosspayments', 'ksnet', 'smartro', 'smartro_v2', 'nice_v2', 'welcome'];
// biome-ignore format: a list that is read against the document's
const escrowPgs: readonly Pg[] = ['html5_inicis', 'kcp', 'daou', 'ksnet', 'smartro_v2', 'nice_v2', 'welcome'];
// The document names html5_inicis, and the guide of billing keys (support/code-info/pg) inicis: both may work.
// biome-ignore format: a list that is read against the document's
const cardNumberPgs: readonly Pg[] = ['daou', 'kcp', 'nice', 'nice_v2', 'html5_inicis', 'inicis', 'paymentwall', 'settle', 'tosspayments', 'ksnet', 'welcome'];
// The document's list, and what the guide of billing keys adds: inicis, settle and danal.
// biome-ignore format: a list that is read against the document's
const billingKeyIssuePgs: readonly Pg[] = ['nice', 'kcp', 'daou', 'html5_inicis', 'inicis', 'settle', 'danal', 'tosspayments', 'ksnet', 'nice_v2', 'welcome', 'paymentwall'];

const exclude = (pgs: readonly Pg[], ...excluded: readonly Pg[]): readonly Pg[] =>
  pgs.filter((pg) => !excluded.includes(pg));
// Toss Pay supports schedules, but can neither move nor retry one.
const movableSchedulePgs = exclude(billingKeyPgs, 'tosspay_v2');

/**
 * The PGs that PortOne's REST API V1 document or its guides list for an operation, by tool. An operation that is missing here has no
 * list, or works with every PG.
 */
export const operationPgs = {
  issue_billing_key: billingKeyIssuePgs,
  // The guide of KCP Quick Pay has shops delete all keys of a customer whose PIN was reset.
  delete_billing_key: [...billingKeyPgs, 'settle_firm', 'kcp_quick'],
  pay_with_billing_key: billingKeyPgs,
  pay_onetime: cardNumberPgs,
  create_schedules: billingKeyPgs,
  update_schedule_time: movableSchedulePgs,
  reschedule_payment: movableSchedulePgs,
  retry_schedule: movableSchedulePgs,
  create_vbank: vbankPgs,
  update_vbank: ['settle'],
  // The document's list omits KCP, which its text names.
  revoke_vbank: [...vbankPgs, 'kcp', 'uplus', 'danal', 'kicc', 'smartro'],
  issue_cvs_payment: ['galaxia'],
  revoke_cvs_payment: ['galaxia'],
  issue_receipt: receiptPgs,
  revoke_receipt: exclude(receiptPgs, 'kicc', 'smartro'),
  issue_external_receipt: exclude(receiptPgs, 'daou'),
  revoke_external_receipt: exclude(receiptPgs, 'daou', 'kicc', 'smartro'),
  create_escrow_logistics: escrowPgs,
  update_escrow_logistics: exclude(escrowPgs, 'kcp', 'nice_v2'),
  deposit_naver_point: ['naverpay'],
  confirm_naver_payment: ['naverpay'],
  update_payco_order_status: ['payco'],
  register_partner_receipts: ['html5_inicis'],
  register_paymentwall_delivery: ['paymentwall'],
  pay_kcpquick_money: ['kcp_quick'],
  release_kcpquick_fido: ['kcp_quick'],
  query_benepia_point: ['kcp'],
  pay_benepia_point: ['kcp'],
  request_certification_otp: ['danal', 'kcp_v2'],
} as const satisfies Record<string, readonly Pg[]>;

export type PgOperation = keyof typeof operationPgs;

/** Whether PortOne lists a PG for an operation. */
export const offersOperation = (operation: PgOperation, pg: string | null | undefined): boolean =>
  operationPgs[operation].some((code) => code === pg);
