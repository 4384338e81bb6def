import type { Tool } from '../tool.ts';
import { checkConnection } from './check-connection.ts';
import { getCustomer } from './get-customer.ts';
import { investigatePayment } from './investigate-payment.ts';
import { refundPayment } from './refund-payment.ts';
import { reviewSubscriptions } from './review-subscriptions.ts';
import { searchPayments } from './search-payments.ts';
import { summarizePayments } from './summarize-payments.ts';

/** The tools for support desks, each of which combines several endpoints. */
export const curated: readonly Tool[] = [
  checkConnection,
  getCustomer,
  investigatePayment,
  reviewSubscriptions,
  searchPayments,
  summarizePayments,
  refundPayment,
];
