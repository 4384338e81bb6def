import * as z from 'zod';
import { endpoint } from '../endpoint.ts';
import { buyer, card, cardChargeOptions, cardHolderCheck, chargedAmount, schedulePeriod } from '../field-groups.ts';
import {
  Amount,
  BeforeTime,
  ChannelKey,
  Choice,
  CustomData,
  CustomerUid,
  Flag,
  Int,
  Ip,
  Limit,
  line,
  MerchantUid,
  Num,
  OptionalIntAmount,
  Page,
  PartAmount,
  ScheduleStatus,
  Secret,
  Text,
  Time,
} from '../fields.ts';
import { list, paged } from '../models/field.ts';
import { Payment } from '../models/payment.ts';
import { Schedule, scheduleSummaryFields } from '../models/schedule.ts';
import type { ReadBackRule } from '../read-back.ts';
import { personal } from '../sensitivity.ts';

/**
 * Proof of the buyer's 3-D Secure authentication, valid for one charge. Hidden from confirmation questions and logs.
 */
const OneTimeToken = () => personal('identity', line());
/** Some naverpay contracts require the last day of use, as YYYYMMDD. */
const NaverExtra = () => z.strictObject({ naverUseCfm: Text().optional().describe('YYYYMMDD') });

const newTimeReadBack = {
  by: 'record',
  of: 'schedule',
  expected: {
    schedule_at: { kind: 'argument', path: 'schedule_at' },
    schedule_status: { kind: 'one_of', values: ['scheduled'] },
  },
} satisfies ReadBackRule;

export const payOnetime = endpoint('POST /subscribe/payments/onetime', {
  name: 'pay_onetime',
  title: 'Charge card once',
  description:
    'Charge a card now by its number (수기결제). customer_uid also stores the card, replacing that billing key.',
  effect: 'destructive',
  money: 'charge_now',
  confirm: true,
  checkPaymentStatus: true,
  body: {
    merchant_uid: MerchantUid(40),
    ...chargedAmount,
    ...card,
    customer_uid: CustomerUid(80).optional(),
    pg: Text(80).optional().describe('code or code.MID; unknown: default channel'),
    channelGroupId: Text(55).optional(),
    name: Text(40).optional(),
    ...buyer,
    ...cardChargeOptions,
    secure_3d_charge_id: Text().optional(),
    secure_3d_token: OneTimeToken().optional(),
    product_type: Choice('real', 'digital').optional(),
    promotion_id: Text().optional(),
    bypass: CustomData().optional(),
  },
  preview: ['order'],
  followUpTool: 'list_payments_by_order',
  readBack: { by: 'attempt', becomes: ['paid'] },
  returns: Payment,
});

export const payWithBillingKey = endpoint('POST /subscribe/payments/again', {
  name: 'pay_with_billing_key',
  title: 'Charge billing key',
  description:
    'Charge a billing key now (빌링키 결제); a failed schedule: retry_schedule. To retry reuse merchant_uid: a paid order is refused.',
  effect: 'destructive',
  money: 'charge_now',
  confirm: true,
  checkPaymentStatus: true,
  body: {
    customer_uid: CustomerUid(80),
    merchant_uid: MerchantUid(40),
    ...chargedAmount,
    name: Text(40),
    ...buyer,
    ...cardChargeOptions,
    product_type: Choice('real', 'digital').optional(),
    product_count: Int().optional(),
    cash_receipt_type: Choice('person', 'company', 'anonymous').optional(),
    bypass: CustomData().optional(),
    extra: NaverExtra().optional(),
    promotion_id: Text().optional(),
    channel_key: ChannelKey(55).optional().describe('Super billing key'),
  },
  preview: ['billing_key', 'order'],
  followUpTool: 'list_payments_by_order',
  readBack: { by: 'attempt', becomes: ['paid'] },
  returns: Payment,
});

export const listSchedules = endpoint('GET /subscribe/payments/schedule', {
  name: 'list_schedules',
  title: 'All schedules',
  description: 'Schedules (예약결제) of all customers, at most 3 months.',
  effect: 'read',
  query: {
    schedule_from: Time(),
    schedule_to: BeforeTime(),
    schedule_status: ScheduleStatus().optional(),
    page: Page().optional(),
    limit: Limit().optional(),
    sorting: Text().optional().describe('scheduled: oldest first'),
  },
  summaryFields: scheduleSummaryFields,
  returns: paged(Schedule),
});

export const createSchedules = endpoint('POST /subscribe/payments/schedule', {
  name: 'create_schedules',
  title: 'Create schedules',
  description:
    'Book future charges (예약결제) on a billing key. checking_amount charges the card now, then refunds it.',
  effect: 'destructive',
  money: 'charge_later',
  confirm: true,
  body: {
    customer_uid: CustomerUid(80),
    customer_id: Text().optional().describe('tosspayments'),
    checking_amount: OptionalIntAmount().optional(),
    card_number: Secret().optional().describe('dddd-dddd-dddd-dddd'),
    expiry: Secret().optional().describe('YYYY-MM'),
    ...cardHolderCheck,
    channel_key: ChannelKey(55).optional(),
    schedules: z
      .array(
        z.strictObject({
          merchant_uid: MerchantUid(),
          schedule_at: Time(),
          currency: Text(),
          amount: Amount(),
          tax_free: PartAmount().optional(),
          vat_amount: PartAmount().optional(),
          name: Text(40),
          ...buyer,
          custom_data: CustomData().optional(),
          notice_url: Text().optional(),
          product_type: Text().optional(),
          cash_receipt_type: Text().optional(),
          card_quota: Num().optional(),
          interest_free_by_merchant: Flag().optional(),
          use_card_point: Flag().optional(),
          product_count: Int().optional(),
          browser_ip: Ip().optional(),
          extra: NaverExtra().optional(),
          bypass: CustomData().optional(),
          promotion_id: Text().optional(),
        }),
      )
      .min(1),
  },
  preview: ['billing_key', 'schedule', 'order'],
  followUpTool: 'get_schedule',
  summaryFields: scheduleSummaryFields,
  readBack: { by: 'schedules' },
  returns: list(Schedule),
});

export const cancelSchedules = endpoint('POST /subscribe/payments/unschedule', {
  name: 'cancel_schedules',
  title: 'Cancel schedules',
  description: 'Cancel schedules (정기결제 해지) not yet run: those in merchant_uid, or all of the customer.',
  effect: 'destructive',
  confirm: true,
  explicitAll: {
    flag: 'all',
    replaces: 'merchant_uid',
    requires: 'customer_uid',
  },
  // An array of order numbers; the document declares a single one.
  body: { customer_uid: CustomerUid().optional(), merchant_uid: z.array(MerchantUid()).min(1).optional() },
  preview: ['schedules', 'billing_key'],
  followUpTool: 'list_schedules_by_customer',
  summaryFields: scheduleSummaryFields,
  readBack: { by: 'schedule_revocations' },
  returns: list(Schedule),
});

export const getSchedule = endpoint('GET /subscribe/payments/schedule/{merchant_uid}', {
  name: 'get_schedule',
  title: 'Get schedule',
  description: 'One schedule: result, failure reason.',
  effect: 'read',
  path: { merchant_uid: MerchantUid() },
  returns: Schedule,
});

export const updateScheduleTime = endpoint('PUT /subscribe/payments/schedule/{merchant_uid}', {
  name: 'update_schedule_time',
  title: 'Change schedule time',
  description: 'Change the time of a schedule still to run.',
  effect: 'write',
  idempotent: true,
  money: 'charge_later',
  confirm: true,
  path: { merchant_uid: MerchantUid() },
  body: { schedule_at: Time() },
  preview: ['schedule', 'billing_key'],
  followUpTool: 'get_schedule',
  readBack: newTimeReadBack,
  returns: Schedule,
});

export const reschedulePayment = endpoint('POST /subscribe/payments/schedule/{merchant_uid}/reschedule', {
  name: 'reschedule_payment',
  title: 'Reschedule payment',
  description: 'Book a failed or revoked schedule again for later (재예약).',
  effect: 'destructive',
  money: 'charge_later',
  confirm: true,
  path: { merchant_uid: MerchantUid() },
  body: { schedule_at: Time() },
  preview: ['schedule', 'billing_key'],
  followUpTool: 'get_schedule',
  readBack: newTimeReadBack,
  returns: Schedule,
});

export const retrySchedule = endpoint('POST /subscribe/payments/schedule/{merchant_uid}/retry', {
  name: 'retry_schedule',
  title: 'Retry schedule',
  description: 'Charge a failed or revoked schedule now (재시도).',
  effect: 'destructive',
  money: 'charge_now',
  confirm: true,
  checkPaymentStatus: true,
  path: { merchant_uid: MerchantUid() },
  preview: ['schedule', 'billing_key'],
  followUpTool: 'get_schedule',
  readBack: { by: 'retry' },
  returns: Payment,
});

export const listSchedulesByCustomer = endpoint('GET /subscribe/payments/schedule/customers/{customer_uid}', {
  name: 'list_schedules_by_customer',
  title: "Customer's schedules",
  description: 'Schedules (정기결제) of one customer_uid, at most 3 months.',
  effect: 'read',
  path: { customer_uid: CustomerUid() },
  query: schedulePeriod,
  wire: { schedule_status: 'schedule-status' },
  summaryFields: scheduleSummaryFields,
  returns: paged(Schedule),
});
