import { flag, handle, list, machineText, model, number, personalText, text, time } from './field.ts';

/** A channel of a smart routing group that issued a billing key. */
const SucceededChannel = model({
  pg_provider: text(),
  pg_id: machineText(),
  card_name: text(),
  card_code: text(),
  card_issuer_code: text(),
  card_issuer_name: text(),
  card_publisher_code: text(),
  card_publisher_name: text(),
  card_number: personalText('card'),
  card_type: number(),
  inserted: time(),
  updated: time(),
});

/** A channel that failed to issue a billing key; the super billing key works without it. */
const FailedChannel = model({
  // INVALID_REQUEST, PG_PROVIDER or DB_FAILED.
  type: text(),
  message: text(),
  pg_provider: text(),
  pg_id: machineText(),
});

/** A billing key of one channel, or a super billing key with a list of channels. */
export const BillingKey = model({
  customer_uid: handle(),
  pg_provider: text(),
  pg_id: machineText(),
  sandbox: flag(),
  customer_id: handle(),
  card_name: text(),
  card_code: text(),
  card_issuer_code: text(),
  card_issuer_name: text(),
  card_publisher_code: text(),
  card_publisher_name: text(),
  card_number: personalText('card'),
  card_type: number(),
  customer_name: personalText('name'),
  customer_tel: personalText('phone'),
  customer_email: personalText('email'),
  customer_addr: personalText('address'),
  customer_postcode: personalText('postcode'),
  inserted: time(),
  updated: time(),
  channelGroupId: machineText(),
  succeededChannels: list(SucceededChannel),
  failedChannels: list(FailedChannel),
});
