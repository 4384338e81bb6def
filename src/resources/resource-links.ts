import { isRecord } from '../base/json.ts';
import { quoteUnlessPlain } from '../base/text.ts';
import { billingKeyResource } from './records/billing-key.ts';
import { receiptResource } from './records/cash-receipt.ts';
import { paymentResource } from './records/payment.ts';
import { scheduleResource } from './records/schedule.ts';
import type { Resource } from './resource.ts';
import { buildUri } from './uri.ts';

export interface ResourceLink {
  uri: string;
  name: string;
}

/** Further links add nothing to the list itself. */
const MAX_LINKS = 5;
/** Deep enough for a result, its list, its rows and its findings. */
const MAX_DEPTH = 4;

/**
 * A row is identified by a field besides its id, so that an object that only contains an id, such as arguments, gets no
 * link.
 */
const linkKinds: readonly { resource: Resource; idField: string; requiredFields: readonly string[] }[] = [
  { resource: paymentResource, idField: 'imp_uid', requiredFields: ['status'] },
  { resource: receiptResource, idField: 'imp_uid', requiredFields: ['receipt_tid'] },
  { resource: scheduleResource, idField: 'merchant_uid', requiredFields: ['schedule_status'] },
  { resource: billingKeyResource, idField: 'customer_uid', requiredFields: ['inserted', 'succeededChannels'] },
];

/** Finds the readable resources that a result refers to, if there are only a few. */
export function findResourceLinks(result: unknown, isReadable: (tool: string) => boolean): ResourceLink[] {
  const found = new Map<string, ResourceLink>();
  collect(result, found, 0);
  return found.size > MAX_LINKS ? [] : [...found.values()];

  function collect(value: unknown, found: Map<string, ResourceLink>, depth: number): void {
    if (depth > MAX_DEPTH || found.size > MAX_LINKS) return;
    if (Array.isArray(value)) for (const item of value) collect(item, found, depth + 1);
    else if (isRecord(value)) {
      const kind = linkKinds.find(
        ({ idField, requiredFields }) =>
          typeof value[idField] === 'string' && requiredFields.some((field) => value[field]),
      );
      if (!kind) for (const item of Object.values(value)) collect(item, found, depth + 1);
      else if (isReadable(kind.resource.tool ?? '')) {
        const id = String(value[kind.idField]);
        const uri = buildUri(kind.resource.uri, id);
        found.set(uri, { uri, name: quoteUnlessPlain(id) });
      }
    }
  }
}
