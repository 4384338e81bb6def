/** A slip that the real service swallows or answers with something surprising. */
export interface Slip {
  field: string;
  problem: string;
}

/** Operations that take JSON only; a form sent to them is not understood. */
const jsonOnly = new Set([
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

export const takesForms = (route: string): boolean => !jsonOnly.has(route);

/** Examples that the official document gives as defaults: a client generated from it sends them unasked. */
const examples = new Set([
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

export function isExample(value: string): boolean {
  return examples.has(value) || /&(?:#\d+|quot);/.test(value);
}
