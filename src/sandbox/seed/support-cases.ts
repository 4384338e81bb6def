import { taxOf } from '../behavior/cash-receipts.ts';
import { channels } from '../behavior/channels.ts';
import { refund } from '../behavior/refund.ts';
import { digits } from '../state/ids.ts';
import type { SeedContext } from './context.ts';
import { account, at, transfer } from './payment-methods.ts';
import { ids, sale } from './payments.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** Receipts that nobody asked for or that outlived their payment, and an account that no deposit ever reaches. */
export function seedDesk(draft: SeedContext): void {
  const { world, samples, start } = draft;

  // The PG issued it by itself, so PortOne has no record of it.
  const own = sale(51, 'order_receipt_auto_issued', start - 55 * HOUR, 102_000, '원목 책상 선반');
  samples.receipt_auto_issued = ids(
    draft.payment({ ...own, ...at('html5_inicis'), ...transfer(world), cash_receipt_issued: true }),
  );

  // KSNET gives the money back and leaves the receipt as it is.
  const back = draft.payment({
    ...sale(52, 'order_receipt_left_over', start - 57 * HOUR, 66_000, '원목 책상 선반'),
    ...at('ksnet'),
    ...transfer(world),
    cash_receipt_issued: true,
  });
  const { imp_uid, amount } = back.shown;
  world.receipts.set(imp_uid, {
    imp_uid,
    receipt_tid: `ksnet_${digits(world, 16)}`,
    apply_num: digits(world, 9),
    type: 'person',
    amount,
    vat: taxOf(amount),
    receipt_url: `https://receipt.example.com/${imp_uid}`,
    applied_at: start - 56 * HOUR,
    cancelled_at: 0,
  });
  refund(world, back, { amount, reason: '고객 변심', at: start - 22 * HOUR });
  samples.receipt_left_over = ids(back);

  const test = channels.find((one) => one.sandbox && one.type === 'payment');
  samples.vbank_test_channel = ids(
    draft.payment({
      ...sale(53, 'order_vbank_test_channel', 0, 15_000, '테스트 상품'),
      ...account(world, start - 10 * HOUR, start + 2 * DAY),
      status: 'ready',
      started_at: start - 10 * HOUR,
      pg_provider: test?.pg_provider,
      pg_id: test?.pg_id,
      sandbox: true,
    }),
  );
}
