import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { card, schedulePeriod } from '../field-groups.ts';
import {
  Address,
  ChannelKey,
  CustomerUid,
  Email,
  Memo,
  Name,
  Page,
  Phone,
  Postcode,
  Requester,
  Text,
} from '../fields.ts';
import { BillingKey } from '../models/billing-key.ts';
import { list, paged } from '../models/field.ts';
import { Payment, paymentSummaryFields } from '../models/payment.ts';
import { Schedule, scheduleSummaryFields } from '../models/schedule.ts';

export const listBillingKeys = endpoint('GET /subscribe/customers', {
  name: 'list_billing_keys',
  title: 'Billing keys',
  description: 'Several billing keys.',
  effect: 'read',
  batch: { customer_uids: 'customer_uid' },
  query: { customer_uids: z.array(CustomerUid()).min(1) },
  wire: { customer_uids: 'customer_uid[]' },
  returns: list(BillingKey),
});

export const getBillingKey = endpoint('GET /subscribe/customers/{customer_uid}', {
  name: 'get_billing_key',
  title: 'Get billing key',
  description: 'One billing key (빌링키) and its card.',
  effect: 'read',
  path: { customer_uid: CustomerUid() },
  returns: BillingKey,
});

export const issueBillingKey = endpoint('POST /subscribe/customers/{customer_uid}', {
  name: 'issue_billing_key',
  title: 'Issue billing key',
  description:
    'Store a card as a billing key (빌링키), uncharged; replaces the key of that customer_uid. Few PGs allow it.',
  effect: 'write',
  confirm: true,
  path: { customer_uid: CustomerUid(80) },
  body: {
    channel_key: ChannelKey(55),
    pg: Text(80).optional().describe('Use channel_key'),
    customer_id: Text().optional().describe('tosspayments'),
    ...card,
    customer_name: Name(20).optional(),
    customer_tel: Phone(20).optional(),
    customer_email: Email(200).optional(),
    customer_addr: Address(200).optional(),
    customer_postcode: Postcode(8).optional(),
    channel_group_id: Text(55).optional(),
  },
  preview: ['billing_key', 'schedules'],
  followUpTool: 'get_billing_key',
  readBack: {
    by: 'record',
    of: 'billing_key',
    expected: { card_number: { maskOf: 'card_number' } },
    changeMarker: 'updated',
  },
  returns: BillingKey,
});

export const deleteBillingKey = endpoint('DELETE /subscribe/customers/{customer_uid}', {
  name: 'delete_billing_key',
  title: 'Delete billing key',
  description: 'Delete a billing key (빌링키); the buyer must register again. First cancel_schedules.',
  effect: 'destructive',
  confirm: true,
  path: { customer_uid: CustomerUid() },
  query: {
    reason: Memo().optional(),
    extra: z.strictObject({ requester: Requester().optional() }).optional(),
  },
  preview: ['billing_key', 'schedules'],
  followUpTool: 'get_billing_key',
  readBack: { by: 'record', of: 'billing_key', expected: 'gone' },
  returns: BillingKey,
});

export const listBillingKeyPayments = endpoint('GET /subscribe/customers/{customer_uid}/payments', {
  name: 'list_billing_key_payments',
  title: "Key's payments",
  description: 'Payments of a billing key, 20 a page.',
  effect: 'read',
  path: { customer_uid: CustomerUid() },
  query: { page: Page().optional() },
  summaryFields: paymentSummaryFields,
  returns: paged(Payment),
});

export const listBillingKeySchedules = endpoint('GET /subscribe/customers/{customer_uid}/schedules', {
  name: 'list_billing_key_schedules',
  title: "Key's schedules",
  description: 'Same as list_schedules_by_customer; use that.',
  effect: 'read',
  path: { customer_uid: CustomerUid() },
  query: schedulePeriod,
  wire: { schedule_status: 'schedule-status' },
  summaryFields: scheduleSummaryFields,
  // The document declares an array here, as for the other lists of schedules, but its text and the official clients
  // say pages.
  returns: paged(Schedule),
});
