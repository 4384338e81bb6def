import type { Resource } from '../resource.ts';
import { auditResource } from './audit.ts';
import { billingKeyResource } from './billing-key.ts';
import { receiptResource } from './cash-receipt.ts';
import { bankListResource, bankResource, cardListResource, cardResource } from './codes.ts';
import { orderResource } from './order.ts';
import { paymentResource } from './payment.ts';
import { statusResource } from './payments-by-status.ts';
import { scheduleResource } from './schedule.ts';

/** All resources, in list order. */
export const resources: readonly Resource[] = [
  paymentResource,
  orderResource,
  statusResource,
  billingKeyResource,
  scheduleResource,
  receiptResource,
  bankListResource,
  cardListResource,
  bankResource,
  cardResource,
  auditResource,
];
