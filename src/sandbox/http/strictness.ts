/** A client's mistake that the real service ignores or answers unexpectedly. */
export interface RequestDeviation {
  field: string;
  problem: string;
}

/** Operations that accept JSON only and do not understand forms. */
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
 * Fields that the document requires but older clients leave out, with the fields that may replace them. Handlers of
 * these routes must not rely on such a field even though the endpoint requires it.
 */
const recentlyRequired: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  // Before `channel_key` existed, `pg` selected the channel, and it is still documented. Without it, or if it is
  // unknown, the default channel is used, as for charges by card number and schedules.
  'POST /subscribe/customers/{customer_uid}': { channel_key: ['pg', 'channel_group_id'] },
  // PortOne's older examples of this charge have no product name, and neither do clients based on them.
  'POST /subscribe/payments/again': { name: [] },
};

/** Returns the fields that may replace a required field, or undefined if none may. */
export const getSubstitutes = (route: string, field: string): readonly string[] | undefined =>
  recentlyRequired[route]?.[field];

/** Examples that the official document lists as defaults; clients generated from it send them unintentionally. */
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
