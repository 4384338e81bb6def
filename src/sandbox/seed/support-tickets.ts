import { refund } from '../behavior/refund.ts';
import { maskedCard, testCards } from '../behavior/test-cards.ts';
import type { SeedContext } from './context.ts';
import { account, at, card } from './payment-methods.ts';
import { ids, sale } from './payments.ts';
import { executed, idsOf, subscriber } from './subscriptions.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** What a support desk is asked about beyond the ordinary situations. */
export function seedTickets(draft: SeedContext): void {
  const { world, samples, start } = draft;
  seedDeposits(draft);

  // Somebody changed the amount in the browser: the shop had registered another.
  world.prepared.set('order_amount_differs', { merchant_uid: 'order_amount_differs', amount: 89_000, currency: 'KRW' });
  const cheap = sale(43, 'order_amount_differs', start - 11 * HOUR, 890, '블루투스 이어폰');
  samples.amount_differs = ids(draft.payment({ ...cheap, ...at('html5_inicis'), ...card(world) }));

  const undone = draft.payment({
    ...sale(44, 'order_console_cancelled', start - 45 * HOUR, 32_000, '요가 매트'),
    ...at('html5_inicis'),
    ...card(world),
  });
  refund(world, undone, { amount: 32_000, reason: '관리자페이지취소', at: start - 26 * HOUR });
  samples.console_cancelled = ids(undone);

  // The buyer brought another card after a charge had failed: trying again is what remains to be done.
  const renewed = subscriber(draft, 'customer_sample_0009', '임단비', 160);
  executed(draft, renewed, 'sub_0009_paid_36', start - 36 * DAY);
  const failed = executed(draft, renewed, 'sub_0009_failed_6', start - 6 * DAY, '[F115]유효기간경과 카드');
  renewed.shown = { ...renewed.shown, ...maskedCard(testCards.pays), updated: start - 2 * DAY };
  samples.replaced_key_after_failure = idsOf(failed);
}

/** Virtual accounts that were paid into, and whose orders are not paid all the same. */
function seedDeposits({ world, samples, start, payment }: SeedContext): void {
  const open = { ...at('settle'), status: 'ready', paid_at: 0 };
  const deposit = (amount: number, deposited_at: number, depositor_name: string) => ({
    pg_tid: `sandbox_deposit_${deposited_at}`,
    amount,
    reason: null,
    depositor_name,
    deposited_at,
  });

  const short = sale(41, 'order_vbank_wrong_amount', 0, 52_000, '무선 테이블 램프');
  samples.vbank_wrong_amount = ids(
    payment({
      ...short,
      ...open,
      ...account(world, start - 9 * HOUR, start + 2 * DAY),
      started_at: start - 9 * HOUR,
      deposit_history: [deposit(50_000, start - 5 * HOUR, short.buyer_name)],
    }),
  );

  const late = sale(42, 'order_vbank_late_deposit', 0, 27_900, '제주 감귤 5kg');
  samples.vbank_late_deposit = ids(
    payment({
      ...late,
      ...open,
      ...account(world, start - 5 * DAY, start - 3 * DAY),
      started_at: start - 5 * DAY,
      deposit_history: [deposit(27_900, start - 2 * DAY, late.buyer_name)],
    }),
  );
}
