import { type HandlerResult, respondError } from '../envelope.ts';
import type { StoredSchedule } from '../state/rows.ts';
import type { World } from '../state/world.ts';
import { paginate } from './paging.ts';

/** Returns a schedule as PortOne shows it: with payment status cancelled if its charge was refunded. */
export function toScheduleRecord(world: World, { record }: StoredSchedule): StoredSchedule['record'] {
  const charge = record.imp_uid ? world.payments.get(record.imp_uid) : undefined;
  return charge?.record.status === 'cancelled' ? { ...record, payment_status: 'cancelled' } : record;
}

export interface ScheduleQuery {
  customer_uid?: string;
  from: number;
  to: number;
  status?: string | undefined;
  page?: number | undefined;
  limit?: number | undefined;
  sorting?: string | undefined;
}

const statuses = ['scheduled', 'executed', 'revoked'];

/** Lists schedules with `from <= schedule_at < to`, at most three months apart, newest first by default. */
export function querySchedules(world: World, query: ScheduleQuery): HandlerResult {
  if (query.status !== undefined && !statuses.includes(query.status))
    return respondError(400, '지원되지 않는 상태값입니다.');
  if (query.from > query.to) return respondError(400, '유효하지 않은 검색기간입니다.');
  if (query.to > addThreeMonths(query.from)) return respondError(400, '최대 3개월간 검색이 가능합니다');
  const oldestFirst = query.sorting === 'scheduled';
  if (query.sorting !== undefined && !oldestFirst) return respondError(400, '지원되지 않는 정렬규칙입니다.');
  const found = world.schedules
    .listBetween(query.from, query.to, query.customer_uid)
    .filter(({ record }) => query.status === undefined || record.schedule_status === query.status);
  const rows = oldestFirst ? found : found.reverse();
  return paginate(
    rows.map((schedule) => toScheduleRecord(world, schedule)),
    query.page,
    query.limit,
  );
}

/** Adds three calendar months; if that month has no such day, returns the first of the next one. */
function addThreeMonths(from: number): number {
  const at = new Date(from * 1000);
  at.setUTCMonth(at.getUTCMonth() + 3);
  return at.getTime() / 1000;
}
