import { expect, it } from 'vitest';
import * as z from 'zod';
import { isRecord } from '../../src/base/json.ts';
import { getFieldMeta } from '../../src/endpoints/sensitivity.ts';
import { toolDefinitions } from '../../src/tools/definitions.ts';
import { tools } from '../../src/tools/index.ts';
import { collectLeaves } from '../support/schema-leaves.ts';

/** Words of JSON Schema that every model's API takes; one that is not known there makes it refuse the whole list. */
const KNOWN_WORDS = [
  ...['type', 'description', 'enum', 'properties', 'required', 'items', 'additionalProperties'],
  ...['minimum', 'maximum', 'maxItems'],
];

interface Node {
  at: string;
  schema: Record<string, unknown>;
}

function listNodes(schema: unknown, at: string): Node[] {
  if (!isRecord(schema)) return [];
  const properties = isRecord(schema.properties) ? Object.entries(schema.properties) : [];
  return [
    { at, schema },
    ...properties.flatMap(([name, property]) => listNodes(property, `${at}.${name}`)),
    ...(schema.items === undefined ? [] : listNodes(schema.items, `${at}[]`)),
  ];
}

const nodes = toolDefinitions.flatMap(({ definition, openInputSchema }) =>
  [definition.inputSchema, openInputSchema].flatMap((schema) => listNodes(schema, definition.name)),
);

it('every input schema has only words that the APIs of all models take', () => {
  const unknown = nodes.flatMap(({ at, schema }) =>
    Object.keys(schema)
      .filter((word) => !KNOWN_WORDS.includes(word))
      .map((word) => `${at}: ${word}`),
  );
  expect(unknown).toEqual([]);
});

it('every enum is a list of texts, and every object within a schema has properties', () => {
  const wrong = nodes.filter(({ at, schema }) => {
    const isArgument = at.includes('.');
    const hasWrongEnum =
      Array.isArray(schema.enum) && !(schema.type === 'string' && schema.enum.every((one) => typeof one === 'string'));
    return (
      hasWrongEnum || (isArgument && schema.type === 'object' && Object.keys(Object(schema.properties)).length === 0)
    );
  });
  expect(wrong.map(({ at }) => at)).toEqual([]);
});

it('every limit of rows is published, since a call enforces it', () => {
  const limits = nodes.filter(({ at }) => at.endsWith('.limit'));
  expect(limits.length).toBeGreaterThan(3);
  for (const { at, schema } of limits) expect(schema, at).toMatchObject({ minimum: 1, maximum: expect.any(Number) });
});

it('every amount that must not be zero has a minimum above zero, since a call enforces it', () => {
  const leaves = tools.flatMap(({ name, fields }) => collectLeaves(z.object(fields), name));
  const accepted = leaves.filter(({ schema }) => getFieldMeta(schema)?.amount === 'whole');
  expect(accepted.length).toBeGreaterThan(10);
  for (const { at, schema } of accepted) {
    const minimum = nodes.find((node) => node.at === at)?.schema.minimum;
    if (schema.safeParse(0).success) expect(minimum, at).toBe(0);
    else expect(minimum, at).toBeGreaterThan(0);
  }
});

it('the desk and the discover tools, and no other, are loaded at once by Claude Code', () => {
  const loaded = toolDefinitions.filter(({ definition }) => definition._meta?.['anthropic/alwaysLoad']);
  expect([...new Set(loaded.map(({ toolset }) => toolset))].sort()).toEqual(['desk', 'discover']);
  expect(loaded).toHaveLength(10);
});

it('no annotation repeats the default of the protocol', () => {
  const defaults = { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true };
  for (const { definition } of toolDefinitions)
    for (const [hint, value] of Object.entries(definition.annotations))
      expect(value, `${definition.name} ${hint}`).not.toBe(defaults[hint as keyof typeof defaults]);
});
