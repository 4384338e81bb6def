import type { ChangedFields } from '../envelope.ts';
import type { World } from '../state/world.ts';

/**
 * The states of an escrow that KG Inicis tells: delivery registered (2), purchase confirmed by the buyer (3), by itself
 * (31) or by force (32), purchase rejected (4), cancelled (8), rejection confirmed (10). Source: PortOne guide,
 * integration/pg/v1/inicis.
 */
export const escrowStatuses = ['2', '3', '31', '32', '4', '8', '10'] as const;

const REJECTED: EscrowStatus = '4';

type EscrowStatus = (typeof escrowStatuses)[number];

type EscrowChange =
  | { status: 'changed'; changed: ChangedFields }
  | { status: 'rejected'; reason: string; httpStatus: number };

/** Simulates that an escrow changes at KG Inicis, of which only a webhook tells: PortOne's records stay as they are. */
export function changeEscrow({ payments }: World, impUid: string, escrow_status: EscrowStatus): EscrowChange {
  const record = payments.get(impUid)?.record;
  if (!record) return { status: 'rejected', reason: `Payment ${impUid} does not exist.`, httpStatus: 404 };
  if (!record.escrow || record.pg_provider !== 'html5_inicis' || record.status !== 'paid')
    return { status: 'rejected', reason: `${impUid} is no paid escrow payment of html5_inicis.`, httpStatus: 400 };
  const denied_reason = escrow_status === REJECTED ? { denied_reason: '구매 거절' } : {};
  return {
    status: 'changed',
    changed: { imp_uid: impUid, merchant_uid: record.merchant_uid, escrow_status, ...denied_reason },
  };
}
