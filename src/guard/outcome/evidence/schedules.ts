import { isSameAmount } from '../../../base/money.ts';
import { quote } from '../../../base/text.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { concludeAbsent, concludeAmbiguous, type Evidence } from './evidence.ts';

type Schedule = NonNullable<Snapshot['schedule']>;

/** A requested schedule. */
export interface ScheduleRequest {
  merchant_uid: string;
  schedule_at: number;
  amount: number;
}

const formatOrderNumbers = (schedules: readonly { merchant_uid?: string | null | undefined }[]): string =>
  schedules.map(({ merchant_uid }) => quote(merchant_uid ?? '', 40)).join(', ');

/** Returns the schedules that a call requests. */
export const getScheduleRequests = (args: Record<string, unknown>): ScheduleRequest[] =>
  // The endpoint's schema has already validated them.
  Array.isArray(args.schedules) ? (args.schedules as ScheduleRequest[]) : [];

/**
 * Checks whether all requested schedules exist. An order number can have only one schedule, so a matching one is proof,
 * unless the snapshot shows that it existed before.
 */
export function assessCreatedSchedules(
  customerUid: string | undefined,
  requested: readonly ScheduleRequest[],
  before: readonly Schedule[] | undefined,
  after: ReadonlyMap<string, Schedule | null>,
): Evidence {
  const existing = (before ?? []).filter(({ merchant_uid }) =>
    requested.some((request) => request.merchant_uid === merchant_uid),
  );
  if (existing.length > 0) return concludeAmbiguous(`${formatOrderNumbers(existing)} had a schedule before`);
  const found = requested.flatMap((request) => {
    const schedule = after.get(request.merchant_uid);
    return schedule ? [{ request, schedule }] : [];
  });
  if (found.length === 0) return concludeAbsent('none of the order numbers has a schedule');
  const mismatched = found.filter(
    ({ request, schedule }) =>
      schedule.customer_uid !== customerUid ||
      schedule.schedule_at !== request.schedule_at ||
      !isSameAmount(schedule.amount ?? 0, request.amount) ||
      schedule.schedule_status === 'revoked',
  );
  if (mismatched.length > 0)
    return concludeAmbiguous(
      `${formatOrderNumbers(mismatched.map(({ request }) => request))} has a schedule that does not match the request`,
    );
  if (found.length < requested.length)
    return concludeAmbiguous(
      `${found.length} of ${requested.length} schedules exist: ${formatOrderNumbers(found.map(({ request }) => request))}`,
    );
  return {
    kind: 'executed',
    detail: 'every schedule exists as requested',
    value: found.map(({ schedule }) => schedule),
  };
}

/** Checks whether schedules that were pending are revoked. */
export function assessRevokedSchedules(
  pending: readonly Schedule[],
  after: ReadonlyMap<string, Schedule | null>,
): Evidence {
  const rows = pending.map(
    ({ merchant_uid }) => after.get(merchant_uid ?? '') ?? { merchant_uid, schedule_status: 'not found' },
  );
  const filterByStatus = (status: string) => rows.filter(({ schedule_status }) => schedule_status === status);
  const revoked = filterByStatus('revoked');
  if (revoked.length === rows.length)
    return {
      kind: 'executed',
      detail: `${rows.length === 1 ? 'the pending schedule is' : `all ${rows.length} pending schedules are`} revoked`,
      value: rows,
    };
  const statuses = [...new Set(rows.map(({ schedule_status }) => schedule_status ?? 'without a status'))];
  const summary = statuses.map((status) => `${status}: ${formatOrderNumbers(filterByStatus(status))}`).join('; ');
  return revoked.length === 0 && statuses.every((status) => status === 'scheduled' || status === 'executed')
    ? concludeAbsent(summary)
    : concludeAmbiguous(summary);
}
