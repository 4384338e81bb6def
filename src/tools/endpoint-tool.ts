import * as z from 'zod';
import { getAccessToken } from '../endpoints/catalog/auth.ts';
import { Choice, Text } from '../endpoints/fields.ts';
import type { ReadRow, Row, WriteRow } from '../endpoints/index.ts';
import { AccessToken } from '../endpoints/models/access-token.ts';
import { localizeRefundBank } from '../endpoints/refund-bank-argument.ts';
import { nonSensitive } from '../endpoints/sensitivity.ts';
import { getEndpointTitle } from '../endpoints/titles.ts';
import type { Snapshot } from '../guard/snapshot/snapshot.ts';
import { type CursorPosition, countSkippedRows, decodeCursor, encodeCursorAfter } from '../output/cursor.ts';
import { describePendingRefund } from './pending-refund.ts';
import { describeOmissions } from './read-notes.ts';
import { Columns, getColumns } from './schema/columns.ts';
import type { ReadTool, Tool, ToolArguments, ToolResult, WriteTool } from './tool.ts';
import { describeWrite } from './write-notes.ts';

/** Creates the tool of an endpoint. */
export const createEndpointTool = (row: Row): Tool =>
  row.effect === 'read' ? createReadTool(row) : createWriteTool(row);

function createReadTool(row: ReadRow): ReadTool {
  // The key and secret are the operator's. The token is not returned, since its holder can move money.
  if (row.name === getAccessToken.name)
    return { ...defineEndpointTool(row, {}), effect: row.effect, run: getTokenExpiry };
  const columns = getListColumns(row);
  const fields = {
    ...row.fields,
    ...getExtraFields(row),
    ...(row.summaryFields && columns ? { fields: Columns(columns).optional() } : {}),
    ...(columns ? { cursor: Text().optional() } : {}),
  };
  return { ...defineEndpointTool(row, fields), effect: row.effect, run: createReader(row, columns !== undefined) };
}

export function createWriteTool(row: WriteRow): WriteTool {
  return {
    ...defineEndpointTool(row, { ...row.fields, ...getExtraFields(row) }),
    effect: row.effect,
    row,
    toRowArguments: (args, snapshot) => localizeRefundBank(nameShownItems(row, args, snapshot), snapshot.payment),
    toResult: async (executed, call) => {
      const note = await describeWrite(row, call);
      return {
        ...executed,
        model: row.returns,
        ...(note === undefined ? {} : { note }),
        ...toNext(
          row.readBack?.by === 'refund'
            ? describePendingRefund(call.snapshotBefore.payment, executed.value)
            : undefined,
        ),
        ...(row.summaryFields && call.args.detail !== 'full' ? { summaryFields: row.summaryFields } : {}),
      };
    },
  };
}

const toNext = (next: string | undefined) => (next === undefined ? {} : { next });

/** Returns the arguments that a tool takes in addition to its endpoint's. */
const getExtraFields = ({ explicitAll, summaryFields }: Row): Tool['fields'] => ({
  ...(explicitAll ? { [explicitAll.flag]: nonSensitive(z.literal(true)).optional() } : {}),
  ...(summaryFields ? { detail: Choice('full').optional() } : {}),
});

function omitExtraArguments({ explicitAll }: Row, { detail: _, ...args }: ToolArguments): ToolArguments {
  if (explicitAll) delete args[explicitAll.flag];
  return args;
}

/** Names the items of a Naver order that a person was shown in place of `all`: no other is sent. */
function nameShownItems(row: Row, args: ToolArguments, { naver_items }: Snapshot): ToolArguments {
  const { explicitAll } = row;
  const rest = omitExtraArguments(row, args);
  if (explicitAll?.replaces !== 'product_order_id' || args[explicitAll.flag] !== true) return rest;
  const shown = (naver_items ?? []).flatMap(({ product_order_id }) => product_order_id ?? []);
  return shown.length > 0 ? { ...rest, product_order_id: shown } : rest;
}

const defineEndpointTool = (row: Row, fields: Tool['fields']) => ({
  name: row.name,
  title: getEndpointTitle(row),
  description: row.description,
  toolset: row.domain,
  ...(row.irreversible ? { irreversible: row.irreversible } : {}),
  ...(row.idempotent ? { idempotent: row.idempotent } : {}),
  ...(row.money ? { money: row.money } : {}),
  ...(row.confirm ? { confirm: row.confirm } : {}),
  fields,
  rules: {
    ...(row.oneOf ? { oneOf: row.oneOf } : {}),
    ...(row.anyOf ? { anyOf: row.anyOf } : {}),
    ...(row.explicitAll ? { explicitAll: row.explicitAll } : {}),
    ...(row.requires ? { requires: row.requires } : {}),
  },
  previews: row.preview ?? [],
});

/** Returns the columns of a list that can exceed one result; lists without arguments are short. */
const getListColumns = (row: ReadRow): readonly string[] | undefined =>
  Object.keys(row.fields).length > 0 ? getColumns(row) : undefined;

function createReader(row: ReadRow, isList: boolean): ReadTool['run'] {
  return async ({ fields, cursor, ...args }, context, { signal }) => {
    const rest = omitExtraArguments(row, args);
    const position = typeof cursor === 'string' ? decodeCursor(cursor, [row.name, rest]) : undefined;
    const portone = await context.portone();
    const summaryFields = Array.isArray(fields) ? fields : args.detail === 'full' ? undefined : row.summaryFields;
    const { response, partial, message } = await portone.call(row, rest, { signal });
    return {
      ...(isList ? slicePage(response, [row.name, rest], position) : { value: response }),
      model: row.returns,
      ...toNext(describeOmissions(row.name, response, context.pii)),
      ...(summaryFields ? { summaryFields } : {}),
      ...(partial ? { failed: partial.failed } : {}),
      ...(message ? { message } : {}),
    };
  };
}

/** Returns the rows of a list, or of a page with a list, from the position where an earlier result was cut. */
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

const getTokenExpiry: ReadTool['run'] = async (_args, context, { signal }) => {
  const portone = await context.portone();
  return { value: { expired_at: await portone.getTokenExpiry({ signal }) }, model: AccessToken };
};
