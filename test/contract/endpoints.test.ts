import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { listAcceptedEndpoints } from '../../scripts/docs/accepted-endpoints.ts';
import { endpoints, type Row } from '../../src/endpoints/index.ts';
import { getFieldMeta, unwrapOptional } from '../../src/endpoints/sensitivity.ts';
import { koreanTitles } from '../../src/endpoints/titles.ts';
import { acceptedEndpoints } from '../support/accepted-endpoints.ts';
import { expectSameNames } from '../support/same-names.ts';
import { collectLeaves, collectSchemas, getInputSchemas } from '../support/schema-leaves.ts';

const findProblems = (check: (row: Row) => string[]) => endpoints.flatMap(check);

test('no endpoint appears or disappears, and no name changes, without being accepted', () => {
  expectSameNames(
    endpoints.map((row) => row.name),
    acceptedEndpoints.map(({ name }) => name),
    'Allow-lists and prompts of users hold these names. If the change is intended: npm run accept',
  );
  const routes = endpoints.map((row) => row.route);
  expect(routes.filter((route, index) => routes.indexOf(route) !== index)).toEqual([]);
});

test('no endpoint changes its effect, its money, its confirmation or its secrets without being accepted', () => {
  const current = listAcceptedEndpoints();
  const changed = acceptedEndpoints.flatMap((accepted) => {
    const now = current.find(({ name }) => name === accepted.name);
    return now && !isDeepStrictEqual(now, accepted) ? [{ accepted, now }] : [];
  });
  expect(changed, 'If this is intended: npm run accept').toEqual([]);
});

test('exactly the rows that read by another method than GET state a reason', () => {
  const wrong = findProblems((row) => {
    const needs = row.effect === 'read' && row.method !== 'GET';
    if (!needs) return row.readOnlyBecause === undefined ? [] : [`${row.name}: needs no readOnlyBecause`];
    const reason = row.readOnlyBecause ?? '';
    return reason.length >= 20 && !/TODO/i.test(reason)
      ? []
      : [`${row.name}: say in readOnlyBecause why nothing changes`];
  });
  expect(wrong).toEqual([]);
});

test('every GET endpoint is a read', () => {
  expect(endpoints.filter((row) => row.method === 'GET' && row.effect !== 'read').map((row) => row.name)).toEqual([]);
});

test('the path arguments of a row are exactly the placeholders of its path', () => {
  for (const row of endpoints) {
    const placeholders = [...row.template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = Object.keys(row.places).filter((name) => row.places[name] === 'path');
    expect(declared.toSorted(), row.route).toEqual(placeholders.toSorted());
  }
});

test('only the last segment of a path is optional', () => {
  const wrong = findProblems((row) =>
    Object.entries(row.fields)
      .filter(([name, schema]) => row.places[name] === 'path' && schema instanceof z.ZodOptional)
      .filter(([name]) => !row.template.endsWith(`/{${name}}`))
      .map(([name]) => `${row.name}.${name}`),
  );
  expect(wrong).toEqual([]);
});

test('every argument that a row refers to exists', () => {
  const wrong = findProblems((row) => {
    const { explicitAll } = row;
    const descriptions = [
      ...Object.keys(row.wire ?? {}),
      ...Object.keys(row.batch ?? {}),
      ...(row.oneOf ?? []),
      ...(row.anyOf ?? []),
      ...(explicitAll ? [explicitAll.replaces] : []),
      ...(explicitAll?.requires ? [explicitAll.requires] : []),
    ];
    const unknown = descriptions
      .filter((name) => !(name in row.fields))
      .map((name) => `${row.name}: no argument ${name}`);
    return explicitAll && explicitAll.flag in row.fields
      ? [...unknown, `${row.name}: ${explicitAll.flag} is an argument of PortOne`]
      : unknown;
  });
  expect(wrong).toEqual([]);
});

test('every endpoint that a person confirms says which records its question shows', () => {
  const wrong = findProblems((row) =>
    row.confirm && !row.preview ? [`${row.name}: name its previews, or [] where PortOne has no record to show`] : [],
  );
  expect(wrong).toEqual([]);
});

test('no text of a row is the placeholder that a draft left', () => {
  const texts = (row: Row) => [row.title, row.description, koreanTitles[row.name] ?? ''];
  expect(findProblems((row) => (texts(row).some((text) => text.trim().length < 3) ? [row.name] : []))).toEqual([]);
});

test('every argument with an alternative is optional', () => {
  const wrong = findProblems((row) =>
    [...(row.oneOf ?? []), ...(row.anyOf ?? []), ...(row.explicitAll ? [row.explicitAll.replaces] : [])]
      .filter((name) => !(row.fields[name] instanceof z.ZodOptional))
      .map((name) => `${row.name}.${name}`),
  );
  expect(wrong).toEqual([]);
});

test('every input field declares its privacy', () => {
  const wrong = findProblems((row) =>
    getInputSchemas(row)
      .flatMap(({ at, schema }) => collectLeaves(schema, at))
      .filter(({ schema }) => !getFieldMeta(schema))
      .map(({ at }) => `${at}: use a field of fields.ts, or mark it`),
  );
  expect(wrong).toEqual([]);
});

test('every response field declares its privacy', () => {
  const wrong = findProblems((row) =>
    collectLeaves(row.returns, row.name)
      .filter(({ schema }) => !getFieldMeta(schema))
      .map(({ at }) => `${at}: use a field of models/field.ts, or mark it`),
  );
  expect(wrong).toEqual([]);
});

test('every personal field declares its kind', () => {
  const wrong = findProblems((row) =>
    [...getInputSchemas(row), { at: row.name, schema: row.returns }]
      .flatMap(({ at, schema }) => collectLeaves(schema, at))
      .filter(({ schema }) => getFieldMeta(schema)?.privacy === 'personal' && !getFieldMeta(schema)?.kind)
      .map(({ at }) => at),
  );
  expect(wrong).toEqual([]);
});

test('every response model accepts unknown fields', () => {
  const wrong = findProblems((row) =>
    collectSchemas(row.returns, row.name)
      .filter(({ schema }) => schema instanceof z.ZodObject && !(schema.def.catchall instanceof z.ZodUnknown))
      .map(({ at }) => `${at}: use model()`),
  );
  expect(wrong).toEqual([]);
});

test('every input schema rejects unknown arguments', () => {
  const wrong = findProblems((row) =>
    getInputSchemas(row)
      .flatMap(({ at, schema }) => collectSchemas(schema, at))
      .filter(({ schema }) => schema instanceof z.ZodObject && !(schema.def.catchall instanceof z.ZodNever))
      .map(({ at }) => `${at}: use z.strictObject()`),
  );
  expect(wrong).toEqual([]);
});

// 24 of the 46 defaults in the document are examples, such as an order number; PortOne applies the others itself.
test('no schema adds a default value', () => {
  const wrong = findProblems((row) =>
    [...getInputSchemas(row), { at: row.name, schema: row.returns }]
      .flatMap(({ at, schema }) => collectSchemas(schema, at))
      .filter(({ schema }) => schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
      .map(({ at }) => at),
  );
  expect(wrong).toEqual([]);
});

test('every amount of money must be greater than zero', () => {
  const wrong = findProblems((row) =>
    getInputSchemas(row)
      .flatMap(({ at, schema }) => collectLeaves(schema, at))
      .filter(({ at, schema }) => /\.amount$/.test(at) && schema.safeParse(0).success)
      .map(({ at }) => `${at}: zero means everything, or nothing sensible`),
  );
  expect(wrong).toEqual([]);
});

test('every list argument must not be empty', () => {
  const wrong = findProblems((row) =>
    getInputSchemas(row)
      .filter(({ schema }) => (unwrapOptional(schema) ?? schema) instanceof z.ZodArray && schema.safeParse([]).success)
      .map(({ at }) => `${at}: an empty list would be silence, which may mean everything`),
  );
  expect(wrong).toEqual([]);
});

test('every follow-up tool is a read', () => {
  const reads = new Set(endpoints.filter((row) => row.effect === 'read').map((row) => row.name));
  const wrong = findProblems((row) => {
    if (row.effect === 'read') return row.followUpTool ? [`${row.name}: a read is simply repeated`] : [];
    return row.followUpTool === undefined || reads.has(row.followUpTool)
      ? []
      : [`${row.name}: no such read: ${row.followUpTool}`];
  });
  expect(wrong).toEqual([]);
});

test('every write declares how it is read back, using its own arguments', () => {
  const wrong = findProblems(({ name, effect, readBack, fields }) => {
    if (effect === 'read') return readBack ? [`${name}: a read is simply repeated`] : [];
    if (!readBack) return [`${name}: declare in readBack what shows that it was executed`];
    if (readBack.by === 'none') return readBack.reason.length >= 20 ? [] : [`${name}: say why nothing proves it`];
    const shows = readBack.by === 'record' && readBack.expected !== 'gone' ? Object.values(readBack.expected) : [];
    return shows
      .flatMap((expectation) =>
        typeof expectation === 'string' || expectation.kind === 'one_of' ? [] : [expectation.path],
      )
      .filter((path) => !(path.replace(/\..*/, '') in fields))
      .map((path) => `${name}: no argument ${path}`);
  });
  expect(wrong).toEqual([]);
});

// PortOne shows neither confirmed purchases nor points.
const shownMoves = endpoints.filter(({ money }) => money !== undefined && money !== 'payout');

test('every endpoint that refunds or charges can be read back', () => {
  expect(shownMoves.filter((row) => row.readBack?.by === 'none').map((row) => row.name)).toEqual([]);
});

// The type Preview checks what is previewed.
test('every endpoint that refunds or charges has a follow-up tool', () => {
  expect(shownMoves.filter((row) => !row.followUpTool).map((row) => row.name)).toEqual([]);
});

test('every irreversible, destructive or money-moving endpoint requires confirmation', () => {
  const wrong = findProblems((row) =>
    (row.effect === 'destructive' || row.irreversible || row.money) && !row.confirm ? [row.name] : [],
  );
  expect(wrong).toEqual([]);
});

test('every immediate charge checks the status of its payment', () => {
  const charged = endpoints.filter((row) => row.money === 'charge_now');
  expect(charged.filter((row) => !row.checkPaymentStatus).map((row) => row.name)).toEqual([]);
});

test('every summary field exists in the rows of its list', () => {
  const wrong = findProblems((row) => {
    const known = new Set(collectSchemas(row.returns, '').map(({ at }) => at.split('.').at(-1)));
    return (row.summaryFields ?? []).filter((name) => !known.has(name)).map((name) => `${row.name}: no field ${name}`);
  });
  expect(wrong).toEqual([]);
});

test('every title and description is short and complete', () => {
  const wrong = findProblems((row) => {
    const arguments_ = getInputSchemas(row).flatMap(({ at, schema }) =>
      collectSchemas(schema, at).map((leaf) => ({ at: leaf.at, text: leaf.schema.description, longest: 100 })),
    );
    return [
      { at: `${row.name} title`, text: row.title, longest: 40 },
      { at: `${row.name} description`, text: row.description, longest: 400 },
      ...arguments_.filter(({ text }) => text !== undefined),
    ].flatMap(({ at, text = '', longest }) => [
      ...(text.trim() === '' ? [`${at}: empty`] : []),
      ...(text.length > longest ? [`${at}: longer than ${longest} characters`] : []),
      ...(/[`#]|\*\*|\]\(|^[-*] |\n/.test(text) ? [`${at}: Markdown`] : []),
      ...(/TODO|FIXME/i.test(text) ? [`${at}: unfinished`] : []),
    ]);
  });
  expect(wrong).toEqual([]);
});

test('every description starts with a capital letter and ends with a period', () => {
  const wrong = endpoints.filter((row) => !/^[A-Z].*[.]$/s.test(row.description)).map((row) => row.name);
  expect(wrong).toEqual([]);
});
