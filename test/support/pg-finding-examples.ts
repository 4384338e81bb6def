import type { PaymentCase } from '../../src/desk/payment.ts';
import {
  buildCase,
  buildPaidPayment,
  buildReadyPayment,
  buildRefundedPayment,
  buildVirtualAccountPayment,
  DAY,
  HOUR,
  NOW,
} from './desk-cases.ts';

interface FindingExample {
  is: readonly PaymentCase[];
  isNot: readonly PaymentCase[];
  steps?: readonly string[];
}

const deposit = (amount: number, deposited_at: number) => ({ deposit_history: [{ amount, deposited_at }] });

/** Examples of the findings about what a PG does otherwise than the rest. */
export const pgFindingExamples: Readonly<Record<string, FindingExample>> = {
  card_registered: {
    is: [buildCase(buildPaidPayment({ amount: 0, customer_uid: 'customer_1', customer_uid_usage: 'issue' }))],
    isNot: [
      buildCase(buildPaidPayment({ customer_uid: 'customer_1', customer_uid_usage: 'issue' })),
      buildCase(buildPaidPayment({ amount: 0, customer_uid: 'customer_1', customer_uid_usage: 'payment' })),
    ],
  },
  deposit_after_cancel: {
    is: [
      buildCase(
        buildRefundedPayment(50_000, {
          pay_method: 'vbank',
          amount: 0,
          cancelled_at: NOW - DAY,
          ...deposit(50_000, NOW - HOUR),
        }),
      ),
    ],
    isNot: [
      buildCase(buildRefundedPayment(50_000, { cancelled_at: NOW - HOUR, ...deposit(50_000, NOW - DAY) })),
      buildCase(buildVirtualAccountPayment(deposit(45_500, NOW - HOUR))),
    ],
  },
  unlimited_account: {
    is: [buildCase(buildVirtualAccountPayment({ amount: 0, ...deposit(50_000, NOW - HOUR) }))],
    isNot: [buildCase(buildVirtualAccountPayment()), buildCase(buildPaidPayment({ amount: 0 }))],
  },
  store_waiting: {
    is: [buildCase(buildVirtualAccountPayment({ pg_provider: 'eximbay', vbank_num: 'unknown' }))],
    isNot: [
      buildCase(buildVirtualAccountPayment()),
      buildCase(buildReadyPayment({ pg_provider: 'eximbay', pay_method: 'card' })),
    ],
  },
  test_mid: {
    is: [buildCase(buildPaidPayment({ sandbox: null, pg_id: 'INIpayTest' }))],
    isNot: [
      buildCase(buildPaidPayment({ sandbox: false, pg_id: 'INIpayTest' })),
      buildCase(buildPaidPayment({ sandbox: null, pg_id: 'MYSHOP' })),
    ],
  },
  record_quirk: {
    is: [
      buildCase(buildPaidPayment({ pg_provider: 'tosspayments', pay_method: 'point' })),
      buildCase(buildPaidPayment({ pg_provider: 'tosspayments', card_number: '920012******1234' })),
      buildCase(buildVirtualAccountPayment({ pg_provider: 'tosspayments', vbank_holder: null })),
      buildCase(buildPaidPayment({ pg_provider: 'tosspayments', sandbox: true, receipt_url: 'https://example.com' })),
      buildCase(buildPaidPayment({ pg_provider: 'paypal_v2', pay_method: 'paypal' })),
      buildCase(buildPaidPayment({ pg_provider: 'mobilians_v2', pay_method: 'card' })),
    ],
    isNot: [
      buildCase(buildPaidPayment({ pg_provider: 'kcp', pay_method: 'point' })),
      buildCase(buildPaidPayment({ pg_provider: 'tosspayments', card_number: '536148******1234' })),
      buildCase(buildVirtualAccountPayment({ pg_provider: 'tosspayments', vbank_holder: '상점' })),
      buildCase(buildPaidPayment({ pg_provider: 'kcp', card_number: '920012******1234' })),
    ],
  },
};
