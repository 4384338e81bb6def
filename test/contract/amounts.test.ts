import { expect, test } from 'vitest';
import { endpoints } from '../../src/endpoints/index.ts';
import { getFieldMeta } from '../../src/endpoints/sensitivity.ts';
import { getMoneyMovements } from '../../src/guard/impact/money-movements.ts';
import { tools } from '../../src/tools/index.ts';
import { buildFullSnapshot, pickPreviewed } from '../support/full-snapshot.ts';
import { buildSampleArguments } from '../support/sample-arguments.ts';
import { collectLeaves } from '../support/schema-leaves.ts';

/** How an amount may be called. */
const MONEY_NAME = /amount|price|charge|cost|fee|checksum|tax|vat|point(?!s?_yn)|money|balance/;
/** Every leaf of the arguments of every write, by its path: `schedules[].amount`. */
const argumentLeaves = endpoints
  .filter((row) => row.effect !== 'read')
  .flatMap((row) =>
    Object.entries(row.fields).flatMap(([name, schema]) =>
      collectLeaves(schema, name).map((leaf) => ({ row, path: leaf.at, schema: leaf.schema })),
    ),
  );
const isNumber = ({ schema }: (typeof argumentLeaves)[number]) => schema.safeParse(1).success;
const amounts = argumentLeaves.filter(({ schema }) => getFieldMeta(schema)?.amount === 'whole');

/** The value with the number at this path set to another one, in the first element of each list. */
function replaceAt(value: unknown, path: string[], amount: number): unknown {
  const [name = '', ...rest] = path;
  if (name === '') return amount;
  const at = Object(value)[name];
  const isList = Array.isArray(at);
  const changed = isList ? [replaceAt(at[0], rest, amount), ...at.slice(1)] : replaceAt(at, rest, amount);
  return { ...Object(value), [name]: changed };
}

function moveWith({ row, path }: (typeof amounts)[number], amount: number) {
  const args = replaceAt(buildSampleArguments(row), path.replaceAll('[]', '').split('.'), amount);
  return getMoneyMovements({
    ...(row.money ? { money: row.money } : {}),
    args: Object(args),
    snapshot: pickPreviewed(buildFullSnapshot('html5_inicis'), row.preview ?? []),
  });
}

test('every number that may be money is declared as an amount, or as a part of one', () => {
  const undeclared = argumentLeaves.filter(
    (leaf) => isNumber(leaf) && MONEY_NAME.test(leaf.path) && getFieldMeta(leaf.schema)?.amount === undefined,
  );
  expect(undeclared.map(({ row, path }) => `${row.name}.${path}`)).toEqual([]);
  expect(amounts.length).toBeGreaterThan(15);
});

test('every amount of a write is in the money it moves, or its endpoint says why it moves none', () => {
  const wrong = amounts.flatMap((amount) => {
    const isMoved = JSON.stringify(moveWith(amount, 1_111)) !== JSON.stringify(moveWith(amount, 2_222));
    const reason = amount.row.unmovedAmounts?.[amount.path];
    const at = `${amount.row.name}.${amount.path}`;
    if (isMoved && reason !== undefined) return [`${at}: it moves, although the endpoint says "${reason}"`];
    return isMoved || (reason ?? '').length >= 15 ? [] : [`${at}: it is in no movement: say why in unmovedAmounts`];
  });
  expect(wrong).toEqual([]);
});

test('a reason why an amount is not moved belongs to an amount', () => {
  const known = new Set(amounts.map(({ row, path }) => `${row.name}.${path}`));
  const named = endpoints.flatMap(({ name, unmovedAmounts = {} }) =>
    Object.keys(unmovedAmounts).map((path) => `${name}.${path}`),
  );
  expect(named.filter((path) => !known.has(path))).toEqual([]);
});

test('every tool that moves money says how much, for the records that it reads', () => {
  const unknown = tools.filter((tool) => {
    const sample = buildSampleArguments({ fields: tool.delegatesTo?.endpoint.fields ?? tool.fields });
    const { product_order_id: _items, ...args } = sample;
    const moves = getMoneyMovements({
      ...(tool.money ? { money: tool.money } : {}),
      args: { ...args, ...(sample.status === undefined ? {} : { status: 'PURCHASE_DECISION' }) },
      snapshot: pickPreviewed(buildFullSnapshot('html5_inicis'), tool.previews),
    });
    return tool.money && (moves.length === 0 || moves.some(({ amount }) => amount === undefined));
  });
  expect(unknown.map(({ name }) => name)).toEqual([]);
});
