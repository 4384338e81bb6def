import {
  deleteBillingKey,
  getBillingKey,
  issueBillingKey,
  listBillingKeyPayments,
  listBillingKeySchedules,
  listBillingKeys,
} from '../../endpoints/catalog/billing-keys.ts';
import { issueKey } from '../behavior/billing-keys.ts';
import { querySchedules } from '../behavior/list-schedules.ts';
import { paginate } from '../behavior/paging.ts';
import { type HandlerResult, respondError, respondOk, respondRejected } from '../envelope.ts';
import type { World } from '../state/world.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

export const billingKeyHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(listBillingKeys, ({ args, world }) => {
    const requestedUids = [...new Set(args.customer_uids)];
    const found = requestedUids.flatMap((uid) => world.billingKeys.get(uid)?.record ?? []);
    if (found.length === 0) return respondKeyNotFound(world, requestedUids.join(', '));
    return respondOk(found, found.length < requestedUids.length ? { status: 207 } : {});
  }),

  createEndpointHandler(getBillingKey, ({ args, world }) => {
    const key = world.billingKeys.get(args.customer_uid);
    return key ? respondOk(key.record) : respondKeyNotFound(world, args.customer_uid);
  }),

  createEndpointHandler(issueBillingKey, ({ args, world }) => {
    const issued = issueKey(world, args);
    if (issued.status === 'rejected')
      return respondRejected(`카드정보 인증 및 빌키 발급에 실패하였습니다. ${issued.reason}`, -1);
    return respondOk(issued.key.record, { changed: { customer_uid: args.customer_uid } });
  }),

  createEndpointHandler(deleteBillingKey, ({ args, world }) => {
    const key = world.billingKeys.get(args.customer_uid);
    if (!key) return respondKeyNotFound(world, args.customer_uid);
    // Keep its schedules: PortOne does not document that it cancels them, and they fail when they run.
    world.billingKeys.delete(args.customer_uid);
    return respondOk(key.record, { changed: { customer_uid: args.customer_uid } });
  }),

  createEndpointHandler(listBillingKeyPayments, ({ args, world }) => {
    // An unknown key has an empty list: payments remain after their key was deleted.
    const rows = [...world.payments.findByCustomer(args.customer_uid)]
      .sort((a, b) => (b.record.started_at ?? 0) - (a.record.started_at ?? 0))
      .map(({ record }) => record);
    return paginate(rows, args.page);
  }),

  createEndpointHandler(listBillingKeySchedules, ({ args, world }) =>
    querySchedules(world, { ...args, status: args.schedule_status }),
  ),
];

function respondKeyNotFound(world: World, uid: string): HandlerResult {
  const message = `요청하신 customer_uid(${uid})로 등록된 정보를 찾을 수 없습니다.`;
  return world.missingBillingKey === '200' ? respondRejected(message) : respondError(404, message, 1);
}
