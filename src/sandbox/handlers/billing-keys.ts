import {
  deleteBillingKey,
  getBillingKey,
  issueBillingKey,
  listBillingKeyPayments,
  listBillingKeySchedules,
  listBillingKeys,
} from '../../endpoints/catalog/billing-keys.ts';
import { issueKey } from '../behavior/billing-keys.ts';
import { listSchedulesBy } from '../behavior/list-schedules.ts';
import { paged } from '../behavior/paging.ts';
import { type Answer, failed, ok, refused } from '../envelope.ts';
import type { World } from '../state/world.ts';
import { type Handler, on } from './handler.ts';

export const billingKeyHandlers: readonly Handler[] = [
  on(listBillingKeys, ({ args, world }) => {
    const asked = [...new Set(args.customer_uids)];
    const found = asked.flatMap((uid) => world.billingKeys.get(uid)?.shown ?? []);
    if (found.length === 0) return missingKey(world, asked.join(', '));
    return ok(found, found.length < asked.length ? { status: 207 } : {});
  }),

  on(getBillingKey, ({ args, world }) => {
    const key = world.billingKeys.get(args.customer_uid);
    return key ? ok(key.shown) : missingKey(world, args.customer_uid);
  }),

  on(issueBillingKey, ({ args, world }) => {
    const issued = issueKey(world, args);
    if ('refused' in issued) return refused(`카드정보 인증 및 빌키 발급에 실패하였습니다. ${issued.refused}`, -1);
    return ok(issued.key.shown, { changed: { customer_uid: args.customer_uid } });
  }),

  on(deleteBillingKey, ({ args, world }) => {
    const key = world.billingKeys.get(args.customer_uid);
    if (!key) return missingKey(world, args.customer_uid);
    if (key.shown.pg_provider === 'naverpay' && (args.reason === undefined || args.extra?.requester === undefined))
      return failed(400, '네이버페이 빌링키 삭제 시 reason, extra.requester 파라메터는 필수입니다.');
    // Its schedules stay: PortOne says nothing of cancelling them, and they fail when their time comes.
    world.billingKeys.delete(args.customer_uid);
    return ok(key.shown, { changed: { customer_uid: args.customer_uid } });
  }),

  on(listBillingKeyPayments, ({ args, world }) => {
    // An unknown key has an empty list: payments outlive the key that made them.
    const rows = [...world.payments.ofCustomer(args.customer_uid)]
      .sort((a, b) => (b.shown.started_at ?? 0) - (a.shown.started_at ?? 0))
      .map(({ shown }) => shown);
    return paged(rows, args.page);
  }),

  on(listBillingKeySchedules, ({ args, world }) => listSchedulesBy(world, { ...args, status: args.schedule_status })),
];

function missingKey(world: World, uid: string): Answer {
  const message = `요청하신 customer_uid(${uid})로 등록된 정보를 찾을 수 없습니다.`;
  return world.oldBillingKeyAnswers ? refused(message) : failed(404, message, 1);
}
