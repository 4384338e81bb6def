import * as z from 'zod';
import type { Endpoint } from '../../src/endpoints/endpoint.ts';
import { getFieldMeta, unwrapOptional } from '../../src/endpoints/sensitivity.ts';

/** 2026-11-21T09:00:00+09:00, in unix seconds. */
const SAMPLE_TIME = 1_795_219_200;

/** A value for every argument of a row, the same in every run: the request with every argument given. */
export function buildSampleArguments(row: Pick<Endpoint, 'fields'>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row.fields).map(([name, schema]) => [name, buildSampleValue(schema, name)]));
}

/** A value in the output form of the schema: times are unix seconds. Texts contain the name of their field. */
function buildSampleValue(schema: z.ZodType, name: string): unknown {
  if (getFieldMeta(schema)?.time) return SAMPLE_TIME;
  const inner = unwrapOptional(schema);
  if (inner) return buildSampleValue(inner, name);
  if (schema instanceof z.ZodArray)
    return ['1', '2'].map((n) => buildSampleValue(schema.element as z.ZodType, `${name}-${n}`));
  if (schema instanceof z.ZodObject)
    return Object.fromEntries(
      Object.entries(schema.shape).map(([key, field]) => [key, buildSampleValue(field as z.ZodType, key)]),
    );
  if (schema instanceof z.ZodEnum) return schema.options[0];
  const found = listCandidates(name).find((candidate) => schema.safeParse(candidate).success);
  if (found === undefined) throw new Error(`No sample fits "${name}": add one to test/support/sample-arguments.ts`);
  return found;
}

/** Possible values, the most specific first. */
function listCandidates(name: string): unknown[] {
  const prefixes = Array.from({ length: Math.min(name.length, 20) }, (_, n) => name.slice(0, n + 1)).reverse();
  return [
    // Contains characters that must be encoded in a path or a query.
    `${name} 가/1`,
    ...prefixes,
    ...[
      '203.0.113.7',
      1004,
      1,
      0,
      true,
      '2026-11-21',
      '20261121',
      'buyer@example.com',
      '123456',
      '1',
      'imp_uid',
      'customer_uid',
      'merchant_uid',
      {},
    ],
  ];
}
