import { applyRefund } from '../behavior/refund.ts';
import { maskCard, testCards } from '../behavior/test-cards.ts';
import type { SeedContext } from './context.ts';
import { channelFields, drawCard, drawVirtualAccount } from './payment-methods.ts';
import { pickPaymentIds, sampleSale } from './payments.ts';
import { addExecutedSchedule, addSubscriber, pickScheduleIds } from './subscriptions.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** Seeds further situations that support desks are asked about. */
export function seedSupportCases(context: SeedContext): void {
  const { world, samples, start } = context;
  seedDeposits(context);

  // The amount was tampered with in the browser: it differs from the registered one.
  world.prepared.set('order_amount_differs', { merchant_uid: 'order_amount_differs', amount: 89_000, currency: 'KRW' });
  const cheap = sampleSale(43, 'order_amount_differs', start - 11 * HOUR, 890, '블루투스 이어폰');
  samples.amount_differs = pickPaymentIds(
    context.addPayment({ ...cheap, ...channelFields('html5_inicis'), ...drawCard(world) }),
  );

  const cancelled = context.addPayment({
    ...sampleSale(44, 'order_console_cancelled', start - 45 * HOUR, 32_000, '요가 매트'),
    ...channelFields('html5_inicis'),
    ...drawCard(world),
  });
  applyRefund(world, cancelled, { amount: 32_000, reason: '관리자페이지취소', at: start - 26 * HOUR });
  samples.console_cancelled = pickPaymentIds(cancelled);

  // The buyer registered another card after a failed charge, so a retry is the next step.
  const renewed = addSubscriber(context, 'customer_sample_0009', '임단비', 160);
  addExecutedSchedule(context, renewed, 'sub_0009_paid_36', start - 36 * DAY);
  const failed = addExecutedSchedule(context, renewed, 'sub_0009_failed_6', start - 6 * DAY, '[F115]유효기간경과 카드');
  renewed.record = { ...renewed.record, ...maskCard(testCards.pays), updated: start - 2 * DAY };
  samples.replaced_key_after_failure = pickScheduleIds(failed);
}

/** Seeds virtual accounts that received a deposit but whose orders are still unpaid. */
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
      ...drawVirtualAccount(world, start - 9 * HOUR, start + 2 * DAY),
      started_at: start - 9 * HOUR,
      deposit_history: [buildDeposit(50_000, start - 5 * HOUR, wrongAmount.buyer_name)],
    }),
  );

  const lateDeposit = sampleSale(42, 'order_vbank_late_deposit', 0, 27_900, '제주 감귤 5kg');
  samples.vbank_late_deposit = pickPaymentIds(
    addPayment({
      ...lateDeposit,
      ...pendingFields,
      ...drawVirtualAccount(world, start - 5 * DAY, start - 3 * DAY),
      started_at: start - 5 * DAY,
      deposit_history: [buildDeposit(27_900, start - 2 * DAY, lateDeposit.buyer_name)],
    }),
  );
}
