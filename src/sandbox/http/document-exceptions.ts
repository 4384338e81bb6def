import * as z from 'zod';

/** A value that counts as if its field were absent. */
interface IgnoredValue {
  value: string | number;
  /** Whether PortOne was seen to take it; otherwise only clients were seen to send it. */
  taken: boolean;
}

/**
 * What PortOne takes although its document says otherwise. PortOne's own guides, its own clients and their tests against
 * the real API show it. Fields in lists are written `schedules[][name]`.
 */
interface DocumentException {
  /** Required fields that requests leave out, with the fields that may replace them. */
  mayLack?: Readonly<Record<string, readonly string[]>>;
  /** Required fields for which the document itself states a default. */
  defaults?: Readonly<Record<string, string>>;
  /** Fields that only guides and older clients know. */
  undocumentedFields?: readonly string[];
  /** Other spellings of fields. */
  spellings?: Readonly<Record<string, string>>;
  /** Lists that are documented, or sent by PortOne's own clients, as a single text. */
  singleTexts?: readonly string[];
  ignored?: Readonly<Record<string, IgnoredValue>>;
}

/** Of one order, these paths list the attempts in one state; clients write `all` for every state. */
const everyState: DocumentException = { ignored: { payment_status: { value: 'all', taken: false } } };

const exceptions: Readonly<Record<string, DocumentException>> = {
  'GET /payments/find/{merchant_uid}/{payment_status}': everyState,
  'GET /payments/findAll/{merchant_uid}/{payment_status}': everyState,
  // Before `channel_key` existed, `pg` selected the channel. The guides of seven PGs still give neither.
  'POST /subscribe/customers/{customer_uid}': {
    mayLack: { channel_key: ['pg', 'channel_group_id'] },
    spellings: { channelGroupId: 'channel_group_id' },
  },
  'GET /subscribe/customers/{customer_uid}/payments': { ignored: { page: { value: 0, taken: true } } },
  'POST /subscribe/payments/onetime': {
    spellings: { channel_group_id: 'channelGroupId', promotionId: 'promotion_id' },
  },
  // The guides' examples of this charge have no product name, and neither do clients based on them.
  'POST /subscribe/payments/again': { mayLack: { name: [] } },
  // No guide and no client sends a currency, and Naver Pay's guide no name.
  'POST /subscribe/payments/schedule': {
    defaults: { 'schedules[][currency]': 'KRW' },
    mayLack: { 'schedules[][name]': [] },
    undocumentedFields: ['pg', 'promotion_id'],
  },
  'POST /subscribe/payments/unschedule': { singleTexts: ['merchant_uid'] },
  'POST /vbanks': { mayLack: { channel_key: ['pg'] }, undocumentedFields: ['pg'] },
  'POST /receipts/external/{merchant_uid}': { mayLack: { channel_key: ['pg'] }, undocumentedFields: ['pg'] },
  'POST /certifications/otp/request': { mayLack: { channel_key: ['pg'] }, undocumentedFields: ['ip'] },
  'GET /naver/reviews': { mayLack: { channel_key: [] } },
};

const none: DocumentException = {};

export const getExceptions = (route: string): DocumentException => exceptions[route] ?? none;

/** Returns the schemas of the fields that only guides and older clients know. */
export const getUndocumentedFields = (route: string): Record<string, z.ZodType> =>
  Object.fromEntries((getExceptions(route).undocumentedFields ?? []).map((name) => [name, z.string().optional()]));

/** Returns the name under which exceptions list a field: `schedules[0][name]` is `schedules[][name]`. */
export const getExceptionKey = (field: string): string => field.replaceAll(/\[\d+\]/g, '[]');
