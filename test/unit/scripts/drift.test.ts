import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { findDifferences, formatComplaints, matchDeviations } from '../../../scripts/drift/compare.ts';
import type { Deviation } from '../../../scripts/drift/deviations.ts';
import { parseOperations, type SwaggerDocument, type SwaggerParameter } from '../../../scripts/drift/document.ts';
import { toOperations } from '../../../scripts/drift/row.ts';
import { endpoint } from '../../../src/endpoints/endpoint.ts';
import { Choice, Flag, ImpUid, Int, Limit, Text, Time } from '../../../src/endpoints/fields.ts';
import { Empty } from '../../../src/endpoints/models/empty.ts';

const rowText = { title: 'A title', description: 'A description.', effect: 'write', returns: Empty } as const;
const rows = [
  endpoint('POST /things/{imp_uid}', {
    ...rowText,
    name: 'make_thing',
    path: { imp_uid: ImpUid() },
    body: {
      label: Text(40),
      color: Choice('red', 'green').optional(),
      due: Time().optional(),
      ids: z.array(Text()).optional(),
      notices: z.array(Text()).optional(),
      parts: z.array(z.strictObject({ size: Int(), note: Text(9).optional() })).optional(),
      maker: z.strictObject({ name: Text().optional() }),
    },
  }),
  endpoint('GET /things', {
    ...rowText,
    name: 'list_things',
    query: {
      limit: Limit().optional(),
      uids: z.array(Text()).optional(),
      open: Flag().optional(),
      channel: Text().optional(),
      extra: z.strictObject({ requester: Text().optional() }).optional(),
    },
    wire: { uids: 'uid[]' },
  }),
];

/** Agrees with the rows, with every formal irregularity of the real document. */
const buildParameters = (): Record<string, SwaggerParameter> => ({
  imp_uid: { name: 'imp_uid', in: 'path', type: 'string', required: true },
  label: { name: 'label', in: 'formData', type: 'string', required: true, maxLength: '40' },
  color: { name: 'color', in: 'formData', type: 'string', enum: ['green', 'red'], maxLength: 2 },
  due: { name: 'due', in: 'formData', type: 'integer', maxLength: 64 },
  ids: { name: 'ids', in: 'formData', type: 'array', items: 'string' },
  notices: { name: 'notices', in: 'formData', type: 'array', required: false },
  parts: { name: 'parts', in: 'formData', type: 'array', items: { $ref: '#/definitions/Part' } },
  maker: { name: 'maker', in: 'formData', type: 'string', required: true, schema: { $ref: '#/definitions/Maker' } },
});

function buildDocument(parameters: Record<string, SwaggerParameter | undefined> = {}): SwaggerDocument {
  const posted = Object.values<SwaggerParameter | undefined>({ ...buildParameters(), ...parameters });
  return {
    info: { version: '1' },
    paths: {
      '/things/{imp_uid}': { post: { parameters: posted.filter((parameter) => parameter !== undefined) } },
      '/things': {
        get: {
          parameters: [
            { name: 'limit', in: 'query', type: 'integer', minimum: '1', maximum: '1000' },
            { name: 'uid[]', in: 'query', type: 'array', items: { type: 'string' } },
            { name: 'open', in: 'query', type: 'boolean' },
            { name: 'channel', in: 'formData', type: 'string' },
            { name: 'extra[requester]', in: 'query', type: 'string' },
          ],
        },
      },
    },
    definitions: {
      Part: { required: ['size'], properties: { size: { type: 'integer' }, note: { type: 'string', maxLength: 9 } } },
      Maker: { properties: { name: { type: 'string' } } },
    },
  };
}

const findDrift = (document: SwaggerDocument, deviations: Deviation[] = [], ours = rows) =>
  formatComplaints(matchDeviations(findDifferences(parseOperations(document), toOperations(ours)), deviations));

const label = buildParameters().label as SwaggerParameter;

describe('the drift between the document and the rows', () => {
  it('no drift is reported where both agree, whatever the notation', () => {
    expect(findDrift(buildDocument())).toEqual([]);
  });

  it.each<[string, Record<string, SwaggerParameter | undefined>, string[]]>([
    ['a deleted parameter', { label: undefined }, ['"label"', 'presence', '"missing"', '"present"']],
    ['a new parameter', { fresh: { name: 'fresh', in: 'formData', type: 'string' } }, ['"fresh"', 'presence']],
    ['a changed enum', { color: { ...label, name: 'color', required: false, enum: ['red'] } }, ['"color"', 'enum']],
    ['a wrong length', { label: { ...label, maxLength: 41 } }, ['"label"', 'length', '"41"', '"40"']],
    ['another type', { label: { ...label, type: 'integer' } }, ['"label"', 'type', '"integer"', '"string"']],
    ['no longer required', { label: { ...label, required: false } }, ['"label"', 'required', '"false"', '"true"']],
    ['another place', { label: { ...label, in: 'query' } }, ['query parameter "label"', 'presence']],
  ])('the drift report names %s', (_, change, words) => {
    const [first, ...rest] = findDrift(buildDocument(change)).filter((text) => text.includes(words[0] ?? ''));
    for (const word of ['POST /things/{imp_uid}', ...words]) expect(first).toContain(word);
    expect(first).toContain('scripts/drift/deviations.ts');
    expect(rest.every((text) => text.includes('length') || text.includes('enum'))).toBe(true);
  });

  it('the drift report covers objects and lists of objects', () => {
    const document = buildDocument();
    const part = document.definitions?.Part?.properties;
    if (part) part.note = { type: 'string', maxLength: 10 };
    expect(findDrift(document)).toEqual([expect.stringContaining('"parts[].note": length is "10"')]);
  });

  it('the drift report covers minimum and maximum values', () => {
    const document = buildDocument();
    const [limit] = document.paths['/things']?.get?.parameters ?? [];
    if (limit) limit.maximum = '100';
    expect(findDrift(document)).toEqual([expect.stringMatching(/GET \/things, .*"limit": maximum is "<= 100"/)]);
    // The length of a number is its number of digits.
    expect(findDrift(buildDocument({ due: { name: 'due', in: 'formData', type: 'integer', maxLength: 9 } }))).toEqual([
      expect.stringContaining('"due": maximum is "<= 999999999"'),
    ]);
  });

  it('the drift report names an operation that only one side has', () => {
    const [first, second] = rows;
    expect(findDrift(buildDocument(), [], second ? [second] : [])).toEqual([
      expect.stringMatching(/^POST \/things\/\{imp_uid\}: operation .*npm run draft/),
    ]);
    const document = buildDocument();
    delete document.paths['/things'];
    expect(findDrift(document)).toEqual([expect.stringMatching(/^GET \/things: operation is "missing"/)]);
    expect(first?.route).toBe('POST /things/{imp_uid}');
  });

  it('a known deviation is accepted, and one that no longer exists is reported', () => {
    const longer: Deviation = {
      ...{ route: 'POST /things/{imp_uid}', place: 'body', name: 'label', aspect: 'length', reason: 'Known.' },
    };
    expect(findDrift(buildDocument({ label: { ...label, maxLength: 41 } }), [longer])).toEqual([]);
    expect(findDrift(buildDocument(), [longer])).toEqual([
      expect.stringMatching(/^POST \/things\/\{imp_uid\}, body parameter "label": .*length.*gone/),
    ]);
  });

  it('a deviation for every route covers only the documented value it names', () => {
    const rule: Deviation = {
      ...{ route: '*', place: 'body', name: 'label', aspect: 'length', document: '41', reason: 'Known.' },
    };
    expect(findDrift(buildDocument({ label: { ...label, maxLength: 41 } }), [rule])).toEqual([]);
    expect(findDrift(buildDocument({ label: { ...label, maxLength: 42 } }), [rule])).toHaveLength(2);
  });

  it('a deviation covers only the row value it names', () => {
    const rule: Deviation = {
      ...{
        route: 'POST /things/{imp_uid}',
        place: 'body',
        name: 'label',
        aspect: 'length',
        row: '40',
        reason: 'Known.',
      },
    };
    const document = buildDocument({ label: { ...label, maxLength: 41 } });
    expect(findDrift(document, [rule])).toEqual([]);
    expect(findDrift(document, [{ ...rule, row: '39' }])).toHaveLength(2);
  });
});
