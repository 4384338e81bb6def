import type { Ticket } from '../ticket.ts';
import { absent } from './absent.ts';
import { customers } from './customers.ts';
import { failures } from './failures.ts';
import { lookAlikes } from './look-alikes.ts';
import { naver } from './naver.ts';
import { receipts } from './receipts.ts';
import { refundRequests } from './refund-requests.ts';
import { refunds } from './refunds.ts';
import { specialPayments } from './special-payments.ts';
import { subscriptions } from './subscriptions.ts';
import { totals } from './totals.ts';
import { virtualAccounts } from './virtual-accounts.ts';

/** The tickets of the exam, by subject. */
export const tickets: readonly Ticket[] = [
  ...refunds,
  ...failures,
  ...subscriptions,
  ...virtualAccounts,
  ...receipts,
  ...totals,
  ...lookAlikes,
  ...customers,
  ...specialPayments,
  ...absent,
  ...naver,
  ...refundRequests,
];
