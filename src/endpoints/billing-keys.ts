import * as z from 'zod';
import { endpoint } from './endpoint.ts';
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
  ScheduleStatus,
  Secret,
  Text,
  Time,
  UntilTime,
} from './fields.ts';
import { BillingKey } from './models/billing-key.ts';
import { list, paged } from './models/field.ts';
import { Payment, paymentCore } from './models/payment.ts';
import { Schedule, scheduleCore } from './models/schedule.ts';

export const listBillingKeys = endpoint('GET /subscribe/customers', {
  name: 'list_billing_keys',
  title: 'List billing keys',
  description: '207 partial; one or many customer_uid[]',
  effect: 'read',
  batch: { customer_uids: 'customer_uid' },
  query: { customer_uids: z.array(CustomerUid()) },
  wire: { customer_uids: 'customer_uid[]' },
  returns: list(BillingKey),
});

export const getBillingKey = endpoint('GET /subscribe/customers/{customer_uid}', {
  name: 'get_billing_key',
  title: 'Get billing key',
  description: 'union: Customer or SuperBillingKey; masked card, customer_*',
  effect: 'read',
  path: { customer_uid: CustomerUid() },
  returns: BillingKey,
});

export const issueBillingKey = endpoint('POST /subscribe/customers/{customer_uid}', {
  name: 'issue_billing_key',
  title: 'Issue billing key',
  description: 'card_number, expiry, birth, pwd_2digit, cvc; prefer the hosted window',
  effect: 'write',
  confirm: true,
  path: { customer_uid: CustomerUid(80) },
  body: {
    channel_key: ChannelKey(55),
    pg: Text(80).optional(),
    customer_id: Text().optional(),
    card_number: Secret(),
    expiry: Secret(),
    birth: Secret().optional(),
    pwd_2digit: Secret().optional(),
    cvc: Secret().optional(),
    customer_name: Name(20).optional(),
    customer_tel: Phone(20).optional(),
    customer_email: Email(200).optional(),
    customer_addr: Address(200).optional(),
    customer_postcode: Postcode(8).optional(),
    channel_group_id: Text(55).optional(),
  },
  preview: ['billing_key', 'schedules'],
  returns: BillingKey,
});

export const deleteBillingKey = endpoint('DELETE /subscribe/customers/{customer_uid}', {
  name: 'delete_billing_key',
  title: 'Delete billing key',
  description: 'cannot be restored: buyer must register the card again; naverpay needs reason + extra[requester]',
  effect: 'destructive',
  confirm: true,
  path: { customer_uid: CustomerUid() },
  query: { reason: Memo().optional(), extra: z.strictObject({ requester: Requester().optional() }).optional() },
  preview: ['billing_key', 'schedules'],
  returns: BillingKey,
});

export const listBillingKeyPayments = endpoint('GET /subscribe/customers/{customer_uid}/payments', {
  name: 'list_billing_key_payments',
  title: 'List billing key payments',
  description: 'paged; unknown uid observed as empty list',
  effect: 'read',
  path: { customer_uid: CustomerUid() },
  query: { page: Page().optional() },
  core: paymentCore,
  returns: paged(Payment),
});

export const listBillingKeySchedules = endpoint('GET /subscribe/customers/{customer_uid}/schedules', {
  name: 'list_billing_key_schedules',
  title: 'List billing key schedules',
  description: 'same operationId as #73; query key is `schedule-status`',
  effect: 'read',
  path: { customer_uid: CustomerUid() },
  query: { page: Page().optional(), from: Time(), to: UntilTime(), schedule_status: ScheduleStatus().optional() },
  wire: { schedule_status: 'schedule-status' },
  core: scheduleCore,
  returns: paged(Schedule),
});
