const SCHEME = 'portone://';

/** The variable of a template, in braces. */
const VARIABLE = /\{([a-z_]+)\}/;

export const getVariable = (template: string): string | undefined => VARIABLE.exec(template)?.[1];

/** Builds a URI. The id is encoded as a single segment. */
export const buildUri = (template: string, id = ''): string =>
  template.replace(VARIABLE, () => encodeURIComponent(id.toWellFormed()));

/**
 * Returns the decoded id of a URI that matches the template, or an empty string if the template has no variable.
 * Undefined if the URI does not match or is badly encoded.
 */
export function parseId(uri: string, template: string): string | undefined {
  if (!template.includes('{')) return uri === template ? '' : undefined;
  const start = template.slice(0, template.indexOf('{'));
  const segment = uri.startsWith(start) ? uri.slice(start.length) : '';
  if (segment === '' || /[/?#]/.test(segment)) return undefined;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

export const uriTemplates = {
  payment: `${SCHEME}payments/{imp_uid}`,
  order: `${SCHEME}orders/{merchant_uid}`,
  status: `${SCHEME}payments/status/{status}`,
  billingKey: `${SCHEME}billing-keys/{customer_uid}`,
  schedule: `${SCHEME}schedules/{merchant_uid}`,
  receipt: `${SCHEME}receipts/{imp_uid}`,
  banks: `${SCHEME}codes/banks`,
  bank: `${SCHEME}codes/banks/{code}`,
  cards: `${SCHEME}codes/cards`,
  card: `${SCHEME}codes/cards/{code}`,
  audit: `${SCHEME}audit/recent`,
} as const;
