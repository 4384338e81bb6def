import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Condition } from '../rule.ts';
import { createCondition } from './condition.ts';

type RecordKind = 'billing_key' | 'schedule' | 'receipt' | 'external_receipt' | 'escrow' | 'certification' | 'prepare';
const RECORD_NAMES: Record<RecordKind, string> = {
  billing_key: 'billing key',
  schedule: 'schedule',
  receipt: 'cash receipt',
  external_receipt: 'cash receipt',
  escrow: 'registered delivery',
  certification: 'ID check',
  prepare: 'registered amount',
};

const hasRecord = (seen: Snapshot, recordKind: RecordKind): boolean | undefined =>
  seen[recordKind] === undefined ? undefined : seen[recordKind] !== null;

export const exists = (recordKind: RecordKind): Condition =>
  createCondition(`there is a ${RECORD_NAMES[recordKind]}`, ({ snapshot }) => hasRecord(snapshot, recordKind));

export const isAbsent = (recordKind: RecordKind): Condition =>
  createCondition(`there is no ${RECORD_NAMES[recordKind]}`, ({ snapshot }) => {
    const isPresent = hasRecord(snapshot, recordKind);
    return isPresent === undefined ? undefined : !isPresent;
  });

/** A receipt was issued and not revoked. */
export const receiptIsActive = (recordKind: 'receipt' | 'external_receipt'): Condition =>
  createCondition('a cash receipt stands', ({ snapshot }) => {
    const receipt = snapshot[recordKind];
    return receipt ? !receipt.cancelled_at : receipt === null ? false : undefined;
  });

export const receiptIsRevoked = (recordKind: 'receipt' | 'external_receipt'): Condition =>
  createCondition('the cash receipt has been revoked', ({ snapshot }) => {
    const receipt = snapshot[recordKind];
    return receipt ? Boolean(receipt.cancelled_at) : undefined;
  });

/** A stored key lacks a customer field; a field that PortOne omits is unknown. */
export const billingKeyLacks = (field: 'customer_name' | 'customer_email' | 'customer_tel'): Condition =>
  createCondition(`the billing key has no \`${field}\``, ({ snapshot }) => {
    const value = snapshot.billing_key?.[field];
    return value === undefined ? undefined : !value;
  });
