import { DAY_SECONDS } from '../../base/korean-time.ts';
import { issueCvsPayment, revokeCvsPayment } from '../../endpoints/catalog/convenience-store.ts';
import type { Args } from '../../endpoints/endpoint.ts';
import { findChannel } from '../behavior/channels.ts';
import { buildPaymentRecord, getChargeRejection, pickBuyer } from '../behavior/payment-record.ts';
import { type HandlerResult, respondOk, respondRejected } from '../envelope.ts';
import { createImpUid, randomDigits } from '../state/ids.ts';
import type { World } from '../state/world.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

/** The only PG whose barcodes convenience stores take. */
const GALAXIA = 'galaxia';

// The document describes no failure of these two operations except a missing token, so all are HTTP 200 with a code
// here.
const respondIssueError = (reason: string): HandlerResult =>
  respondRejected(`편의점결제 수납번호 발급에 실패하였습니다. ${reason}`);
const respondRevokeError = (reason: string): HandlerResult =>
  respondRejected(`편의점결제 수납번호 말소에 실패하였습니다. ${reason}`);

function issueBarcode(world: World, args: Args<typeof issueCvsPayment>): HandlerResult {
  const channel = findChannel(args.channel_key);
  if (channel?.pg_provider !== GALAXIA) return respondIssueError('현재 지원되지 않는 PG사입니다.');
  const rejection = getChargeRejection(world, args);
  if (rejection !== undefined) return respondIssueError(rejection);
  const now = world.clock.now();
  if (args.expired_at !== undefined && args.expired_at <= now)
    return respondIssueError('수납기한은 현재시각 이후여야 합니다.');
  const record = buildPaymentRecord(world, createImpUid(world, 'imps'), {
    merchant_uid: args.merchant_uid,
    amount: args.amount,
    status: 'ready',
    pay_method: 'cvs',
    channel: 'api',
    pg_provider: GALAXIA,
    pg_id: channel.pg_id,
    sandbox: channel.sandbox,
    // A payment has no barcode field, so it is in the account number field.
    vbank_num: args.barcode ?? `0000${randomDigits(world, 12)}`,
    vbank_date: args.expired_at ?? now + 3 * DAY_SECONDS,
    vbank_issued_at: now,
    name: args.name,
    ...pickBuyer(args),
  });
  world.payments.set(record.imp_uid, { record, updatedAt: now });
  const { imp_uid, merchant_uid, amount, status } = record;
  return respondOk(record, { changed: { imp_uid, merchant_uid, amount, status } });
}

function revokeBarcode(world: World, impUid: string): HandlerResult {
  const stored = world.payments.get(impUid);
  if (!stored) return respondRevokeError('존재하지 않는 결제정보입니다.');
  const { record } = stored;
  if (record.pay_method !== 'cvs') return respondRevokeError('편의점결제 건이 아닙니다.');
  if (record.status !== 'ready') return respondRevokeError('수납대기 상태가 아닙니다.');
  const now = world.clock.now();
  const fail_reason = '편의점결제 수납번호 말소';
  world.payments.update(stored, { status: 'failed', failed_at: now, fail_reason }, now);
  return respondOk(record, {
    changed: { imp_uid: impUid, merchant_uid: record.merchant_uid, amount: record.amount, status: 'failed' },
  });
}

export const cvsHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(issueCvsPayment, ({ args, world }) => issueBarcode(world, args)),
  createEndpointHandler(revokeCvsPayment, ({ args, world }) => revokeBarcode(world, args.imp_uid)),
];
