import { payBenepiaPoint, queryBenepiaPoint } from '../../endpoints/catalog/benepia.ts';
import type { Args } from '../../endpoints/endpoint.ts';
import { findChannel } from '../behavior/channels.ts';
import { createCharge } from '../behavior/charge.ts';
import { respondCharge } from '../behavior/charge-billing-key.ts';
import { isDocumentedValue } from '../behavior/documented-values.ts';
import { pickBuyer } from '../behavior/payment-record.ts';
import { type HandlerResult, respondOk, respondRejected } from '../envelope.ts';
import type { World } from '../state/world.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

interface BenepiaLogin {
  benepia_user: string;
  benepia_password: string;
  channel_key: string;
}
type BenepiaAccount = { points: number };

function logIn(
  world: World,
  { benepia_user, benepia_password, channel_key }: BenepiaLogin,
): BenepiaAccount | HandlerResult {
  const channel = findChannel(channel_key);
  // Benepia is available through KCP only.
  if (channel?.pg_provider !== 'kcp') return respondRejected('베네피아 포인트를 지원하지 않는 채널입니다.', -1);
  const account = world.benepiaPoints.get(benepia_user);
  if (account?.password !== benepia_password)
    return respondRejected('베네피아 인증에 실패하였습니다. 아이디와 비밀번호를 확인하세요.', -1);
  return account;
}

function payWithPoints(world: World, args: Args<typeof payBenepiaPoint>): HandlerResult {
  const account = logIn(world, args);
  if (!('points' in account)) return account;
  if (!isDocumentedValue(payBenepiaPoint, 'amount', args.amount))
    return respondRejected('결제금액이 올바르지 않습니다.', -1);
  if (args.amount > account.points) return respondRejected('베네피아 포인트 잔액이 부족합니다.', -1);
  // Without a member code nothing is spent: PortOne calls it a test payment.
  const isTest = args.benepia_member_code === undefined;
  const channel = findChannel(args.channel_key);
  const charge = createCharge(world, {
    merchant_uid: args.merchant_uid,
    amount: args.amount,
    name: args.name,
    pay_method: 'point',
    pg_provider: 'kcp',
    sandbox: isTest,
    ...(channel ? { pg_id: channel.pg_id } : {}),
    ...pickBuyer(args),
  });
  if (!isTest && 'payment' in charge && charge.payment.record.status === 'paid') account.points -= args.amount;
  return respondCharge(charge);
}

export const benepiaHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(queryBenepiaPoint, ({ args, world }) => {
    const account = logIn(world, args);
    return 'points' in account ? respondOk({ point: account.points }) : account;
  }),
  createEndpointHandler(payBenepiaPoint, ({ args, world }) => payWithPoints(world, args)),
];
