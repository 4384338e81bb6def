import { expect, test } from 'vitest';
import { endpoints } from '../../src/endpoints/index.ts';
import { getFieldMeta } from '../../src/endpoints/sensitivity.ts';
import { inferPiiKind } from '../../src/output/mask.ts';
import { collectLeaves, getInputSchemas } from '../support/schema-leaves.ts';

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
    ...getInputSchemas(row).flatMap(({ at, schema }) => collectLeaves(schema, at)),
    ...collectLeaves(row.returns, `${row.name} returns`),
  ]);
  const wrong = fields
    .filter(({ schema }) => getFieldMeta(schema)?.privacy === 'harmless')
    .map(({ at }) => ({ at, name: at.split('.').at(-1) ?? '' }))
    .filter(({ name }) => inferPiiKind(name) !== undefined && !(name in harmless));
  expect(wrong.map(({ at }) => at)).toEqual([]);
});
