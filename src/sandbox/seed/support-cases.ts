import { DAY_SECONDS, HOUR_SECONDS } from '../../base/korean-time.ts';
import { computeVat } from '../behavior/cash-receipts.ts';
import { channels } from '../behavior/channels.ts';
import { applyRefund } from '../behavior/refund.ts';
import { maskCard, testCards } from '../behavior/test-cards.ts';
import { randomDigits } from '../state/ids.ts';
import type { SeedContext } from './context.ts';
import { channelFields, drawCard, drawTransfer, drawVirtualAccount } from './payment-methods.ts';
import { pickPaymentIds, sampleSale } from './payments.ts';
import { addExecutedSchedule, addSubscriber, pickScheduleIds } from './subscriptions.ts';

/** What a support desk is asked about beyond the ordinary situations. */
export function seedSupportCases(context: SeedContext): void {
  const { world, samples, start } = context;
  seedDeposits(context);

  // Somebody changed the amount in the browser: the shop had registered another.
  world.prepared.set('order_amount_differs', { merchant_uid: 'order_amount_differs', amount: 89_000, currency: 'KRW' });
  const cheap = sampleSale(43, 'order_amount_differs', start - 11 * HOUR_SECONDS, 890, '블루투스 이어폰');
  samples.amount_differs = pickPaymentIds(
    context.addPayment({ ...cheap, ...channelFields('html5_inicis'), ...drawCard(world) }),
  );

  const cancelled = context.addPayment({
    ...sampleSale(44, 'order_console_cancelled', start - 45 * HOUR_SECONDS, 32_000, '요가 매트'),
    ...channelFields('html5_inicis'),
    ...drawCard(world),
  });
  applyRefund(world, cancelled, { amount: 32_000, reason: '관리자페이지취소', at: start - 26 * HOUR_SECONDS });
  samples.console_cancelled = pickPaymentIds(cancelled);

  // The buyer brought another card after a charge had failed: trying again is what remains to be done.
  const renewed = addSubscriber(context, 'customer_sample_0009', '임단비', 160);
  addExecutedSchedule(context, renewed, 'sub_0009_paid_36', start - 36 * DAY_SECONDS);
  const failed = addExecutedSchedule(
    context,
    renewed,
    'sub_0009_failed_6',
    start - 6 * DAY_SECONDS,
    '[F115]유효기간경과 카드',
  );
  renewed.record = { ...renewed.record, ...maskCard(testCards.pays), updated: start - 2 * DAY_SECONDS };
  samples.replaced_key_after_failure = pickScheduleIds(failed);
}

/** Virtual accounts that were paid into, and whose orders are not paid all the same. */
function seedDeposits({ world, samples, start, addPayment }: SeedContext): void {
  const pendingFields = { ...channelFields('settle'), status: 'ready', paid_at: 0 };
  const buildDeposit = (amount: number, deposited_at: number, depositor_name: string) => ({
    pg_tid: `sandbox_deposit_${deposited_at}`,
    amount,
    reason: null,
    depositor_name,
    deposited_at,
  });

  const wrongAmount = sampleSale(41, 'order_vbank_wrong_amount', 0, 52_000, '무선 테이블 램프');
  samples.vbank_wrong_amount = pickPaymentIds(
    addPayment({
      ...wrongAmount,
      ...pendingFields,
      ...drawVirtualAccount(world, start - 9 * HOUR_SECONDS, start + 2 * DAY_SECONDS),
      started_at: start - 9 * HOUR_SECONDS,
      deposit_history: [buildDeposit(50_000, start - 5 * HOUR_SECONDS, wrongAmount.buyer_name)],
    }),
  );

  const lateDeposit = sampleSale(42, 'order_vbank_late_deposit', 0, 27_900, '제주 감귤 5kg');
  samples.vbank_late_deposit = pickPaymentIds(
    addPayment({
      ...lateDeposit,
      ...pendingFields,
      ...drawVirtualAccount(world, start - 5 * DAY_SECONDS, start - 3 * DAY_SECONDS),
      started_at: start - 5 * DAY_SECONDS,
      deposit_history: [buildDeposit(27_900, start - 2 * DAY_SECONDS, lateDeposit.buyer_name)],
    }),
  );
}

/**
 * Seeds cash receipts that were issued automatically or remained after a refund, and a test virtual account that never
 * receives a deposit.
 */
export function seedReceiptCases(context: SeedContext): void {
  const { world, samples, start } = context;

  // The PG issued the receipt by itself, so PortOne has no record of it.
  const autoIssued = sampleSale(51, 'order_receipt_auto_issued', start - 55 * HOUR_SECONDS, 102_000, '원목 책상 선반');
  samples.receipt_auto_issued = pickPaymentIds(
    context.addPayment({
      ...autoIssued,
      ...channelFields('html5_inicis'),
      ...drawTransfer(world),
      cash_receipt_issued: true,
    }),
  );

  // KSNET refunds the payment and leaves the receipt issued.
  const refunded = context.addPayment({
    ...sampleSale(52, 'order_receipt_left_over', start - 57 * HOUR_SECONDS, 66_000, '원목 책상 선반'),
    ...channelFields('ksnet'),
    ...drawTransfer(world),
    cash_receipt_issued: true,
  });
  const { imp_uid, amount } = refunded.record;
  world.receipts.set(imp_uid, {
    imp_uid,
    receipt_tid: `ksnet_${randomDigits(world, 16)}`,
    apply_num: randomDigits(world, 9),
    type: 'person',
    amount,
    vat: computeVat(amount),
    receipt_url: `https://receipt.example.com/${imp_uid}`,
    applied_at: start - 56 * HOUR_SECONDS,
    cancelled_at: 0,
  });
  applyRefund(world, refunded, { amount, reason: '고객 변심', at: start - 22 * HOUR_SECONDS });
  samples.receipt_left_over = pickPaymentIds(refunded);

  const testChannel = channels.find((one) => one.sandbox && one.type === 'payment');
  samples.vbank_test_channel = pickPaymentIds(
    context.addPayment({
      ...sampleSale(53, 'order_vbank_test_channel', 0, 15_000, '테스트 상품'),
      ...drawVirtualAccount(world, start - 10 * HOUR_SECONDS, start + 2 * DAY_SECONDS),
      status: 'ready',
      started_at: start - 10 * HOUR_SECONDS,
      pg_provider: testChannel?.pg_provider,
      pg_id: testChannel?.pg_id,
      sandbox: true,
    }),
  );
}
