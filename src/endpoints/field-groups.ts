import * as z from 'zod';
import {
  Address,
  Amount,
  BeforeTime,
  Choice,
  CustomData,
  Email,
  Flag,
  Int,
  Ip,
  Name,
  Page,
  PartAmount,
  Phone,
  Postcode,
  ScheduleStatus,
  Secret,
  Text,
  Time,
} from './fields.ts';

// Arguments shared by several operations. Their order is also the order in the tools' schemas.

/** The buyer, as most charges take it. */
export const buyer = {
  buyer_name: Name(16).optional(),
  buyer_email: Email(64).optional(),
  buyer_tel: Phone(16).optional(),
  buyer_addr: Address(128).optional(),
  buyer_postcode: Postcode(8).optional(),
};

/** Proof that the card belongs to the buyer. */
export const cardHolderCheck = {
  birth: Secret().optional().describe('YYMMDD, or business number'),
  pwd_2digit: Secret().optional(),
  cvc: Secret().optional(),
};

/** A card, entered by number. */
export const card = {
  card_number: Secret().describe('dddd-dddd-dddd-dddd'),
  expiry: Secret().describe('YYYY-MM'),
  ...cardHolderCheck,
};

export const chargedAmount = {
  currency: Text().optional(),
  amount: Amount(),
  tax_free: PartAmount().optional(),
  vat_amount: PartAmount().optional(),
  vat: PartAmount().optional().describe('Deprecated'),
};

/** Options of a card charge. */
export const cardChargeOptions = {
  card_quota: Int().optional(),
  interest_free_by_merchant: Flag().optional(),
  use_card_point: Flag().optional(),
  custom_data: CustomData().optional(),
  notice_url: Text().optional(),
  browser_ip: Ip().optional(),
};

/** Notification URLs and merchant data of a payment that the buyer completes later. */
export const notices = {
  notice_url: z.array(Text()).min(1).optional(),
  custom_data: CustomData().optional(),
};

/** The recipient of a cash receipt. */
export const receiptHolder = {
  product_type: Choice('real', 'digital').optional(),
  identifier: Secret().describe('Phone, resident, business or receipt card number'),
  identifier_type: Choice('person', 'business', 'phone', 'taxcard').optional(),
};

export const receiptBuyer = {
  buyer_name: Name().optional(),
  buyer_email: Email().optional(),
  buyer_tel: Phone().optional(),
};

/** A period of one customer's schedules. */
export const schedulePeriod = {
  page: Page().optional(),
  from: Time(),
  to: BeforeTime(),
  schedule_status: ScheduleStatus().optional(),
};
