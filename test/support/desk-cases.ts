import type { BillingKeyRow, PaymentCase, PaymentRow, ScheduleRow } from '../../src/desk/payment.ts';

/** 2026-11-18 12:00 in Korea, a Wednesday. */
export const NOW = Date.parse('2026-11-18T12:00:00+09:00') / 1000;
export const HOUR = 3_600;
export const DAY = 86_400;

/** Personal data that no sentence may contain. */
export const buyer = {
  buyer_name: '홍길동',
  buyer_tel: '010-1234-5678',
  buyer_email: 'gildong@example.com',
  buyer_addr: '서울특별시 종로구 가상로 1',
};

export const buildPaidPayment = (overrides: Partial<PaymentRow> = {}): PaymentRow => ({
  imp_uid: 'imp_000000000001',
  merchant_uid: 'order_1',
  status: 'paid',
  name: '캠핑 의자',
  amount: 45_500,
  cancel_amount: 0,
  currency: 'KRW',
  pay_method: 'card',
  pg_provider: 'html5_inicis',
  sandbox: false,
  escrow: false,
  cash_receipt_issued: false,
  channel: 'pc',
  started_at: NOW - 2 * HOUR,
  paid_at: NOW - 2 * HOUR + 60,
  failed_at: 0,
  cancelled_at: 0,
  ...buyer,
  ...overrides,
});

export const buildFailedPayment = (fail_reason: string, overrides: Partial<PaymentRow> = {}): PaymentRow =>
  buildPaidPayment({ status: 'failed', paid_at: 0, failed_at: NOW - 2 * HOUR + 30, fail_reason, ...overrides });

export const buildReadyPayment = (overrides: Partial<PaymentRow> = {}): PaymentRow =>
  buildPaidPayment({ status: 'ready', paid_at: 0, ...overrides });

export const buildRefundedPayment = (cancel_amount: number, overrides: Partial<PaymentRow> = {}): PaymentRow =>
  buildPaidPayment({
    status: 'cancelled',
    cancel_amount,
    cancelled_at: NOW - HOUR,
    cancel_reason: '고객 변심',
    ...overrides,
  });

export const buildVirtualAccountPayment = (overrides: Partial<PaymentRow> = {}): PaymentRow =>
  buildReadyPayment({
    pay_method: 'vbank',
    pg_provider: 'settle',
    vbank_name: '신한은행',
    vbank_num: '11012345678901',
    vbank_holder: '홍길동',
    vbank_issued_at: NOW - 2 * HOUR,
    vbank_date: NOW + DAY,
    ...overrides,
  });

export const buildTransferPayment = (overrides: Partial<PaymentRow> = {}): PaymentRow =>
  buildPaidPayment({ pay_method: 'trans', pg_provider: 'kcp', ...overrides });

export const buildSchedule = (overrides: Partial<ScheduleRow> = {}): ScheduleRow => ({
  merchant_uid: 'sub_1',
  customer_uid: 'customer_1',
  name: '프리미엄 멤버십',
  amount: 9_900,
  currency: 'KRW',
  schedule_at: NOW - DAY,
  executed_at: NOW - DAY,
  revoked_at: 0,
  schedule_status: 'executed',
  payment_status: 'failed',
  fail_reason: '[3041]한도초과',
  buyer_name: buyer.buyer_name,
  ...overrides,
});

export const buildBillingKey = (overrides: Partial<BillingKeyRow> = {}): BillingKeyRow => ({
  customer_uid: 'customer_1',
  pg_provider: 'nice_v2',
  inserted: NOW - 90 * DAY,
  updated: NOW - 90 * DAY,
  ...overrides,
});

/** A failed charge of a subscription. */
export const buildSubscriptionCharge = (overrides: Partial<PaymentRow> = {}): PaymentRow =>
  buildFailedPayment('[3041]한도초과', {
    imp_uid: 'imps_000000000001',
    merchant_uid: 'sub_1',
    channel: 'api',
    pg_provider: 'nice_v2',
    customer_uid: 'customer_1',
    customer_uid_usage: 'payment.scheduled',
    started_at: NOW - DAY,
    failed_at: NOW - DAY,
    ...overrides,
  });

export const buildCashReceipt = (amount: number, cancelled_at = 0) => ({
  imp_uid: 'imp_000000000001',
  amount,
  applied_at: NOW - HOUR,
  cancelled_at,
});

export const buildNaverItem = (
  claim_type: string | null,
  claim_status: string | null,
  product_order_status = 'DELIVERED',
) => ({
  product_order_id: '2026111800000001',
  product_name: '오가닉 코튼 티셔츠',
  product_order_status,
  claim_type,
  claim_status,
});

export const buildCase = (payment: PaymentRow, overrides: Partial<PaymentCase> = {}): PaymentCase => ({
  now: NOW,
  ticket: {},
  payment,
  ...overrides,
});
