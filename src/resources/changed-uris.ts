import type { Change } from '../store/change-events.ts';
import { templates, uriOf } from './uri.ts';

/** From which pages a payment may have moved to its status; a partial refund moves nothing. */
const before: Readonly<Record<string, readonly string[]>> = {
  ready: [],
  paid: ['ready', 'failed'],
  failed: ['ready'],
  cancelled: ['paid', 'ready'],
};

/** The addresses whose contents may read otherwise after a change. */
export function changedUris({ imp_uid, merchant_uid, customer_uid, status }: Change): string[] {
  const isPayment = imp_uid !== undefined || status !== undefined;
  const known = status !== undefined && Object.hasOwn(before, status);
  const pages = known ? [status, ...(before[status] ?? [])] : Object.keys(before);
  return [
    ...(imp_uid === undefined ? [] : [uriOf(templates.payment, imp_uid), uriOf(templates.receipt, imp_uid)]),
    ...(merchant_uid === undefined
      ? []
      : [uriOf(templates.order, merchant_uid), uriOf(templates.schedule, merchant_uid)]),
    ...(customer_uid === undefined ? [] : [uriOf(templates.billingKey, customer_uid)]),
    ...(isPayment ? [...pages, 'all'].map((page) => uriOf(templates.status, page)) : []),
  ];
}
