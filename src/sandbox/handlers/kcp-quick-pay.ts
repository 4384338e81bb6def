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
import { chargeKey, respondCharge } from '../behavior/charge-billing-key.ts';
import { findUndocumentedValues, isDocumentedValue } from '../behavior/documented-values.ts';
import { type HandlerResult, respondError, respondOk, respondRejected } from '../envelope.ts';
import type { World } from '../state/world.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

const PROVIDER = 'kcp_quick';
function findQuickChannel(channelKey: string) {
  const channel = findChannel(channelKey);
  return channel?.pg_provider === PROVIDER ? channel : undefined;
}

type PrepareArgs = Args<typeof createKcpquickPrepare>;

/** Stores a pre-registration without the buyer's IP address and code verifier. */
function savePrepare(world: World, args: PrepareArgs): HandlerResult {
  const undocumented = findUndocumentedValues(createKcpquickPrepare, args);
  if (undocumented.length > 0) return respondError(400, `파라메터가 올바르지 않습니다. (${undocumented.join(', ')})`);
  if (args.prepaid_auth_yn === 'Y' && args.prepaid_amount === undefined)
    return respondError(400, "prepaid_auth_yn이 'Y'인 경우 prepaid_amount 파라메터는 필수입니다.");
  const prepaidAmount = args.prepaid_amount ?? 0;
  world.kcpquickPrepared.set(args.merchant_uid, { btid: args.btid, prepaidAmount });
  return respondOk(null, {
    changed: { merchant_uid: args.merchant_uid, btid: args.btid, prepaid_amount: prepaidAmount },
  });
}

interface ChargeArgs {
  merchant_uid: string;
  name: string;
  amount: number;
}

function payMoney(
  world: World,
  args: ChargeArgs & { member_id: string; channel_key: string; imp_uid: string },
): HandlerResult {
  const channel = findQuickChannel(args.channel_key);
  if (!channel) return respondRejected('KCP 퀵페이 채널이 아닙니다.', -1);
  if (!world.kcpquickMembers.has(args.member_id)) return respondRejected('존재하지 않는 회원입니다.', -1);
  const pinCheck = world.kcpquickPinChecks.get(args.imp_uid);
  if (pinCheck?.memberId !== args.member_id) return respondRejected('PIN 인증 정보를 찾을 수 없습니다.', -1);
  if (pinCheck.used) return respondRejected('이미 사용된 PIN 인증입니다.', -1);
  const { merchant_uid, name, amount } = args;
  if (!isDocumentedValue(payKcpquickMoney, 'amount', amount))
    return respondRejected('결제금액이 올바르지 않습니다.', -1);
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
  return respondCharge(charge);
}

function payAutopay(world: World, args: ChargeArgs & { customer_uid: string; buyer_name: string }): HandlerResult {
  const { customer_uid, ...order } = args;
  const key = world.billingKeys.get(customer_uid);
  if (!key || !world.kcpquickAutopay.has(customer_uid))
    return respondRejected(`요청하신 customer_uid(${customer_uid})로 등록된 정보를 찾을 수 없습니다.`);
  if (!isDocumentedValue(payKcpquickAutopay, 'amount', order.amount))
    return respondRejected('결제금액이 올바르지 않습니다.', -1);
  return respondCharge(chargeKey(world, key, order, 'payment'));
}

interface MembershipArgs {
  member_id: string;
  site_code: string;
  partner_type: string;
  partner_subtype: string;
}

/** Deletes a member together with the autopay keys and PIN checks that pay in the member's name. */
function deleteMember(world: World, args: MembershipArgs): HandlerResult {
  const member = world.kcpquickMembers.get(args.member_id);
  const isSame =
    member?.siteCode === args.site_code &&
    member.partnerType === args.partner_type &&
    member.partnerSubtype === args.partner_subtype;
  if (!member || !isSame) return respondError(404, '유효하지 않은 member_id입니다.');
  world.kcpquickMembers.delete(args.member_id);
  for (const [customerUid, { memberId }] of world.kcpquickAutopay)
    if (memberId === args.member_id) world.kcpquickAutopay.delete(customerUid);
  return respondOk(
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

function releaseFido(world: World, args: { member_id: string; channel_key: string }): HandlerResult {
  if (!findQuickChannel(args.channel_key)) return respondError(400, 'KCP 퀵페이 채널이 아닙니다.');
  const member = world.kcpquickMembers.get(args.member_id);
  if (!member) return respondError(404, '존재하지 않는 회원입니다.');
  // KCP's own error for a member without biometrics, which PortOne passes on with HTTP 200.
  if (!member.fido) return respondRejected('생체인증 해제에 실패하였습니다. [C210]등록된 거래가 없습니다.', -1);
  member.fido = false;
  member.updatedAt = world.clock.now();
  return respondOk(
    { member_id: args.member_id },
    { message: '생체인증 사용이 정상적으로 해제되었습니다.', changed: { member_id: args.member_id, fido: false } },
  );
}

export const kcpquickHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(createKcpquickPrepare, ({ args, world }) =>
    world.kcpquickPrepared.has(args.merchant_uid)
      ? respondError(409, '이미 사전등록된 merchant_uid입니다.')
      : savePrepare(world, args),
  ),
  createEndpointHandler(updateKcpquickPrepare, ({ args, world }) =>
    world.kcpquickPrepared.has(args.merchant_uid)
      ? savePrepare(world, args)
      : respondError(404, '사전등록된 결제정보가 존재하지 않습니다.'),
  ),
  createEndpointHandler(payKcpquickMoney, ({ args, world }) => payMoney(world, args)),
  createEndpointHandler(payKcpquickAutopay, ({ args, world }) => payAutopay(world, args)),
  createEndpointHandler(deleteKcpquickAutopayKey, ({ args: { customer_uid }, world }) =>
    world.kcpquickAutopay.delete(customer_uid)
      ? respondOk(
          { customer_uid },
          { message: '자동결제 키가 정상적으로 삭제되었습니다.', changed: { customer_uid, deleted: true } },
        )
      : respondError(404, `요청하신 customer_uid(${customer_uid})로 등록된 정보를 찾을 수 없습니다.`),
  ),
  createEndpointHandler(deleteKcpquickMember, ({ args, world }) => deleteMember(world, args)),
  createEndpointHandler(releaseKcpquickFido, ({ args, world }) => releaseFido(world, args)),
];
