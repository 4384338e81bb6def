/** A slip that the real service swallows or answers with something surprising. */
export interface RequestDeviation {
  field: string;
  problem: string;
}

/** Operations that take JSON only; a form sent to them is not understood. */
const jsonOnlyRoutes = new Set([
  'DELETE /kcpquick/members/{member_id}',
  'POST /kcpquick/payment/money',
  'POST /kcpquick/payment/autopay',
  'DELETE /kcpquick/autopay/{customer_uid}',
  'PUT /kcpquick/prepare/{merchant_uid}',
  'POST /kcpquick/prepare/{merchant_uid}',
  'POST /kcpquick/members/{member_id}/fido/release',
  'GET /cards',
  'GET /cards/{card_standard_code}',
  'GET /banks',
  'GET /banks/{bank_standard_code}',
]);

export const isFormAllowed = (route: string): boolean => !jsonOnlyRoutes.has(route);

/**
 * Fields that the document requires, and that clients older than the requirement leave out: what may stand in their
 * place. Handlers of these routes must not count on the field, though its row requires it.
 */
const recentlyRequired: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // `pg` named the channel before `channel_key` did, and is still documented: without one, or with one that fits no
  // channel, the default channel is taken, as for a charge by card number and for a schedule.
  'POST /subscribe/customers/{customer_uid}': { channel_key: ['pg', 'channel_group_id'] },
  // PortOne's older examples of this charge name no product, nor do clients written after them.
  'POST /subscribe/payments/again': { name: [] },
};

/** What may be given instead of a field, or undefined where nothing may. */
export const getSubstitutes = (route: string, field: string): readonly string[] | undefined =>
  recentlyRequired[route]?.[field];

/** Examples that the official document gives as defaults: a client generated from it sends them unasked. */
const documentExamples = new Set([
  'customer_1234',
  'imp_448280090638',
  'imp_12345678912',
  'merchant_1448280088556',
  'merchant_143434085216',
  'your_merchant_uid1',
  'memberID',
  'member_id',
  'IX0XX',
  'IX99',
  '99IX',
  'XYZ',
]);

export function isDocumentExample(value: string): boolean {
  return documentExamples.has(value) || /&(?:#\d+|quot);/.test(value);
}
