import type { Prompt } from '../prompt.ts';
import { cashReceipt } from './cash-receipts.ts';
import { escrowShipping, naverReturn } from './fulfillment.ts';
import { amountCheck, depositNotRecognised, doublePayment, paidOrderNotCompleted } from './payments.ts';
import { partialRefund, refundRefused } from './refunds.ts';
import { accountCheck, dailyReconciliation, weeklyReport } from './reports.ts';
import { stopSubscription, subscriptionFailed } from './subscriptions.ts';

/** Every prompt there is, in the order of the list. */
export const prompts: readonly Prompt[] = [
  paidOrderNotCompleted,
  doublePayment,
  depositNotRecognised,
  partialRefund,
  refundRefused,
  subscriptionFailed,
  cashReceipt,
  amountCheck,
  stopSubscription,
  dailyReconciliation,
  naverReturn,
  escrowShipping,
  weeklyReport,
  accountCheck,
];
