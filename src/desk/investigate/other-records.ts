import { formatMoney } from '../../base/money.ts';
import { getCertification } from '../../endpoints/catalog/certifications.ts';
import { getPaymentPrepare } from '../../endpoints/catalog/payments.ts';
import { getSchedule } from '../../endpoints/catalog/subscriptions.ts';
import { describeWithheldFields } from '../../endpoints/pg-facts/identity-checks.ts';
import { createStep, type NextStep } from '../next-steps.ts';
import type { Ticket } from '../payment.ts';
import type { LookupContext, TolerantReads } from '../tolerant-reads.ts';
import { formatKstMinute, pgName } from '../wording.ts';
import type { Finding } from './findings/finding.ts';

interface OtherRecord {
  finding: Finding;
  steps: NextStep[];
}

/** Reads what the ids of a ticket may stand for if PortOne has no payment with them. */
export async function readOtherRecords(
  { imp_uid, merchant_uid }: Ticket,
  context: LookupContext,
  reads: TolerantReads,
): Promise<OtherRecord[]> {
  const [identityChecks, orderRecords] = await Promise.all([
    imp_uid === undefined ? [] : readIdentityCheck(imp_uid, context, reads),
    merchant_uid === undefined ? [] : readOrderRecords(merchant_uid, context, reads),
  ]);
  return [...identityChecks, ...orderRecords];
}

/** Identity verifications have ids of the same form as payments. */
async function readIdentityCheck(
  imp_uid: string,
  { portone, signal }: LookupContext,
  reads: TolerantReads,
): Promise<OtherRecord[]> {
  const check = await reads.read('the identity verification', () =>
    portone.call(getCertification, { imp_uid }, { signal }),
  );
  if (!check) return [];
  const state =
    check.certified === true
      ? `completed ${formatKstMinute(check.certified_at ?? 0)}`
      : 'which has not been completed: the person has to finish it, or start anew';
  const withheld = describeWithheldFields(check);
  return [
    {
      finding: {
        code: 'identity_check',
        severity: 'info',
        text: `This is not the id of a payment but of an identity verification (본인인증) by ${pgName(check.pg_provider)}, ${state}.${withheld === undefined ? '' : ` ${withheld}`}`,
      },
      steps: [createStep('get_certification', { imp_uid }, 'Shows the identity verification.')],
    },
  ];
}

/** Reads the registration and the schedule of an order without payment attempts. */
async function readOrderRecords(
  merchant_uid: string,
  { portone, signal }: LookupContext,
  reads: TolerantReads,
): Promise<OtherRecord[]> {
  const [prepared, schedule] = await Promise.all([
    reads.read('the registered amount', () => portone.call(getPaymentPrepare, { merchant_uid }, { signal })),
    reads.read('the schedule', () => portone.call(getSchedule, { merchant_uid }, { signal })),
  ]);
  const records: OtherRecord[] = [];
  if (prepared)
    records.push({
      finding: {
        code: 'order_never_tried',
        severity: 'info',
        text: `The shop has registered ${formatMoney(prepared.amount, prepared.currency)} for this order (사전등록), but nobody has opened the payment window for it.`,
      },
      steps: [],
    });
  if (schedule)
    records.push({
      finding: {
        code: schedule.schedule_status === 'revoked' ? 'schedule_revoked' : 'schedule_waiting',
        severity: 'info',
        text:
          schedule.schedule_status === 'revoked'
            ? `This is a scheduled charge (예약결제) that was revoked on ${formatKstMinute(schedule.revoked_at ?? 0)}: nothing was charged.`
            : `This is a scheduled charge (예약결제) of ${formatMoney(schedule.amount, schedule.currency)} for ${formatKstMinute(schedule.schedule_at ?? 0)}: nothing is charged before then.`,
      },
      steps: schedule.customer_uid
        ? [createStep('review_subscriptions', { customer_uid: schedule.customer_uid }, "Shows the customer's charges.")]
        : [],
    });
  return records;
}
