import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { endpoints, type Row } from '../../src/endpoints/index.ts';
import { getFieldMeta, unwrapOptional } from '../../src/endpoints/sensitivity.ts';
import { tools } from '../../src/tools/index.ts';
import { acceptForm, openSession, type Session } from '../support/clients.ts';
import { getServerCommand } from '../support/upstream.ts';

/** A PortOne that only counts requests: invalid input must never reach it. */
let upstream: Server;
let requests = 0;
let session: Session;

beforeAll(async () => {
  upstream = createServer((_, reply) => {
    requests += 1;
    reply.end('{}');
  });
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address with a port.
  const { port } = upstream.address() as AddressInfo;
  session = await openSession(
    'SDK v2, 2026-07-28',
    getServerCommand(`http://127.0.0.1:${port}`, '--allow-card-data'),
    acceptForm,
  );
});
afterAll(async () => {
  await session.close();
  upstream.close();
});

const unwrapSchema = (schema: z.ZodType): z.ZodType => {
  const inner = unwrapOptional(schema);
  return inner ? unwrapSchema(inner) : schema;
};

interface BadArgument {
  argument: string;
  value: unknown;
}

const unknownName = fc
  .oneof(
    fc.constantFrom(
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      '',
      ' ',
      'imp_uid ',
      'IMP_UID',
      'amount\u0000',
      'a.b',
      '[]',
    ),
    fc.string({ minLength: 1, maxLength: 40 }),
  )
  .map((argument): BadArgument => ({ argument, value: 'x' }));

/** Whether the server reads a value as an optional argument that was left out. */
const isReadAsNotGiven = (value: unknown) =>
  value === null || value === '' || Number.isNaN(value) || JSON.stringify(value) === '{}';

const generateWrongTypes = (schema: z.ZodType): fc.Arbitrary<unknown> => {
  const object = fc.constantFrom<unknown>({}, { $ne: 1 }, [{}], [[]]);
  if (schema instanceof z.ZodArray)
    return fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant({}), fc.constant([null]), fc.constant([]));
  if (schema instanceof z.ZodObject)
    return fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant([]), fc.constant({ stray: 1 }));
  if (schema instanceof z.ZodBoolean || schema instanceof z.ZodLiteral)
    return fc.oneof(fc.constantFrom('True', 'yes', 1, 0, null), object);
  if (schema instanceof z.ZodNumber) return fc.oneof(fc.constantFrom(null, '1,000', '', true, -1, -0.5), object);
  if (schema instanceof z.ZodEnum) return fc.oneof(fc.constantFrom(null, 7, true, '', 'no such choice'), object);
  const wrongForText = fc.constantFrom(null, true, Number.NaN);
  // The server writes an object that a host has parsed as JSON text again.
  return getFieldMeta(schema)?.kind === 'custom' ? wrongForText : fc.oneof(wrongForText, object);
};

const hostileText = fc.oneof(
  fc.constantFrom('', '\u0000', 'a\u0007b', 'line\u202eend', '\ud800', 'a\u001b[2Jb', 'x\u2066y'),
  fc.constantFrom(200_000, 1_000_000).map((length) => '가'.repeat(length)),
);
const pathTrick = fc.constantFrom(
  '..',
  '.',
  '',
  '\u0000',
  '../users/pg',
  'a/../../users/pg',
  '%2e%2e',
  '..\\b',
  ' ',
  '\u200b',
  'a\r\nHost: x',
  '\udfff',
);
const badTime = fc.constantFrom(
  '',
  'yesterday',
  '2026-02-30',
  '2026-13-01',
  '1763650800000',
  1_763_650_800_000,
  -5,
  1.5,
  '2026-11-21T25:00',
  null,
  {},
);

function generateBadValue(row: Row, argument: string): fc.Arbitrary<BadArgument> {
  const field = row.fields[argument] as z.ZodType;
  const schema = unwrapSchema(field);
  const isOptional = unwrapOptional(field) !== undefined;
  const values =
    row.places[argument] === 'path' && schema instanceof z.ZodString
      ? fc.oneof(pathTrick, generateWrongTypes(schema))
      : schema instanceof z.ZodString
        ? fc.oneof(hostileText, generateWrongTypes(schema))
        : schema instanceof z.ZodPipe
          ? badTime
          : generateWrongTypes(schema);
  return values.filter((value) => !(isOptional && isReadAsNotGiven(value))).map((value) => ({ argument, value }));
}

function generateBadArguments(row: Row): fc.Arbitrary<BadArgument> {
  const names = Object.keys(row.fields).filter((name) => row.name !== 'get_access_token' || name === '');
  return names.length === 0 ? unknownName : fc.oneof(unknownName, ...names.map((name) => generateBadValue(row, name)));
}

const EACH = 13;

it(`${EACH * endpoints.length} random invalid calls are rejected by argument name and never sent`, async () => {
  for (const row of endpoints) {
    await fc.assert(
      fc.asyncProperty(generateBadArguments(row), async ({ argument, value }) => {
        // NaN and infinity are null on the wire.
        const { isError, structured } = await session.call(row.name, { [argument]: value });
        const { kind, message } = (structured as { error: { kind: string; message: string } }).error;
        expect(isError).toBe(true);
        expect(kind).toBe('invalid_input');
        expect(message).toContain(JSON.stringify(argument).slice(0, 40).replace(/"$/, ''));
        expect(message.length).toBeLessThan(3_000);
      }),
      { numRuns: EACH, seed: 20_261_122 },
    );
  }
  expect(requests).toBe(0);
  expect(await session.listTools()).toHaveLength(tools.length);
}, 60_000);
