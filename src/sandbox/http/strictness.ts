/** How a request differs from the document. */
export interface RequestDeviation {
  field: string;
  problem: string;
  /** PortOne was seen to take it, so it is no mistake of the caller: strict mode takes it too. */
  taken?: true;
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
