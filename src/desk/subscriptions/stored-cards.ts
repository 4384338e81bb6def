import { handle, list, minute, model, personalText, text } from '../../endpoints/models/field.ts';
import type { BillingKeyRow } from '../payment.ts';
import { wasCardReplaced } from './retry-charge.ts';

/** The cards behind billing keys. */
export const StoredCards = list(
  model({
    customer_uid: handle(),
    // stored or missing.
    billing_key: text(),
    pg_provider: text(),
    card_name: text(),
    card_number: personalText('card'),
    stored_at: minute(),
    // When another card took its place.
    replaced_at: minute(),
  }),
);

/** Says of each customer which card is stored and since when; `keys` has null where PortOne has no billing key. */
export const toStoredCards = (keys: ReadonlyMap<string, BillingKeyRow | null>) =>
  [...keys].map(([customer_uid, key]) =>
    key === null
      ? { customer_uid, billing_key: 'missing' }
      : { customer_uid, billing_key: 'stored', ...describeCard(key) },
  );

/** The key of several PGs tells the card only by channel. */
function describeCard(key: BillingKeyRow) {
  const { pg_provider, card_name, card_number, inserted } = { ...key.succeededChannels?.[0], ...dropMissing(key) };
  return {
    pg_provider,
    card_name,
    card_number,
    stored_at: inserted,
    ...(wasCardReplaced(key) ? { replaced_at: key.updated } : {}),
  };
}

const dropMissing = ({ pg_provider, card_name, card_number, inserted }: BillingKeyRow) =>
  Object.fromEntries(
    Object.entries({ pg_provider, card_name, card_number, inserted }).filter(([, value]) => Boolean(value)),
  );
