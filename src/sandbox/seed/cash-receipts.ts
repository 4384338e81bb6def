import { HOUR_SECONDS } from '../../base/korean-time.ts';
import { computeVat } from '../behavior/cash-receipts.ts';
import { findLiveChannel } from '../behavior/channels.ts';
import { randomDigits } from '../state/ids.ts';
import type { SeedContext } from './context.ts';

/** Seeds bank transfers with and without a cash receipt, and receipts of sales outside PortOne. */
export function seedReceipts(context: SeedContext): void {
  const { world, samples, start } = context;

  const issued = addTransfer(context, 'order_receipt_issued', 33_000, 50, true);
  world.receipts.set(issued.imp_uid, {
    imp_uid: issued.imp_uid,
    ...buildReceipt(context, 'kcp', 33_000, start - 49 * HOUR_SECONDS),
  });
  samples.receipt_issued = { imp_uid: issued.imp_uid, merchant_uid: issued.merchant_uid };

  const none = addTransfer(context, 'order_receipt_none', 55_000, 30);
  samples.receipt_none = { imp_uid: none.imp_uid, merchant_uid: none.merchant_uid };

  const revoked = addTransfer(context, 'order_receipt_revoked', 44_000, 70);
  world.receipts.set(revoked.imp_uid, {
    imp_uid: revoked.imp_uid,
    ...buildReceipt(context, 'kcp', 44_000, start - 69 * HOUR_SECONDS),
    cancelled_at: start - 20 * HOUR_SECONDS,
  });
  samples.receipt_revoked = { imp_uid: revoked.imp_uid, merchant_uid: revoked.merchant_uid };

  world.externalReceipts.set('offline_receipt_0001', {
    merchant_uid: 'offline_receipt_0001',
    ...buildReceipt(context, 'kcp', 22_000, start - 26 * HOUR_SECONDS),
  });
  samples.external_receipt_issued = { merchant_uid: 'offline_receipt_0001' };
  samples.receipt_channel = { channel_key: findLiveChannel('kcp')?.channel_key ?? '' };
}

function addTransfer(context: SeedContext, merchant_uid: string, amount: number, hoursAgo: number, issued = false) {
  const at = context.start - hoursAgo * HOUR_SECONDS;
  return context.addPayment({
    merchant_uid,
    status: 'paid',
    name: '원목 책상 선반',
    amount,
    pay_method: 'trans',
    pg_provider: 'kcp',
    pg_id: findLiveChannel('kcp')?.pg_id,
    bank_code: '088',
    bank_name: '신한은행',
    buyer_name: '강다온',
    buyer_tel: '010-0000-2001',
    buyer_email: 'kang.daon@example.com',
    started_at: at - 60,
    paid_at: at,
    cash_receipt_issued: issued,
  }).record;
}

const buildReceipt = ({ world }: SeedContext, provider: string, amount: number, appliedAt: number) => ({
  receipt_tid: `${provider}_${randomDigits(world, 16)}`,
  apply_num: randomDigits(world, 9),
  type: 'person',
  amount,
  vat: computeVat(amount),
  receipt_url: `https://receipt.example.com/${provider}/${appliedAt}`,
  applied_at: appliedAt,
  cancelled_at: 0,
});
