import * as z from 'zod';
import { isRecord } from '../base/json.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { unwrapSchema } from '../endpoints/sensitivity.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The ids that a response to a write repeats, and that any record may show. */
const WRITE_IDS = ['imp_uid', 'merchant_uid', 'customer_uid', 'product_order_id'];

/**
 * Whether a response is about the requested records. An intermediary could return its cached response to another
 * request, and a person would confirm, or a model report, the wrong record. A record without ids is accepted.
 */
export function isAboutRequest(row: Endpoint<unknown>, args: Fields, response: unknown): boolean {
  if (row.effect === 'read') return getRows(response).every((one) => matchesReadIds(row, args, one));
  return matchesRequestedIds(WRITE_IDS, args, response);
}

/** Whether every record of a response has the requested ids, or none of them. A requested list allows each of its ids. */
export const matchesRequestedIds = (names: readonly string[], requested: Fields, response: unknown): boolean =>
  getRows(response).every((one) => names.every((name) => isRequested(requested[name], getId(one, name))));

/** Whether a record, or each record of a list, shows the id by which it was requested. */
export const showsRequestedIds = (row: Endpoint<unknown>, args: Fields, response: unknown): boolean =>
  getPathIds(row, args).every(([argument, field]) =>
    getRows(response).every((one) => getId(one, field) === args[argument]),
  );

function matchesReadIds(row: Endpoint<unknown>, args: Fields, one: unknown): boolean {
  // Also ids that the model of the record does not have.
  const inPath = WRITE_IDS.filter((name) => row.places[name] === 'path');
  if (!matchesRequestedIds(inPath, args, one)) return false;
  const hasPathIds = getPathIds(row, args).every(([argument, field]) => isRequested(args[argument], getId(one, field)));
  const batch = Object.entries(row.batch ?? {}).filter(([argument]) => args[argument] !== undefined);
  const isInBatch = batch.some(([argument, field = '']) => isRequested(args[argument], getId(one, field)));
  return hasPathIds && (batch.length === 0 || isInBatch);
}

/** The arguments in the path that a record repeats, each with the field that repeats it. */
function getPathIds({ places, repeatedAs, returns }: Endpoint<unknown>, args: Fields): [string, string][] {
  const fields = getRecordFields(returns);
  return Object.entries(places)
    .filter(([argument, place]) => place === 'path' && typeof args[argument] === 'string')
    .map(([argument]): [string, string] => [argument, repeatedAs?.[argument] ?? argument])
    .filter(([, field]) => field in fields);
}

/** The fields of a record, or of each record of a list or page. */
function getRecordFields(schema: z.ZodType): object {
  const model = unwrapSchema(schema);
  if (model instanceof z.ZodArray) return getRecordFields(model.element as z.ZodType);
  if (!(model instanceof z.ZodObject)) return {};
  return 'list' in model.shape ? getRecordFields(model.shape.list as z.ZodType) : model.shape;
}

const getRows = (response: unknown): readonly unknown[] =>
  [isRecord(response) && Array.isArray(response.list) ? response.list : response].flat();

/** Undefined if the record does not show it. */
function getId(record: unknown, field: string): string | undefined {
  const id = isRecord(record) ? record[field] : undefined;
  if (typeof id === 'number') return String(id);
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function isRequested(requested: unknown, id: string | undefined): boolean {
  if (id === undefined) return true;
  return Array.isArray(requested) ? requested.includes(id) : typeof requested !== 'string' || requested === id;
}
