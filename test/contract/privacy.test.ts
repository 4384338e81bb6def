import { expect, test } from 'vitest';
import { endpoints } from '../../src/endpoints/index.ts';
import { markOf } from '../../src/endpoints/sensitivity.ts';
import { kindByName } from '../../src/output/mask.ts';
import { inputs, leavesOf } from '../support/schema-leaves.ts';

/** Fields that sound personal, and why they may be shown. */
const harmless: Record<string, string> = {
  name: 'the product',
  identifier_type: 'what kind of number it is',
  send_email: 'whether one is sent',
  shipping_address_country: 'millions live there',
};

// What a row declares and what a name suggests are two opinions; where they differ somebody must have thought about it.
test('a field whose name sounds personal is marked so', () => {
  const fields = endpoints.flatMap((row) => [
    ...inputs(row).flatMap(({ at, schema }) => leavesOf(schema, at)),
    ...leavesOf(row.returns, `${row.name} returns`),
  ]);
  const wrong = fields
    .filter(({ schema }) => markOf(schema)?.privacy === 'harmless')
    .map(({ at }) => ({ at, name: at.split('.').at(-1) ?? '' }))
    .filter(({ name }) => kindByName(name) !== undefined && !(name in harmless));
  expect(wrong.map(({ at }) => at)).toEqual([]);
});
