import { DAY_SECONDS, HOUR_SECONDS } from '../../base/korean-time.ts';
import type { SeedContext } from './context.ts';
import { pickPaymentIds, sampleSale } from './payments.ts';

/** Older than the sales history and the payments of recorded shapes. */
const DAYS_AGO = 160;

/** Seeds states that are not what they seem: open ones without a deadline, pending ones, and failures that were retried. */
export function seedRecordedStates(context: SeedContext): void {
  const { samples, start } = context;
  const at = start - DAYS_AGO * DAY_SECONDS;
  const buildOpen = (number: number, merchant_uid: string) => ({
    ...sampleSale(number, merchant_uid, 0, 10_000, '결제 테스트'),
    status: 'ready',
    started_at: at,
  });

  // An account without a deadline stays open for good; the PG's test number begins with a letter.
  samples.vbank_unlimited = pickPaymentIds(
    context.addPayment({
      ...buildOpen(121, 'recorded_vbank_unlimited'),
      pg_provider: 'uplus',
      pg_id: 'tlgdacomxpay',
      pay_method: 'vbank',
      vbank_code: '088',
      vbank_name: '신한',
      vbank_num: 'X0005211120619',
      vbank_holder: '이크레디트',
      vbank_date: 0,
      vbank_issued_at: at + 20,
      receipt_url: 'https://receipt.example.com/vbank',
    }),
  );
  // A shop counter in Japan takes the money; there is no account.
  samples.econtext_waiting = pickPaymentIds(
    context.addPayment({
      ...buildOpen(122, 'recorded_econtext'),
      pg_provider: 'eximbay',
      pg_id: 'EXSANDBOX',
      pay_method: 'vbank',
      currency: 'JPY',
      vbank_num: 'unknown',
      vbank_issued_at: at + 20,
    }),
  );
  samples.paypal_pending = pickPaymentIds(
    context.addPayment({
      ...buildOpen(123, 'recorded_paypal_pending'),
      amount: 24.99,
      pg_provider: 'paypal_v2',
      pg_id: 'PPSANDBOX',
      pay_method: 'paypal',
      currency: 'EUR',
    }),
  );
  samples.window_open = pickPaymentIds(
    context.addPayment({
      ...buildOpen(124, 'recorded_window_open'),
      pg_provider: 'uplus',
      pg_id: 'tlgdacomxpay',
      pg_tid: null,
    }),
  );

  // PortOne's daily recovery charges a failed schedule again, under the same order number.
  const scheduled = {
    ...sampleSale(125, 'recorded_recovery', 0, 9_900, '월간 이용권'),
    pg_provider: 'nice_v2',
    pg_id: 'sandbox00m',
    channel: 'api',
    customer_uid: 'customer_recovered',
    customer_uid_usage: 'payment.scheduled',
  };
  const failed = context.addPayment({
    ...scheduled,
    status: 'failed',
    started_at: at,
    failed_at: at,
    fail_reason: '[400]Error From NICEPAY. (message: 잔액부족, code:3054)',
  });
  const recovered = context.addPayment({
    ...scheduled,
    started_at: at + 20 * HOUR_SECONDS,
    paid_at: at + 20 * HOUR_SECONDS,
  });
  samples.recovered_schedule = { ...pickPaymentIds(recovered), failed_imp_uid: failed.record.imp_uid };

  // The PG reports the result of such a refund later: until then the payment is paid.
  samples.cancel_pending = pickPaymentIds(
    context.addPayment(
      {
        ...sampleSale(126, 'recordedcancelpending', at, 31_000, '결제 테스트'),
        pg_provider: 'smartro_v2',
        pg_id: 'smartro00m',
        pay_method: 'vbank',
        apply_num: '',
        vbank_code: '088',
        vbank_name: '신한은행',
        vbank_num: '00005211120619',
        vbank_holder: '스마트로',
        vbank_issued_at: at - 60,
      },
      'cancels_later',
    ),
  );
}
