import type { Change } from '../store/change-events.ts';
import { buildUri, uriTemplates } from './uri.ts';

/** Statuses that a payment may have had before its new one. A partial refund does not move it. */
const previousStatuses: Readonly<Record<string, readonly string[]>> = {
  ready: [],
  paid: ['ready', 'failed'],
  failed: ['ready'],
  cancelled: ['paid', 'ready'],
};

/** Returns the URIs whose contents may have changed. */
export function getChangedUris({ imp_uid, merchant_uid, customer_uid, status }: Change): string[] {
  const isPayment = imp_uid !== undefined || status !== undefined;
  const isKnownStatus = status !== undefined && Object.hasOwn(previousStatuses, status);
  const statuses = isKnownStatus ? [status, ...(previousStatuses[status] ?? [])] : Object.keys(previousStatuses);
  return [
    ...(imp_uid === undefined
      ? []
      : [buildUri(uriTemplates.payment, imp_uid), buildUri(uriTemplates.receipt, imp_uid)]),
    ...(merchant_uid === undefined
      ? []
      : [buildUri(uriTemplates.order, merchant_uid), buildUri(uriTemplates.schedule, merchant_uid)]),
    ...(customer_uid === undefined ? [] : [buildUri(uriTemplates.billingKey, customer_uid)]),
    ...(isPayment ? [...statuses, 'all'].map((page) => buildUri(uriTemplates.status, page)) : []),
  ];
}
