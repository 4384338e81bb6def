import {
  createKcpquickPrepare,
  deleteKcpquickAutopayKey,
  deleteKcpquickMember,
  payKcpquickAutopay,
  payKcpquickMoney,
  releaseKcpquickFido,
  updateKcpquickPrepare,
} from '../../endpoints/catalog/kcp-quick-pay.ts';
import type { Args } from '../../endpoints/endpoint.ts';
import { findChannel } from '../behavior/channels.ts';
import { createCharge } from '../behavior/charge.ts';
import { chargeAnswer, chargeKey } from '../behavior/charge-billing-key.ts';
import { fits, strayFields } from '../behavior/documented-values.ts';
import { type Answer, failed, ok, refused } from '../envelope.ts';
import type { World } from '../state/world.ts';
import { type Handler, on } from './handler.ts';

const PROVIDER = 'kcp_quick';
function quickChannel(channelKey: string) {
  const channel = findChannel(channelKey);
  return channel?.pg_provider === PROVIDER ? channel : undefined;
}

type Prepare = Args<typeof createKcpquickPrepare>;

/** What is kept leaves out the address and the verifier of the buyer's browser. */
function savePrepare(world: World, args: Prepare): Answer {
  const stray = strayFields(createKcpquickPrepare, args);
  if (stray.length > 0) return failed(400, `파라메터가 올바르지 않습니다. (${stray.join(', ')})`);
  if (args.prepaid_auth_yn === 'Y' && args.prepaid_amount === undefined)
    return failed(400, "prepaid_auth_yn이 'Y'인 경우 prepaid_amount 파라메터는 필수입니다.");
  const prepaidAmount = args.prepaid_amount ?? 0;
  world.kcpquickPrepared.set(args.merchant_uid, { btid: args.btid, prepaidAmount });
  return ok(null, { changed: { merchant_uid: args.merchant_uid, btid: args.btid, prepaid_amount: prepaidAmount } });
}

interface Charged {
  merchant_uid: string;
  name: string;
  amount: number;
}

function payMoney(world: World, args: Charged & { member_id: string; channel_key: string; imp_uid: string }): Answer {
  const channel = quickChannel(args.channel_key);
  if (!channel) return refused('KCP 퀵페이 채널이 아닙니다.', -1);
  if (!world.kcpquickMembers.has(args.member_id)) return refused('존재하지 않는 회원입니다.', -1);
  const pinCheck = world.kcpquickPinChecks.get(args.imp_uid);
  if (pinCheck?.memberId !== args.member_id) return refused('PIN 인증 정보를 찾을 수 없습니다.', -1);
  if (pinCheck.used) return refused('이미 사용된 PIN 인증입니다.', -1);
  const { merchant_uid, name, amount } = args;
  if (!fits(payKcpquickMoney, 'amount', amount)) return refused('결제금액이 올바르지 않습니다.', -1);
  const { pg_id, sandbox } = channel;
  const charge = createCharge(world, {
    merchant_uid,
    name,
    amount,
    pay_method: 'point',
    pg_provider: PROVIDER,
    pg_id,
    sandbox,
  });
  if (!('refused' in charge)) pinCheck.used = true;
  return chargeAnswer(charge);
}

function payAutopay(world: World, args: Charged & { customer_uid: string; buyer_name: string }): Answer {
  const { customer_uid, ...order } = args;
  const key = world.billingKeys.get(customer_uid);
  if (!key || !world.kcpquickAutopay.has(customer_uid))
    return refused(`요청하신 customer_uid(${customer_uid})로 등록된 정보를 찾을 수 없습니다.`);
  if (!fits(payKcpquickAutopay, 'amount', order.amount)) return refused('결제금액이 올바르지 않습니다.', -1);
  return chargeAnswer(chargeKey(world, key, order, 'payment'));
}

interface Membership {
  member_id: string;
  site_code: string;
  partner_type: string;
  partner_subtype: string;
}

/** The row is erased, and with it what pays in the member's name. */
function deleteMember(world: World, args: Membership): Answer {
  const member = world.kcpquickMembers.get(args.member_id);
  const same =
    member?.siteCode === args.site_code &&
    member.partnerType === args.partner_type &&
    member.partnerSubtype === args.partner_subtype;
  if (!member || !same) return failed(404, '유효하지 않은 member_id입니다.');
  world.kcpquickMembers.delete(args.member_id);
  for (const [customerUid, { memberId }] of world.kcpquickAutopay)
    if (memberId === args.member_id) world.kcpquickAutopay.delete(customerUid);
  return ok(
    {
      member_id: args.member_id,
      pg_provider: PROVIDER,
      pg_id: member.siteCode,
      inserted: member.insertedAt,
      updated: member.updatedAt,
    },
    { changed: { member_id: args.member_id, deleted: true } },
  );
}

function releaseFido(world: World, args: { member_id: string; channel_key: string }): Answer {
  if (!quickChannel(args.channel_key)) return failed(400, 'KCP 퀵페이 채널이 아닙니다.');
  const member = world.kcpquickMembers.get(args.member_id);
  if (!member) return failed(404, '존재하지 않는 회원입니다.');
  // KCP's own code of a member without biometrics; PortOne answers 200 and passes it on.
  if (!member.fido) return refused('생체인증 해제에 실패하였습니다. [C210]등록된 거래가 없습니다.', -1);
  member.fido = false;
  member.updatedAt = world.clock.now();
  return ok(
    { member_id: args.member_id },
    { message: '생체인증 사용이 정상적으로 해제되었습니다.', changed: { member_id: args.member_id, fido: false } },
  );
}

export const kcpquickHandlers: readonly Handler[] = [
  on(createKcpquickPrepare, ({ args, world }) =>
    world.kcpquickPrepared.has(args.merchant_uid)
      ? failed(409, '이미 사전등록된 merchant_uid입니다.')
      : savePrepare(world, args),
  ),
  on(updateKcpquickPrepare, ({ args, world }) =>
    world.kcpquickPrepared.has(args.merchant_uid)
      ? savePrepare(world, args)
      : failed(404, '사전등록된 결제정보가 존재하지 않습니다.'),
  ),
  on(payKcpquickMoney, ({ args, world }) => payMoney(world, args)),
  on(payKcpquickAutopay, ({ args, world }) => payAutopay(world, args)),
  on(deleteKcpquickAutopayKey, ({ args: { customer_uid }, world }) =>
    world.kcpquickAutopay.delete(customer_uid)
      ? ok(
          { customer_uid },
          { message: '자동결제 키가 정상적으로 삭제되었습니다.', changed: { customer_uid, deleted: true } },
        )
      : failed(404, `요청하신 customer_uid(${customer_uid})로 등록된 정보를 찾을 수 없습니다.`),
  ),
  on(deleteKcpquickMember, ({ args, world }) => deleteMember(world, args)),
  on(releaseKcpquickFido, ({ args, world }) => releaseFido(world, args)),
];
