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

/** More than a few links tell a reader nothing that the list itself does not. */
const MAX_LINKS = 5;
/** A result, its list, its rows, and what a finding holds. */
const MAX_DEPTH = 4;

/** What a row is of is told by a field that it has beside its id: what only names one, such as an argument, links to nothing. */
const linkKinds: readonly { resource: Resource; idField: string; requiredFields: readonly string[] }[] = [
  { resource: paymentResource, idField: 'imp_uid', requiredFields: ['status'] },
  { resource: receiptResource, idField: 'imp_uid', requiredFields: ['receipt_tid'] },
  { resource: scheduleResource, idField: 'merchant_uid', requiredFields: ['schedule_status'] },
  { resource: billingKeyResource, idField: 'customer_uid', requiredFields: ['inserted', 'succeededChannels'] },
];

/** What a result speaks of and can be read, where it is little. */
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
