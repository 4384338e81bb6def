import { banks } from '../../endpoints/banks.ts';
import { createVbank, revokeVbank, updateVbank } from '../../endpoints/catalog/virtual-accounts.ts';
import type { Args } from '../../endpoints/endpoint.ts';
import { type Channel, findChannel } from '../behavior/channels.ts';
import { isDocumentedValue } from '../behavior/documented-values.ts';
import { buildPaymentRecord, getChargeRejection, pickBuyer } from '../behavior/payment-record.ts';
import { vbankIssuingPgs } from '../behavior/virtual-account-pgs.ts';
import {
  type HandlerResult,
  type Lookup,
  rejectLookup,
  respondError,
  respondOk,
  respondRejected,
} from '../envelope.ts';
import { createImpUid, randomDigits } from '../state/ids.ts';
import type { StoredPayment } from '../state/rows.ts';
import type { World } from '../state/world.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

const REVOKING_PGS: readonly (string | null | undefined)[] = [
  ...vbankIssuingPgs,
  'kcp',
  'uplus',
  'danal',
  'kicc',
  'smartro',
];
const HOLDER_REQUIRING_PGS: readonly string[] = ['html5_inicis', 'nice', 'settle', 'smartro_v2'];

const respondIssueError = (reason: string, code = 1): HandlerResult =>
  respondRejected(`가상계좌 발급에 실패하였습니다. ${reason}`, code);
/** KG Inicis signs these requests with its own key, which is sent in the query. */
const isPgKeyMissing = (provider: string | null | undefined, key: string | undefined): boolean =>
  provider === 'html5_inicis' && !key;

function getIssueRejection(world: World, args: Args<typeof createVbank>, channel: Channel): HandlerResult | undefined {
  const { pg_provider: provider } = channel;
  if (!vbankIssuingPgs.includes(provider)) return respondIssueError('현재 지원되지 않는 PG사입니다.');
  const rejection = getChargeRejection(world, args);
  if (rejection !== undefined) return respondIssueError(rejection);
  if (!banks.some(({ code }) => code === args.vbank_code)) return respondIssueError('유효하지 않은 은행코드입니다.');
  if (args.vbank_due <= world.clock.now()) return respondIssueError('입금기한은 현재시각 이후여야 합니다.');
  if (HOLDER_REQUIRING_PGS.includes(provider) && !args.vbank_holder)
    return respondIssueError('vbank_holder 파라메터는 필수입니다.');
  if (provider === 'smartro_v2' && !/^[A-Za-z0-9]+$/.test(args.merchant_uid))
    return respondIssueError('merchant_uid에 특수문자를 포함할 수 없습니다.');
  if (isPgKeyMissing(provider, args.pg_api_key)) return respondIssueError('[V801|hashData 불일치 오류]', -1);
  return undefined;
}

function issueAccount(world: World, args: Args<typeof createVbank>): HandlerResult {
  const channel = findChannel(args.channel_key);
  if (!channel) return respondIssueError('유효하지 않은 channel_key입니다.');
  const rejection = getIssueRejection(world, args, channel);
  if (rejection) return rejection;
  const now = world.clock.now();
  const record = buildPaymentRecord(world, createImpUid(world, 'imps'), {
    merchant_uid: args.merchant_uid,
    amount: args.amount,
    status: 'ready',
    pay_method: 'vbank',
    channel: 'api',
    pg_provider: channel.pg_provider,
    pg_id: channel.pg_id,
    sandbox: channel.sandbox,
    escrow: args.escrow_password !== undefined,
    vbank_code: args.vbank_code,
    vbank_name: banks.find(({ code }) => code === args.vbank_code)?.name.ko ?? null,
    vbank_num: args.vbank_num ?? `0000${randomDigits(world, 10)}`,
    vbank_holder: args.vbank_holder ?? '샌드박스상점',
    vbank_date: args.vbank_due,
    vbank_issued_at: now,
    name: args.name,
    ...pickBuyer(args),
  });
  world.payments.set(record.imp_uid, { record, updatedAt: now });
  const { imp_uid, merchant_uid, amount, status } = record;
  return respondOk(record, { changed: { imp_uid, merchant_uid, amount, status } });
}

/** Finds a virtual account that awaits its deposit. */
function findPendingAccount(world: World, impUid: string): Lookup<{ payment: StoredPayment }> {
  const payment = world.payments.get(impUid);
  if (!payment) return rejectLookup(respondError(404, '존재하지 않는 결제정보입니다.'));
  if (payment.record.pay_method !== 'vbank') return rejectLookup(respondError(400, '가상계좌 결제건이 아닙니다.'));
  if (payment.record.status !== 'ready') return rejectLookup(respondError(400, '가상계좌가 입금대기 상태가 아닙니다.'));
  return { status: 'found', payment };
}

function updateAccount(world: World, { imp_uid, amount, vbank_due }: Args<typeof updateVbank>): HandlerResult {
  const found = findPendingAccount(world, imp_uid);
  if (found.status === 'rejected') return found.result;
  const { payment } = found;
  const { record } = payment;
  if (record.pg_provider !== 'settle') return respondError(400, '현재 지원되지 않는 PG사입니다.');
  if (amount !== undefined && !isDocumentedValue(updateVbank, 'amount', amount))
    return respondError(400, '결제금액이 올바르지 않습니다.');
  if (vbank_due !== undefined && vbank_due <= world.clock.now())
    return respondError(400, '입금기한은 현재시각 이후여야 합니다.');
  const change = { amount: amount ?? record.amount, vbank_date: vbank_due ?? record.vbank_date };
  world.payments.update(payment, change, world.clock.now());
  return respondOk(record, {
    changed: {
      imp_uid,
      merchant_uid: record.merchant_uid,
      amount: record.amount,
      vbank_date: record.vbank_date ?? 0,
    },
  });
}

/** Revokes an account number; the payment then has the status failed. */
function revokeAccount(world: World, { imp_uid, pg_api_key }: Args<typeof revokeVbank>): HandlerResult {
  const found = findPendingAccount(world, imp_uid);
  if (found.status === 'rejected') return found.result;
  const { payment } = found;
  const { record } = payment;
  if (!REVOKING_PGS.includes(record.pg_provider)) return respondError(400, '현재 지원되지 않는 PG사입니다.');
  if (isPgKeyMissing(record.pg_provider, pg_api_key)) return respondError(400, '[V801|hashData 불일치 오류]');
  const now = world.clock.now();
  world.payments.update(payment, { status: 'failed', failed_at: now, fail_reason: '가상계좌 말소' }, now);
  return respondOk(record, {
    changed: { imp_uid, merchant_uid: record.merchant_uid, amount: record.amount, status: 'failed' },
  });
}

export const vbankHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(createVbank, ({ args, world }) => issueAccount(world, args)),
  createEndpointHandler(updateVbank, ({ args, world }) => updateAccount(world, args)),
  createEndpointHandler(revokeVbank, ({ args, world }) => revokeAccount(world, args)),
];
