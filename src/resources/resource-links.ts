import { word } from '../base/text.ts';
import { isRecord } from '../output/tool-result.ts';
import { billingKey } from './records/billing-key.ts';
import { receipt } from './records/cash-receipt.ts';
import { payment } from './records/payment.ts';
import { schedule } from './records/schedule.ts';
import type { Resource } from './resource.ts';
import { uriOf } from './uri.ts';

export interface Link {
  uri: string;
  name: string;
}

/** More than a few links tell a reader nothing that the list itself does not. */
const MOST = 5;
/** A result, its list, its rows, and what a finding holds. */
const DEEPEST = 4;

/** What a row is of is told by a field that it has beside its id: what only names one, such as an argument, links to nothing. */
const kinds: readonly { of: Resource; id: string; beside: readonly string[] }[] = [
  { of: payment, id: 'imp_uid', beside: ['status'] },
  { of: receipt, id: 'imp_uid', beside: ['receipt_tid'] },
  { of: schedule, id: 'merchant_uid', beside: ['schedule_status'] },
  { of: billingKey, id: 'customer_uid', beside: ['inserted', 'succeededChannels'] },
];

/** What a result speaks of and can be read, where it is little. */
export function linksOf(result: unknown, isReadable: (tool: string) => boolean): Link[] {
  const found = new Map<string, Link>();
  collect(result, found, 0);
  return found.size > MOST ? [] : [...found.values()];

  function collect(value: unknown, found: Map<string, Link>, depth: number): void {
    if (depth > DEEPEST || found.size > MOST) return;
    if (Array.isArray(value)) for (const item of value) collect(item, found, depth + 1);
    else if (isRecord(value)) {
      const kind = kinds.find(({ id, beside }) => typeof value[id] === 'string' && beside.some((one) => value[one]));
      if (!kind) for (const item of Object.values(value)) collect(item, found, depth + 1);
      else if (isReadable(kind.of.tool ?? '')) {
        const id = String(value[kind.id]);
        const uri = uriOf(kind.of.uri, id);
        found.set(uri, { uri, name: word(id) });
      }
    }
  }
}
