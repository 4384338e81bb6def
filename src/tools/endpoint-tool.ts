import * as z from 'zod';
import type { Context } from '../context.ts';
import { getAccessToken } from '../endpoints/catalog/auth.ts';
import { Text } from '../endpoints/fields.ts';
import type { Row } from '../endpoints/index.ts';
import { AccessToken } from '../endpoints/models/access-token.ts';
import { nonSensitive } from '../endpoints/sensitivity.ts';
import { getEndpointTitle } from '../endpoints/titles.ts';
import type { Snapshot } from '../guard/snapshot/snapshot.ts';
import { type CursorPosition, countSkippedRows, decodeCursor, encodeCursorAfter } from '../output/cursor.ts';
import { PortOneError } from '../portone/errors.ts';
import { Columns, getColumns } from './schema/columns.ts';
import type { Tool, ToolArguments, ToolResult } from './tool.ts';

/** Makes the tool of a row. */
export function createEndpointTool(row: Row): Tool {
  const { explicitAll } = row;
  // The key and the secret are the operator's, and the token stays inside: who holds it can move money.
  const isToken = row.name === getAccessToken.name;
  const columns = getListColumns(row);
  return {
    name: row.name,
    title: getEndpointTitle(row),
    description: row.description,
    toolset: row.domain,
    effect: row.effect,
    ...(row.irreversible ? { irreversible: true } : {}),
    ...(row.idempotent ? { idempotent: true } : {}),
    ...(row.money ? { money: row.money } : {}),
    ...(row.confirm ? { confirm: true } : {}),
    fields: {
      ...(isToken ? {} : row.fields),
      ...(explicitAll ? { [explicitAll.flag]: nonSensitive(z.literal(true)).optional() } : {}),
      ...(row.summaryFields ? { detail: nonSensitive(z.literal('full')).optional() } : {}),
      ...(row.summaryFields && columns ? { fields: Columns(columns).optional() } : {}),
      ...(columns ? { cursor: Text().optional() } : {}),
    },
    rules: {
      ...(row.oneOf ? { oneOf: row.oneOf } : {}),
      ...(row.anyOf ? { anyOf: row.anyOf } : {}),
      ...(explicitAll ? { explicitAll } : {}),
      ...(row.requires ? { requires: row.requires } : {}),
    },
    previews: row.preview ?? [],
    run: isToken ? getTokenExpiry : createRunner(row),
  };
}

/** The columns of a list that can grow longer than one answer; what is listed without an argument is short. */
const getListColumns = (row: Row): readonly string[] | undefined =>
  row.effect === 'read' && Object.keys(row.fields).length > 0 ? getColumns(row) : undefined;

function createRunner(row: Row): Tool['run'] {
  const isList = getListColumns(row) !== undefined;
  return async (args, context, { signal, snapshotBefore }) => {
    const { detail, fields, cursor, ...rest } = args;
    if (row.explicitAll) delete rest[row.explicitAll.flag];
    const position = typeof cursor === 'string' ? decodeCursor(cursor, [row.name, rest]) : undefined;
    const portone = await context.portone();
    const summaryFields = Array.isArray(fields) ? fields : detail === 'full' ? undefined : row.summaryFields;
    const shape = { model: row.returns, ...(summaryFields ? { summaryFields } : {}) };
    try {
      const { response, partial, message } = await portone.call(row, rest, { signal });
      return {
        ...(isList ? slicePage(response, [row.name, rest], position) : { value: response }),
        ...shape,
        ...(partial ? { failed: partial.failed } : {}),
        ...(message ? { message } : {}),
      };
    } catch (error) {
      const reconciled =
        row.effect === 'read' ? undefined : await reconcileLostAnswer(row, rest, snapshotBefore, error, context);
      if (!reconciled) throw error;
      const { value = {}, failed, note } = reconciled;
      return { value, ...shape, ...(failed ? { failed } : {}), message: note, confirmedBy: 'read back' };
    }
  };
}

/** A list, or a page with one, from the place where an earlier answer was cut. */
function slicePage(
  response: unknown,
  call: unknown,
  position: CursorPosition | undefined,
): Pick<ToolResult, 'value' | 'rows'> {
  const all: unknown = Array.isArray(response) ? response : Object(response).list;
  if (!Array.isArray(all)) return { value: response };
  const skipped = position ? countSkippedRows(all, position) : 0;
  const remaining = all.slice(skipped);
  return {
    value: Array.isArray(response) ? remaining : { ...Object(response), list: remaining },
    rows: { getCursorAfter: (kept) => encodeCursorAfter(call, remaining, kept, skipped) },
  };
}

/** A lost answer is looked up, never resent. Undefined when the failure lost nothing; throws what the looking has shown. */
async function reconcileLostAnswer(
  row: Row,
  args: ToolArguments,
  snapshotBefore: Snapshot | undefined,
  error: unknown,
  context: Context,
) {
  const { classifyLostResponse, reconcile } = await import('../guard/outcome/reconcile.ts');
  const lost = classifyLostResponse(row, error);
  if (!lost || !(error instanceof PortOneError)) return undefined;
  const { resolveOutcome } = await import('../guard/outcome/reconciled-result.ts');
  const parts = { portone: await context.portone(), sleep: context.sleep, now: context.getMonotonicMs };
  const outcome = await reconcile(row, args, snapshotBefore, { ...parts, ...lost });
  context.telemetry.outcomeReconciled(outcome.verdict);
  return resolveOutcome(outcome, error);
}

const getTokenExpiry: Tool['run'] = async (_args, context) => {
  const portone = await context.portone();
  return { value: { expired_at: await portone.getTokenExpiry() }, model: AccessToken };
};
