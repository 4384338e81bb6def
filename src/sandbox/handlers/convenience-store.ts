import { issueCvsPayment, revokeCvsPayment } from '../../endpoints/catalog/convenience-store.ts';
import type { Args } from '../../endpoints/endpoint.ts';
import { findChannel } from '../behavior/channels.ts';
import { buyerOf, paymentRecord, whyNotPayable } from '../behavior/payment-record.ts';
import { type Answer, ok, refused } from '../envelope.ts';
import { digits, newImpUid } from '../state/ids.ts';
import type { World } from '../state/world.ts';
import { type Handler, on } from './handler.ts';

const DAY = 86_400;
/** The only PG whose barcodes convenience stores take. */
const GALAXIA = 'galaxia';

// No failure of these two operations is documented but a missing token: all are HTTP 200 with a code here.
const issueFailed = (why: string): Answer => refused(`편의점결제 수납번호 발급에 실패하였습니다. ${why}`);
const revokeFailed = (why: string): Answer => refused(`편의점결제 수납번호 말소에 실패하였습니다. ${why}`);

function issue(world: World, args: Args<typeof issueCvsPayment>): Answer {
  const channel = findChannel(args.channel_key);
  if (channel?.pg_provider !== GALAXIA) return issueFailed('현재 지원되지 않는 PG사입니다.');
  const no = whyNotPayable(world, args);
  if (no !== undefined) return issueFailed(no);
  const now = world.clock.now();
  if (args.expired_at !== undefined && args.expired_at <= now)
    return issueFailed('수납기한은 현재시각 이후여야 합니다.');
  const shown = paymentRecord(world, newImpUid(world, 'imps'), {
    merchant_uid: args.merchant_uid,
    amount: args.amount,
    status: 'ready',
    pay_method: 'cvs',
    channel: 'api',
    pg_provider: GALAXIA,
    pg_id: channel.pg_id,
    sandbox: channel.sandbox,
    // A payment has no field for a barcode: it is shown where an account number would be.
    vbank_num: args.barcode ?? `0000${digits(world, 12)}`,
    vbank_date: args.expired_at ?? now + 3 * DAY,
    vbank_issued_at: now,
    name: args.name,
    ...buyerOf(args),
  });
  world.payments.set(shown.imp_uid, { shown, updatedAt: now });
  const { imp_uid, merchant_uid, amount, status } = shown;
  return ok(shown, { changed: { imp_uid, merchant_uid, amount, status } });
}

function revoke(world: World, impUid: string): Answer {
  const stored = world.payments.get(impUid);
  if (!stored) return revokeFailed('존재하지 않는 결제정보입니다.');
  const { shown } = stored;
  if (shown.pay_method !== 'cvs') return revokeFailed('편의점결제 건이 아닙니다.');
  if (shown.status !== 'ready') return revokeFailed('수납대기 상태가 아닙니다.');
  const now = world.clock.now();
  const fail_reason = '편의점결제 수납번호 말소';
  world.payments.update(stored, { status: 'failed', failed_at: now, fail_reason }, now);
  return ok(shown, {
    changed: { imp_uid: impUid, merchant_uid: shown.merchant_uid, amount: shown.amount, status: 'failed' },
  });
}

export const cvsHandlers: readonly Handler[] = [
  on(issueCvsPayment, ({ args, world }) => issue(world, args)),
  on(revokeCvsPayment, ({ args, world }) => revoke(world, args.imp_uid)),
];
