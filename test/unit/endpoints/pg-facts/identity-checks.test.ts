import { expect, it } from 'vitest';
import { describeWithheldFields } from '../../../../src/endpoints/pg-facts/identity-checks.ts';

const all = { certified: true, phone: '010', carrier: 'SKT', foreigner: false, unique_in_site: 'DI', unique_key: 'CI' };

it.each([
  ['telephone and carrier at Danal', { pg_provider: 'danal', phone: null, carrier: '' }, 'phone, carrier'],
  ['the DI at KG Inicis', { pg_provider: 'inicis_unified', unique_in_site: null }, 'unique_in_site'],
  ['the CI at KG Inicis', { pg_provider: 'inicis_unified', unique_key: undefined }, 'unique_key'],
])('what an identity verification does not give is explained: %s', (_title, fields, missing) => {
  expect(describeWithheldFields({ ...all, ...fields })).toContain(`Not given: ${missing}.`);
});

it.each([
  ['a complete one', { pg_provider: 'danal' }],
  ['one of a PG about which nothing is known', { pg_provider: 'kcp_v2', phone: null }],
  ['one that was not completed', { pg_provider: 'danal', phone: null, certified: false }],
])('nothing is explained of %s', (_title, fields) => {
  expect(describeWithheldFields({ ...all, ...fields })).toBeUndefined();
});
