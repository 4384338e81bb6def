import { computeVat } from '../behavior/cash-receipts.ts';
import { channels } from '../behavior/channels.ts';
import { applyRefund } from '../behavior/refund.ts';
import { randomDigits } from '../state/ids.ts';
import type { SeedContext } from './context.ts';
import { channelFields, drawTransfer, drawVirtualAccount } from './payment-methods.ts';
import { pickPaymentIds, sampleSale } from './payments.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/**
 * Seeds cash receipts that were issued automatically or remained after a refund, and a test virtual account that never
 * receives a deposit.
 */
export function seedReceiptCases(context: SeedContext): void {
  const { world, samples, start } = context;

  // The PG issued the receipt by itself, so PortOne has no record of it.
  const autoIssued = sampleSale(51, 'order_receipt_auto_issued', start - 55 * HOUR, 102_000, '원목 책상 선반');
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
    ...sampleSale(52, 'order_receipt_left_over', start - 57 * HOUR, 66_000, '원목 책상 선반'),
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
    applied_at: start - 56 * HOUR,
    cancelled_at: 0,
  });
  applyRefund(world, refunded, { amount, reason: '고객 변심', at: start - 22 * HOUR });
  samples.receipt_left_over = pickPaymentIds(refunded);

  const testChannel = channels.find((one) => one.sandbox && one.type === 'payment');
  samples.vbank_test_channel = pickPaymentIds(
    context.addPayment({
      ...sampleSale(53, 'order_vbank_test_channel', 0, 15_000, '테스트 상품'),
      ...drawVirtualAccount(world, start - 10 * HOUR, start + 2 * DAY),
      status: 'ready',
      started_at: start - 10 * HOUR,
      pg_provider: testChannel?.pg_provider,
      pg_id: testChannel?.pg_id,
      sandbox: true,
    }),
  );
}
