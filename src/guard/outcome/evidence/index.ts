import { isDeepStrictEqual } from 'node:util';
import type { ReadBackRule } from '../../../endpoints/read-back.ts';
import type { PortOneReader } from '../../../portone/client.ts';
import {
  createAttemptsReader,
  createBillingKeyReader,
  createNaverItemsReader,
  createPaymentReader,
  createScheduleReader,
  type RecordReader,
  recordReaders,
} from '../../snapshot/record-readers.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { assessAttempt, assessRetry } from './charge.ts';
import { concludeAbsent, concludeAmbiguous, type Evidence, getText, getTexts } from './evidence.ts';
import { assessItems } from './naver-items.ts';
import { assessRecord } from './record.ts';
import { assessRefund } from './refund.ts';
import { assessCreatedSchedules, assessRevokedSchedules, getScheduleRequests } from './schedules.ts';

type ToolArguments = Readonly<Record<string, unknown>>;

/** Checks whether a write was executed. */
export interface OutcomeObserver {
  /** The call that best shows the outcome, for a later check by a model or a person. */
  followUp: Pick<RecordReader<unknown>, 'tool' | 'args'>;
  /** Checks once. Throws if PortOne does not respond. */
  check(portone: PortOneReader, signal: AbortSignal): Promise<Evidence>;
}

type ObservableReadBack = Exclude<ReadBackRule, { by: 'none' }>;
type ObserverFactories = {
  [K in ObservableReadBack['by']]: (
    readBack: Extract<ObservableReadBack, { by: K }>,
    args: ToolArguments,
    before: Snapshot | undefined,
  ) => OutcomeObserver | undefined;
};

/** Creates the observer for a read-back rule; undefined if the arguments do not identify a record. */
export function createObserver(
  readBack: ObservableReadBack,
  args: ToolArguments,
  before: Snapshot | undefined,
): OutcomeObserver | undefined {
  // Each kind of rule has its own factory, which the compiler cannot follow through the table.
  const create = observerFactories[readBack.by] as (
    readBack: ObservableReadBack,
    args: ToolArguments,
    before: Snapshot | undefined,
  ) => OutcomeObserver | undefined;
  return create(readBack, args, before);
}

const observerFactories: ObserverFactories = {
  record(readBack, args, before) {
    const reader = recordReaders[readBack.of](args);
    const check: OutcomeObserver['check'] = async (portone, signal) =>
      assessRecord(readBack, args, before?.[readBack.of], await reader.read(portone, signal));
    return { followUp: reader, check };
  },

  refund(_readBack, args, before) {
    const impUid = getText(args, 'imp_uid') ?? before?.payment?.imp_uid ?? undefined;
    if (impUid === undefined) return undefined;
    const reader = createPaymentReader(impUid);
    return {
      followUp: reader,
      async check(portone, signal) {
        const payment = await reader.read(portone, signal);
        return payment
          ? assessRefund(args, before?.payment, payment)
          : concludeAmbiguous('PortOne does not have this payment');
      },
    };
  },

  attempt(readBack, args, before) {
    const merchantUid = getText(args, 'merchant_uid');
    if (merchantUid === undefined) return undefined;
    const reader = createAttemptsReader(merchantUid);
    return {
      followUp: reader,
      async check(portone, signal) {
        const page = await reader.read(portone, signal);
        // An answer without a list does not say that there are no attempts.
        if (page && !Array.isArray(page.list)) return concludeAmbiguous('PortOne returned no list of attempts');
        const evidence = assessAttempt(readBack.becomes, args, before?.order, page?.list ?? []);
        return evidence.kind === 'absent' ? checkStoredCard(evidence, args, before, portone, signal) : evidence;
      },
    };
  },

  retry(_readBack, args, before) {
    const merchantUid = getText(args, 'merchant_uid');
    if (merchantUid === undefined) return undefined;
    const reader = createScheduleReader(merchantUid);
    return {
      followUp: reader,
      async check(portone, signal) {
        const schedule = await reader.read(portone, signal);
        const evidence = assessRetry(before?.schedule, schedule);
        if (evidence.kind !== 'executed' || !schedule?.imp_uid) return evidence;
        // The evidence does not need the payment, which is only the response that the call would have returned.
        const payment = await createPaymentReader(schedule.imp_uid)
          .read(portone, signal)
          .catch(() => null);
        return payment ? { ...evidence, value: payment } : evidence;
      },
    };
  },

  schedules(_readBack, args, before) {
    const requested = getScheduleRequests(args);
    const [firstRequest] = requested;
    if (!firstRequest) return undefined;
    return {
      followUp: createScheduleReader(firstRequest.merchant_uid),
      async check(portone, signal) {
        const after = await readSchedules(
          requested.map((request) => request.merchant_uid),
          portone,
          signal,
        );
        const evidence = assessCreatedSchedules(getText(args, 'customer_uid'), requested, before?.schedules, after);
        if (evidence.kind !== 'absent') return evidence;
        if (args.checking_amount)
          return concludeAmbiguous(
            `${evidence.detail}, but schedules do not show whether the card was charged for verification`,
          );
        return 'card_number' in args ? checkStoredCard(evidence, args, before, portone, signal) : evidence;
      },
    };
  },

  schedule_revocations(_readBack, args, before) {
    const named = getTexts(args, 'merchant_uid');
    const pendingBefore = before?.schedules?.filter(
      (row) => row.schedule_status === 'scheduled' && (!named || named.includes(row.merchant_uid ?? '')),
    );
    // Named orders can be read without a snapshot, which can at least show that nothing happened.
    const merchantUids = named ?? pendingBefore?.map((row) => row.merchant_uid ?? '') ?? [];
    const [firstMerchantUid] = merchantUids;
    if (firstMerchantUid === undefined) return undefined;
    return {
      followUp: createScheduleReader(firstMerchantUid),
      async check(portone, signal) {
        const pending = pendingBefore ?? merchantUids.map((merchant_uid) => ({ merchant_uid }));
        if (pending.length === 0) return concludeAbsent('none of these schedules was pending');
        const evidence = assessRevokedSchedules(pending, await readSchedules(merchantUids, portone, signal));
        return pendingBefore || evidence.kind !== 'executed'
          ? evidence
          : concludeAmbiguous(`${evidence.detail}; it is unknown whether they already were before`);
      },
    };
  },

  items(readBack, args, before) {
    const impUid = getText(args, 'imp_uid');
    if (impUid === undefined) return undefined;
    const reader = createNaverItemsReader(impUid);
    return {
      followUp: reader,
      check: async (portone, signal) =>
        assessItems(readBack, args, before?.naver_items, (await reader.read(portone, signal)) ?? []),
    };
  },
};

/** Reads schedules one after another, to avoid bursts of requests. */
async function readSchedules(merchantUids: readonly string[], portone: PortOneReader, signal: AbortSignal) {
  const rows: [string, Awaited<ReturnType<ReturnType<typeof createScheduleReader>['read']>>][] = [];
  for (const merchantUid of merchantUids)
    rows.push([merchantUid, await createScheduleReader(merchantUid).read(portone, signal)]);
  return new Map(rows);
}

/**
 * PortOne stores a card before it charges or schedules with it, so the absence of a charge does not prove that nothing
 * changed. A stored billing key proves nothing without a snapshot to compare.
 */
async function checkStoredCard(
  evidence: Extract<Evidence, { kind: 'absent' }>,
  args: ToolArguments,
  before: Snapshot | undefined,
  portone: PortOneReader,
  signal: AbortSignal,
): Promise<Evidence> {
  const customerUid = getText(args, 'customer_uid');
  if (customerUid === undefined || !('card_number' in args)) return evidence;
  const billingKey = await createBillingKeyReader(customerUid).read(portone, signal);
  if (billingKey === null) return concludeAbsent(`${evidence.detail}, and no card is stored`);
  if (before?.billing_key === undefined)
    return concludeAmbiguous(`${evidence.detail}; a card is stored, but it is unknown whether it was stored before`);
  return isDeepStrictEqual(before.billing_key, billingKey)
    ? concludeAbsent(`${evidence.detail}, and the stored card is as before`)
    : concludeAmbiguous(`${evidence.detail}, but the stored card has changed`);
}
