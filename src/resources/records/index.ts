import type { Resource } from '../resource.ts';
import { audit } from './audit.ts';
import { billingKey } from './billing-key.ts';
import { receipt } from './cash-receipt.ts';
import { bank, banks, card, cards } from './codes.ts';
import { order } from './order.ts';
import { payment } from './payment.ts';
import { status } from './payments-by-status.ts';
import { schedule } from './schedule.ts';

/** Every resource there is, in the order of the lists. */
export const resources: readonly Resource[] = [
  payment,
  order,
  status,
  billingKey,
  schedule,
  receipt,
  banks,
  cards,
  bank,
  card,
  audit,
];
