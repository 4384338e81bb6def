import { createVbank, revokeVbank, updateVbank } from '../../endpoints/catalog/virtual-accounts.ts';
import type { Args } from '../../endpoints/endpoint.ts';
import { type Channel, findChannel } from '../behavior/channels.ts';
import { fits } from '../behavior/documented-values.ts';
import { buyerOf, paymentRecord, whyNotPayable } from '../behavior/payment-record.ts';
import { banks } from '../data/banks.ts';
import { type Answer, failed, ok, refused } from '../envelope.ts';
import { digits, newImpUid } from '../state/ids.ts';
import type { StoredPayment, World } from '../state/world.ts';
import { type Handler, on } from './handler.ts';

/** PGs that give out account numbers through the API. */
const ISSUERS: readonly string[] = [
  'settle',
  'nice',
  'nice_v2',
  'html5_inicis',
  'ksnet',
  'smartro_v2',
  'tosspayments',
  'welcome',
];
const REVOKERS: readonly (string | null | undefined)[] = [...ISSUERS, 'kcp', 'uplus', 'danal', 'kicc', 'smartro'];
const NEED_HOLDER: readonly string[] = ['html5_inicis', 'nice', 'settle', 'smartro_v2'];

const issueFailed = (why: string, code = 1): Answer => refused(`가상계좌 발급에 실패하였습니다. ${why}`, code);
/** Inicis signs these requests with a key of its own, which travels in the query. */
const lacksKey = (provider: string | null | undefined, key: string | undefined): boolean =>
  provider === 'html5_inicis' && !key;

function whyNotIssued(world: World, args: Args<typeof createVbank>, channel: Channel): Answer | undefined {
  const { pg_provider: provider } = channel;
  if (!ISSUERS.includes(provider)) return issueFailed('현재 지원되지 않는 PG사입니다.');
  const no = whyNotPayable(world, args);
  if (no !== undefined) return issueFailed(no);
  if (!banks.some(({ code }) => code === args.vbank_code)) return issueFailed('유효하지 않은 은행코드입니다.');
  if (args.vbank_due <= world.clock.now()) return issueFailed('입금기한은 현재시각 이후여야 합니다.');
  if (NEED_HOLDER.includes(provider) && !args.vbank_holder) return issueFailed('vbank_holder 파라메터는 필수입니다.');
  if (provider === 'smartro_v2' && !/^[A-Za-z0-9]+$/.test(args.merchant_uid))
    return issueFailed('merchant_uid에 특수문자를 포함할 수 없습니다.');
  if (lacksKey(provider, args.pg_api_key)) return issueFailed('[V801|hashData 불일치 오류]', -1);
  return undefined;
}

function issue(world: World, args: Args<typeof createVbank>): Answer {
  const channel = findChannel(args.channel_key);
  if (!channel) return issueFailed('유효하지 않은 channel_key입니다.');
  const no = whyNotIssued(world, args, channel);
  if (no) return no;
  const now = world.clock.now();
  const shown = paymentRecord(world, newImpUid(world, 'imps'), {
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
    vbank_name: banks.find(({ code }) => code === args.vbank_code)?.name ?? null,
    vbank_num: args.vbank_num ?? `0000${digits(world, 10)}`,
    vbank_holder: args.vbank_holder ?? '샌드박스상점',
    vbank_date: args.vbank_due,
    vbank_issued_at: now,
    name: args.name,
    ...buyerOf(args),
  });
  world.payments.set(shown.imp_uid, { shown, updatedAt: now });
  const { imp_uid, merchant_uid, amount, status } = shown;
  return ok(shown, { changed: { imp_uid, merchant_uid, amount, status } });
}

/** A virtual account that still waits for its deposit, or the answer that says why there is none. */
function waiting(world: World, impUid: string): StoredPayment | Answer {
  const stored = world.payments.get(impUid);
  if (!stored) return failed(404, '존재하지 않는 결제정보입니다.');
  if (stored.shown.pay_method !== 'vbank') return failed(400, '가상계좌 결제건이 아닙니다.');
  if (stored.shown.status !== 'ready') return failed(400, '가상계좌가 입금대기 상태가 아닙니다.');
  return stored;
}

function update(world: World, { imp_uid, amount, vbank_due }: Args<typeof updateVbank>): Answer {
  const stored = waiting(world, imp_uid);
  if (!('shown' in stored)) return stored;
  const { shown } = stored;
  if (shown.pg_provider !== 'settle') return failed(400, '현재 지원되지 않는 PG사입니다.');
  if (amount !== undefined && !fits(updateVbank, 'amount', amount)) return failed(400, '결제금액이 올바르지 않습니다.');
  if (vbank_due !== undefined && vbank_due <= world.clock.now())
    return failed(400, '입금기한은 현재시각 이후여야 합니다.');
  const change = { amount: amount ?? shown.amount, vbank_date: vbank_due ?? shown.vbank_date };
  world.payments.update(stored, change, world.clock.now());
  return ok(shown, {
    changed: {
      imp_uid,
      merchant_uid: shown.merchant_uid,
      amount: shown.amount,
      vbank_date: shown.vbank_date ?? 0,
    },
  });
}

/** The number dies; PortOne's console shows the payment as failed from then on. */
function revoke(world: World, { imp_uid, pg_api_key }: Args<typeof revokeVbank>): Answer {
  const stored = waiting(world, imp_uid);
  if (!('shown' in stored)) return stored;
  const { shown } = stored;
  if (!REVOKERS.includes(shown.pg_provider)) return failed(400, '현재 지원되지 않는 PG사입니다.');
  if (lacksKey(shown.pg_provider, pg_api_key)) return failed(400, '[V801|hashData 불일치 오류]');
  const now = world.clock.now();
  world.payments.update(stored, { status: 'failed', failed_at: now, fail_reason: '가상계좌 말소' }, now);
  return ok(shown, { changed: { imp_uid, merchant_uid: shown.merchant_uid, amount: shown.amount, status: 'failed' } });
}

export const vbankHandlers: readonly Handler[] = [
  on(createVbank, ({ args, world }) => issue(world, args)),
  on(updateVbank, ({ args, world }) => update(world, args)),
  on(revokeVbank, ({ args, world }) => revoke(world, args)),
];
