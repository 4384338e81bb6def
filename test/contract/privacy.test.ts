import { expect, test } from 'vitest';
import { endpoints } from '../../src/endpoints/index.ts';
import { getFieldMeta } from '../../src/endpoints/sensitivity.ts';
import { inferPiiKind } from '../../src/output/mask.ts';
import { collectLeaves, getInputSchemas } from '../support/schema-leaves.ts';

/** Fields with a personal-sounding name, and why they may be shown. */
const harmless: Record<string, string> = {
  name: 'the product',
  identifier_type: 'what kind of number it is',
  send_email: 'whether one is sent',
  shipping_address_country: 'millions live there',
};

// The declared privacy and the name of a field are two opinions; a difference must be deliberate.
test('every field with a personal-sounding name is marked as personal', () => {
  const fields = endpoints.flatMap((row) => [
    ...getInputSchemas(row).flatMap(({ at, schema }) => collectLeaves(schema, at)),
    ...collectLeaves(row.returns, `${row.name} returns`),
  ]);
  const wrong = fields
    .filter(({ schema }) => getFieldMeta(schema)?.privacy === 'nonSensitive')
    .map(({ at }) => ({ at, name: at.split('.').at(-1) ?? '' }))
    .filter(({ name }) => inferPiiKind(name) !== undefined && !(name in harmless));
  expect(wrong.map(({ at }) => at)).toEqual([]);
});
