import { describe, expect, it } from 'vitest';
import { detectFindings } from '../../../../src/desk/investigate/findings/index.ts';
import type { PaymentCase } from '../../../../src/desk/payment.ts';
import {
  buildBillingKey,
  buildCase,
  buildFailedPayment,
  buildPaidPayment,
  buildReadyPayment,
  buildRefundedPayment,
  buildSchedule,
  buildSubscriptionCharge,
  buildTransferPayment,
  buildVirtualAccountPayment,
  DAY,
  HOUR,
  NOW,
} from '../../../support/desk-cases.ts';

const getText = (about: PaymentCase, code: string): string =>
  detectFindings(about).findings.find((one) => one.code === code)?.text ?? '';
const getCodes = (about: PaymentCase) => detectFindings(about).findings.map(({ code }) => code);
const getTools = (about: PaymentCase) => detectFindings(about).steps.map(({ tool }) => tool);
const isTest = { sandbox: true };

describe('the money of a test payment', () => {
  it.each([
    ['an easy pay inside the window of Smartro', { pg_provider: 'smartro_v2', pay_method: 'kakaopay' }],
    ['an easy pay inside the window of KG Inicis', { pg_provider: 'html5_inicis', pay_method: 'kakaopay' }],
    ['a card of Kakao Pay inside the window of KCP', { pg_provider: 'kcp', emb_pg_provider: 'kakaopay' }],
    ['a partly refunded payment at NICE', { pg_provider: 'nice_v2', cancel_amount: 1_000, status: 'cancelled' }],
    ['any payment at Paymentwall', { pg_provider: 'paymentwall' }],
  ])('the finding says that %s is not given back by itself', (_, payment) => {
    const text = getText(buildCase(buildPaidPayment({ ...isTest, ...payment })), 'test_channel_row');
    expect(text).toContain('does not refund it automatically');
    expect(text).not.toContain('within a day');
  });

  it.each([
    ['Smartro', 'smartro_v2', 'refunds it automatically within a day'],
    ['NHN KCP', 'kcp', 'No money moves'],
    ['Kakao Pay', 'kakaopay', 'No money moves'],
    ['a PG that no page names', 'welcome', 'depends on the PG'],
  ])('the finding about a card at %s says what the page says', (_, pg_provider, words) => {
    expect(getText(buildCase(buildPaidPayment({ ...isTest, pg_provider })), 'test_channel_row')).toContain(words);
  });
});

describe('a payment whose state looks final and is not', () => {
  it.each([
    [
      'a failed payment at Paymentwall',
      buildFailedPayment('(PG사 결제 장애) Internal error', { pg_provider: 'paymentwall' }),
      'payment_failed',
    ],
    ['a payment that PayPal (old) holds', buildFailedPayment('', { pg_provider: 'paypal' }), 'payment_failed'],
    [
      'a payment that PayPal holds',
      buildReadyPayment({ pg_provider: 'paypal_v2', pay_method: 'paypal' }),
      'buyer_left',
    ],
    ['a payment that Payletter holds', buildReadyPayment({ pg_provider: 'payletter_global' }), 'buyer_left'],
    [
      'a scanned QR code of WeChat Pay',
      buildReadyPayment({ pg_provider: 'kicc_v2', pay_method: 'wechat' }),
      'buyer_left',
    ],
  ] as const)(
    'the finding about %s says that it may still be approved, not that no money was taken',
    (_, payment, code) => {
      const text = getText(buildCase(payment), code);
      expect(text).toContain('may still be approved');
      expect(text).toContain('Wait for the webhook');
      expect(text).not.toMatch(/no money|try again/i);
    },
  );

  it('the finding about a failed subscription charge at Paymentwall suggests no retry', () => {
    const payment = buildSubscriptionCharge({ pg_provider: 'paymentwall' });
    const about = buildCase(payment, {
      schedule: buildSchedule({ pg_provider: 'paymentwall' }),
      billing_key: buildBillingKey({ pg_provider: 'paymentwall' }),
    });
    expect(getText(about, 'subscription_failed')).toContain('may still be approved');
    expect(getTools(about)).toEqual([]);
  });

  it('the finding with a step that retries a charge warns of the retries that PortOne makes itself', () => {
    const about = buildCase(buildSubscriptionCharge(), { schedule: buildSchedule(), billing_key: buildBillingKey() });
    expect(getTools(about)).toContain('retry_schedule');
    expect(getText(about, 'subscription_failed')).toContain('리커버리');
  });
});

describe('deposits that are not deposits into an account of one amount', () => {
  it('a deposit into an account without a fixed amount is never called wrong', () => {
    const payment = buildVirtualAccountPayment({
      amount: 0,
      deposit_history: [{ amount: 50_000, deposited_at: NOW - HOUR }],
    });
    expect(getCodes(buildCase(payment))).not.toContain('deposit_amount_differs');
  });

  it.each([false, true])(
    'a payment at a Japanese shop counter is not taken for an account (test channel: %s)',
    (sandbox) => {
      const payment = buildVirtualAccountPayment({ pg_provider: 'eximbay', vbank_num: 'unknown', sandbox });
      const codes = getCodes(buildCase(payment));
      expect(codes).toContain('store_waiting');
      expect(codes).not.toContain('vbank_waiting');
      expect(codes).not.toContain('vbank_test_channel');
    },
  );

  it.each([
    ['html5_inicis', 'https://service.iamport.kr/inicis_payments/notice_vbank'],
    ['smartro_v2', 'https://tx-gateway-service.prod.iamport.co/smartro-v2'],
    ['tosspayments', 'DEPOSIT_CALLBACK'],
    ['kicc', '1644-2004'],
  ])('the finding about a missing deposit at %s names where the notice is set: %s', (pg_provider, words) => {
    expect(getText(buildCase(buildVirtualAccountPayment({ pg_provider })), 'vbank_waiting')).toContain(words);
  });
});

describe('when the money of a refund arrives', () => {
  const buildPaidAccount = (pg_provider: string) =>
    buildVirtualAccountPayment({ status: 'paid', paid_at: NOW - DAY, pg_provider });

  it.each([
    ['tosspayments', 'requires no agreement', 'one or two business days'],
    ['mobilians_v2', 'requires an agreement', 'Thursday'],
    ['daou', 'requires an agreement', 'seven or more business days'],
    ['settle', 'requires an agreement', 'one or two business days'],
  ])('the finding about a virtual account at %s says: %s, %s', (pg_provider, contract, day) => {
    const text = getText(buildCase(buildPaidAccount(pg_provider)), 'refund_needs_account');
    expect(text).toContain(contract);
    expect(text).toContain(day);
  });

  it.each([
    ['trans', 'arrives at once'],
    ['phone', 'arrives at once'],
    ['card', 'three or four business days'],
    ['vbank', 'one or two business days'],
    ['point', 'ask the PG'],
  ])('the finding about a full refund of %s says: %s', (pay_method, words) => {
    const about = buildCase(buildRefundedPayment(45_500, { pay_method, pg_provider: 'settle' }));
    expect(getText(about, 'fully_refunded')).toContain(words);
  });
});

describe('what a PG does beside what PortOne shows', () => {
  it('a second cash receipt is not suggested where the PG issues one by itself', () => {
    const about = buildCase(buildTransferPayment({ pg_provider: 'toss_brandpay' }), { receipt: null });
    expect(getText(about, 'receipt_missing')).toContain('issues one by itself');
    expect(getTools(about)).not.toContain('issue_receipt');
  });

  it.each([
    buildReadyPayment({ pg_provider: 'paypal_v2', started_at: NOW - 2 * HOUR }),
    buildFailedPayment('', { pg_provider: 'paypal' }),
  ])('a payment that PayPal may hold is looked up with the state that PayPal gives it', (payment) => {
    const steps = detectFindings(buildCase(payment)).steps;
    expect(steps).toEqual([
      expect.objectContaining({ tool: 'get_payment', arguments: { imp_uid: payment.imp_uid, extension: true } }),
    ]);
  });

  it('an escrow at KG Inicis says how a rejected purchase is told', () => {
    const escrow = { company: 'HYUNDAI', invoice: '1', sent_at: NOW - HOUR };
    const payment = buildPaidPayment({ escrow: true, pg_provider: 'html5_inicis' });
    expect(getText(buildCase(payment, { escrow }), 'escrow_shipped')).toMatch(/롯데택배.*Inicis\.Escrow\.Changed/);
    const other = buildPaidPayment({ escrow: true, pg_provider: 'nice_v2' });
    expect(getText(buildCase(other, { escrow }), 'escrow_shipped')).not.toContain('Inicis');
  });

  it('a missed webhook is explained at length only to who says what the order of the shop shows', () => {
    const payment = buildPaidPayment();
    const asked = getText(buildCase(payment, { ticket: { expected_amount: payment.amount ?? 0 } }), 'paid_order_open');
    expect(asked).toMatch(/52\.78\.100\.19.*웹훅 재전송/);
    const standing = getText(buildCase(payment), 'paid_order_open');
    expect(standing).toContain('웹훅');
    expect(standing?.length).toBeLessThan(200);
  });

  it('a deposit of another amount is answered with whether the rest may be paid in and who gives it back', () => {
    const deposit = { amount: 45_000, deposited_at: NOW - HOUR };
    const payment = buildReadyPayment({ pay_method: 'vbank', vbank_date: NOW + HOUR, deposit_history: [deposit] });
    expect(getText(buildCase(payment), 'deposit_amount_differs')).toMatch(
      /only the rest.*The PG gives the deposit back/,
    );
  });

  it('a registered card is not called a paid order, and the test charge of Danal is explained', () => {
    const payment = buildPaidPayment({ amount: 0, customer_uid_usage: 'issue', pg_provider: 'danal_tpay' });
    const about = buildCase(payment);
    expect(getCodes(about)).not.toContain('paid_order_open');
    expect(getText(about, 'card_registered')).toContain('KRW 10');
  });
});
