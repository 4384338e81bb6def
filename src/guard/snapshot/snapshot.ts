import type * as z from 'zod';
import type { BillingKey } from '../../endpoints/models/billing-key.ts';
import type { ExternalReceipt, Receipt } from '../../endpoints/models/cash-receipt.ts';
import type { Certification } from '../../endpoints/models/certification.ts';
import type { EscrowLogistics } from '../../endpoints/models/escrow-logistics.ts';
import type { PgSetting } from '../../endpoints/models/merchant.ts';
import type { NaverProductOrder } from '../../endpoints/models/naver-order.ts';
import type { Payment } from '../../endpoints/models/payment.ts';
import type { PaymentPrepare } from '../../endpoints/models/payment-prepare.ts';
import type { Schedule } from '../../endpoints/models/schedule.ts';

/**
 * PortOne's records before an operation: raw values, times in unix seconds. Null means that PortOne has no such record;
 * absent means that it was not read.
 */
export interface Snapshot {
  payment?: z.output<typeof Payment>;
  order?: readonly z.output<typeof Payment>[];
  billing_key?: z.output<typeof BillingKey> | null;
  schedule?: z.output<typeof Schedule> | null;
  schedules?: readonly z.output<typeof Schedule>[];
  /** End of the period that was searched for schedules, in unix seconds. */
  schedules_until?: number;
  naver_items?: readonly z.output<typeof NaverProductOrder>[];
  receipt?: z.output<typeof Receipt> | null;
  external_receipt?: z.output<typeof ExternalReceipt> | null;
  escrow?: z.output<typeof EscrowLogistics> | null;
  certification?: z.output<typeof Certification> | null;
  prepare?: z.output<typeof PaymentPrepare> | null;
  /** The channel named by `channel_key`. */
  channel?: z.output<typeof PgSetting> | null;
}
