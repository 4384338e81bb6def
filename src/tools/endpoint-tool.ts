import * as z from 'zod';
import type { Context } from '../context.ts';
import { getAccessToken } from '../endpoints/catalog/auth.ts';
import { Text } from '../endpoints/fields.ts';
import type { Row } from '../endpoints/index.ts';
import { AccessToken } from '../endpoints/models/access-token.ts';
import { harmless } from '../endpoints/sensitivity.ts';
import type { Seen } from '../guard/snapshot/snapshot.ts';
import { cursorAfter, type Place, placeOf, skippedOf } from '../output/cursor.ts';
import { PortOneError } from '../portone/errors.ts';
import { Columns, columnsOf } from './schema/columns.ts';
import type { Arguments, Done, Tool } from './tool.ts';

/** Makes the tool of a row. */
export function fromEndpoint(row: Row): Tool {
  const { everything } = row;
  // The key and the secret are the operator's, and the token stays inside: who holds it can move money.
  const isToken = row.name === getAccessToken.name;
  const columns = listed(row);
  return {
    name: row.name,
    title: row.title,
    description: row.description,
    toolset: row.domain,
    effect: row.effect,
    ...(row.irreversible ? { irreversible: true } : {}),
    ...(row.idempotent ? { idempotent: true } : {}),
    ...(row.money ? { money: row.money } : {}),
    ...(row.confirm ? { confirm: true } : {}),
    fields: {
      ...(isToken ? {} : row.fields),
      ...(everything ? { [everything.flag]: harmless(z.literal(true)).optional() } : {}),
      ...(row.core ? { detail: harmless(z.literal('full')).optional() } : {}),
      ...(row.core && columns ? { fields: Columns(columns).optional() } : {}),
      ...(columns ? { cursor: Text().optional() } : {}),
    },
    rules: {
      ...(row.oneOf ? { oneOf: row.oneOf } : {}),
      ...(row.anyOf ? { anyOf: row.anyOf } : {}),
      ...(everything ? { everything } : {}),
      ...(row.requires ? { requires: row.requires } : {}),
    },
    previews: row.preview ?? [],
    run: isToken ? tokenExpiry : caller(row),
  };
}

/** The columns of a list that can grow longer than one answer; what is listed without an argument is short. */
const listed = (row: Row): readonly string[] | undefined =>
  row.effect === 'read' && Object.keys(row.fields).length > 0 ? columnsOf(row) : undefined;

function caller(row: Row): Tool['run'] {
  const isList = listed(row) !== undefined;
  return async (args, context, { signal, before }) => {
    const { detail, fields, cursor, ...rest } = args;
    if (row.everything) delete rest[row.everything.flag];
    const place = typeof cursor === 'string' ? placeOf(cursor, [row.name, rest]) : undefined;
    const portone = await context.portone();
    const core = Array.isArray(fields) ? fields : detail === 'full' ? undefined : row.core;
    const shape = { model: row.returns, ...(core ? { core } : {}) };
    try {
      const { response, partial, message } = await portone.call(row, rest, { signal });
      return {
        ...(isList ? pageOf(response, [row.name, rest], place) : { value: response }),
        ...shape,
        ...(partial ? { failed: partial.failed } : {}),
        ...(message ? { message } : {}),
      };
    } catch (error) {
      const lost = row.effect === 'read' ? undefined : await readBackOf(row, rest, before, error, context);
      if (!lost) throw error;
      const { value = {}, failed, note } = lost;
      return { value, ...shape, ...(failed ? { failed } : {}), message: note, confirmedBy: 'read back' };
    }
  };
}

/** A list, or a page with one, from the place where an earlier answer was cut. */
function pageOf(response: unknown, call: unknown, place: Place | undefined): Pick<Done, 'value' | 'rows'> {
  const all: unknown = Array.isArray(response) ? response : Object(response).list;
  if (!Array.isArray(all)) return { value: response };
  const skipped = place ? skippedOf(all, place) : 0;
  const left = all.slice(skipped);
  return {
    value: Array.isArray(response) ? left : { ...Object(response), list: left },
    rows: { cursorAfter: (kept) => cursorAfter(call, left, kept, skipped) },
  };
}

/** A lost answer is looked up, never resent. Undefined when the failure lost nothing; throws what the looking has shown. */
async function readBackOf(row: Row, args: Arguments, before: Seen | undefined, error: unknown, context: Context) {
  const { lostAnswer, settle } = await import('../guard/outcome/reconcile.ts');
  const lost = lostAnswer(row, error);
  if (!lost || !(error instanceof PortOneError)) return undefined;
  const { readBack } = await import('../guard/outcome/reconciled-result.ts');
  const parts = { portone: await context.portone(), sleep: context.sleep, now: context.monotonic };
  const verdict = await settle(row, args, before, { ...parts, ...lost });
  context.watch.settled(verdict.verdict);
  return readBack(verdict, error);
}

const tokenExpiry: Tool['run'] = async (_args, context) => {
  const portone = await context.portone();
  return { value: { expired_at: await portone.tokenExpiry() }, model: AccessToken };
};
