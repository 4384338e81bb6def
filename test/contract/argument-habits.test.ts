import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { getFieldMeta } from '../../src/endpoints/sensitivity.ts';
import { discoverTools } from '../../src/tools/discover/index.ts';
import { tools } from '../../src/tools/index.ts';
import { parseArguments } from '../../src/tools/schema/parse-arguments.ts';
import type { Tool } from '../../src/tools/tool.ts';
import { type ArgumentPosition, getAt, listArgumentPositions, replaceAt } from '../support/argument-positions.ts';
import { buildSampleArguments } from '../support/sample-arguments.ts';

type Arguments = Record<string, unknown>;

const allTools = [...tools, ...discoverTools];
const parse = (tool: Tool, args: Arguments) => parseArguments(tool, args, { allowSecrets: true });

/** Every argument that may be given together, each with a valid value, among them the named one. */
function buildFullArguments(tool: Tool, included?: unknown): Arguments {
  const args = buildSampleArguments(tool);
  const { oneOf = [], explicitAll } = tool.rules;
  const chosen = oneOf.find((name) => name === included) ?? oneOf[0];
  for (const name of oneOf) if (name !== chosen) delete args[name];
  if (explicitAll) delete args[included === explicitAll.flag ? explicitAll.replaces : explicitAll.flag];
  return args;
}

interface Case extends ArgumentPosition {
  tool: Tool;
  args: Arguments;
  label: string;
}

const cases: Case[] = allTools.flatMap((tool) =>
  listArgumentPositions(tool.fields).map((position) => ({
    ...position,
    tool,
    args: buildFullArguments(tool, position.path[0]),
    label: `${tool.name} ${position.path.join('.')}`,
  })),
);

const isFlagThatCanOnlyBeTrue = (schema: z.ZodType) => schema instanceof z.ZodLiteral;
const isNumber = (schema: z.ZodType) => schema instanceof z.ZodNumber;
const isText = (schema: z.ZodType) => schema instanceof z.ZodString;

/** The cases in which a value is not read as it should be. */
const findMisread = (
  selected: readonly Case[],
  habit: (one: Case) => unknown,
  meaning: (one: Case) => unknown,
): string[] =>
  selected
    .filter(({ tool, args, path, ...rest }) => {
      const one = { tool, args, path, ...rest };
      const read = parse(tool, replaceAt(args, path, habit(one)));
      const meant = parse(tool, replaceAt(args, path, meaning(one)));
      return JSON.stringify(read) !== JSON.stringify(meant);
    })
    .map(({ label }) => label);

const optional = cases.filter(({ isOptional }) => isOptional);

it('the cases cover every tool and every argument, and start from valid arguments', () => {
  const refused = cases.filter(({ tool, args }) => !parse(tool, args).ok).map(({ label }) => label);
  expect(refused).toEqual([]);
  expect(cases.length).toBeGreaterThan(500);
  expect(optional.length).toBeGreaterThan(300);
});

describe('an optional argument of any tool, at any depth, that a host fills', () => {
  it.each([
    ['null', null],
    ['an empty text', ''],
  ])('with %s is read as not given', (_, value) => {
    expect(
      findMisread(
        optional,
        () => value,
        () => undefined,
      ),
    ).toEqual([]);
  });

  it.each([
    ['false', false],
    ['the text "false"', 'false'],
  ])('with %s is read as not given if it can only be true', (_, value) => {
    const flags = optional.filter(({ schema }) => isFlagThatCanOnlyBeTrue(schema));
    expect(flags.length).toBeGreaterThan(10);
    expect(
      findMisread(
        flags,
        () => value,
        () => undefined,
      ),
    ).toEqual([]);
  });
});

describe('an argument of any tool, at any depth, that a host writes as text', () => {
  it('is read as the number that the text is exactly', () => {
    const numbers = cases.filter(({ schema }) => isNumber(schema));
    expect(numbers.length).toBeGreaterThan(50);
    expect(
      findMisread(
        numbers,
        ({ args, path }) => String(getAt(args, path)),
        ({ args, path }) => getAt(args, path),
      ),
    ).toEqual([]);
  });

  it.each(['', ' 1', '1 ', '1,000', '0x10', '1e3', '01', '+1', '1.', '.5', 'NaN', 'Infinity', '12345678901234567890'])(
    'is refused as a number if the text is "%s"',
    (text) => {
      const numbers = cases.filter(({ schema, isOptional }) => isNumber(schema) && !(isOptional && text === ''));
      const taken = numbers.filter(({ tool, args, path }) => parse(tool, replaceAt(args, path, text)).ok);
      expect(taken.map(({ label }) => label)).toEqual([]);
    },
  );

  it('is read as the boolean that the text is exactly, and "false" is never true', () => {
    const booleans = cases.filter(({ schema }) => schema instanceof z.ZodBoolean);
    for (const value of [true, false])
      expect(
        findMisread(
          booleans,
          () => String(value),
          () => value,
        ),
      ).toEqual([]);
    for (const text of ['False', 'TRUE', 'yes', '1', 'on']) {
      const taken = booleans.filter(({ tool, args, path }) => parse(tool, replaceAt(args, path, text)).ok);
      expect(taken.map(({ label }) => label)).toEqual([]);
    }
  });

  it('is read as the list or object whose JSON the text is', () => {
    const structures = cases.filter(({ schema }) => schema instanceof z.ZodArray || schema instanceof z.ZodObject);
    expect(structures.length).toBeGreaterThan(20);
    expect(
      findMisread(
        structures,
        ({ args, path }) => JSON.stringify(getAt(args, path)),
        ({ args, path }) => getAt(args, path),
      ),
    ).toEqual([]);
  });

  it('is read as the columns whose JSON list the text is', () => {
    const columns = cases.filter(({ path }) => path.at(-1) === 'fields');
    expect(
      findMisread(
        columns,
        ({ args, path }) => JSON.stringify([getAt(args, path)]),
        ({ args, path }) => [getAt(args, path)],
      ),
    ).toEqual([]);
  });
});

describe('a text argument of any tool, at any depth, that a host writes as a number', () => {
  const texts = cases.filter(({ schema }) => isText(schema));
  const isAmbiguous = ({ schema }: Case) => {
    const meta = getFieldMeta(schema);
    const kinds: unknown[] = ['phone', 'account', 'postcode', 'birth', 'card', 'identity'];
    return meta?.privacy === 'secret' || meta?.leadingZeros === true || kinds.includes(meta?.kind);
  };

  it('is read as its digits where they cannot have lost a leading zero', () => {
    const plain = texts.filter((one) => !isAmbiguous(one));
    expect(
      findMisread(
        plain,
        () => 20_261_121,
        () => '20261121',
      ),
    ).toEqual([]);
  });

  it('is refused with the advice to use quotes where they can', () => {
    for (const { tool, args, path, label } of texts.filter(isAmbiguous)) {
      const parsed = parse(tool, replaceAt(args, path, 1_012_345_678));
      expect(parsed, label).toMatchObject({ ok: false });
      expect(parsed.ok ? '' : parsed.problems.join(), label).toContain(`"${path.join('.')}" must be in quotes`);
    }
  });

  it('is read as the last four digits of a telephone number if it has four', () => {
    const phones = texts.filter(({ schema }) => getFieldMeta(schema)?.kind === 'phone');
    expect(
      findMisread(
        phones,
        () => 1701,
        () => '1701',
      ),
    ).toEqual([]);
  });

  it('is read as JSON text if a host has parsed the merchant data', () => {
    const data = texts.filter(({ schema }) => getFieldMeta(schema)?.kind === 'custom');
    expect(
      findMisread(
        data,
        () => ({ order: [1, '2'] }),
        () => '{"order":[1,"2"]}',
      ),
    ).toEqual([]);
  });

  it.each([1.5, -1, 2 ** 53, true, { a: 1 }])('is refused for %j where that has no single meaning', (value) => {
    const others = texts.filter(({ schema }) => getFieldMeta(schema)?.kind !== 'custom');
    const taken = others.filter(({ tool, args, path }) => parse(tool, replaceAt(args, path, value)).ok);
    expect(taken.map(({ label }) => label)).toEqual([]);
  });
});

it.each(['undefined', 'null', 'NaN', '[object Object]'])(
  'the text "%s" for any id is refused as what a program writes for a missing value',
  (text) => {
    const ids = cases.filter(
      ({ path, schema }) => /(imp|merchant|customer)_uid|order_id/.test(path.join('.')) && isText(schema),
    );
    expect(ids.length).toBeGreaterThan(80);
    for (const { tool, args, path, label } of ids) {
      const parsed = parse(tool, replaceAt(args, path, text));
      expect(parsed.ok ? '' : parsed.problems.join(), label).toContain('what a program writes for a missing value');
    }
  },
);

it('an unknown name is refused whatever its value', () => {
  for (const tool of allTools)
    for (const value of [null, '', false]) {
      const parsed = parse(tool, { ...buildFullArguments(tool), toolCallId: value });
      expect(parsed.ok ? '' : parsed.problems[0], tool.name).toMatch(/^unknown argument "toolCallId"/);
    }
});

it('an empty item of a list is refused', () => {
  const items = cases.filter(({ path }) => path.at(-1) === 0);
  expect(items.length).toBeGreaterThan(10);
  for (const { tool, args, path, label } of items)
    for (const value of ['', null])
      expect(parse(tool, replaceAt(args, path, value)), `${label} ${value}`).toMatchObject({ ok: false });
});

it('an empty object is refused with the name of an argument that is a scalar or a list', () => {
  const wrong = optional.filter(({ schema }) => isNumber(schema) || isText(schema) || schema instanceof z.ZodArray);
  const misread = wrong
    .filter(({ schema }) => getFieldMeta(schema)?.kind !== 'custom')
    .filter(({ tool, args, path }) => {
      const read = parse(tool, replaceAt(args, path, {}));
      return read.ok || !read.problems.some((problem) => problem.includes(`"${path.join('.')}"`));
    });
  expect(misread.map(({ label }) => label)).toEqual([]);
});
