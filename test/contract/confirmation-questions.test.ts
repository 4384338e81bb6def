import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { messages } from '../../src/approval-page/views/messages.ts';
import { languages } from '../../src/base/bilingual.ts';
import { getArgumentLabel } from '../../src/endpoints/argument-labels.ts';
import { getArgumentValueName } from '../../src/endpoints/code-names.ts';
import { knownPgs } from '../../src/endpoints/pg-providers/index.ts';
import { getFieldMeta, unwrapOptional } from '../../src/endpoints/sensitivity.ts';
import type { ConfirmationChannel } from '../../src/guard/confirmation/caller.ts';
import { describeArguments } from '../../src/guard/confirmation/question/argument-lines.ts';
import { composeHeadline, composeQuestion } from '../../src/guard/confirmation/question/compose-question.ts';
import { summarizeList } from '../../src/guard/confirmation/question/record-list.ts';
import { buildRecordList } from '../../src/guard/confirmation/question/record-tables.ts';
import { renderQuestion } from '../../src/guard/confirmation/question/render-text.ts';
import { describeSnapshot } from '../../src/guard/confirmation/question/snapshot-lines.ts';
import { getSecretFields } from '../../src/guard/confirmation/secret-field.ts';
import { ruleSets } from '../../src/guard/pg-rules/index.ts';
import { prompts } from '../../src/prompts/library/index.ts';
import { tools } from '../../src/tools/index.ts';
import { requiredSecretArguments } from '../../src/tools/schema/secret-arguments.ts';
import { buildFullSnapshot, pickPreviewed } from '../support/full-snapshot.ts';
import { buildSampleArguments } from '../support/sample-arguments.ts';

const channels: readonly ConfirmationChannel[] = ['form', 'page', 'url', 'token'];
const nothingStated = { snapshot: {}, hasAmount: false, names: new Set<string>() };

/** Tools that a person sees something of: those that ask, and those that need what a model must not see. */
const confirmedTools = tools
  .filter(({ confirm, fields }) => confirm || requiredSecretArguments(fields).length > 0)
  .map((tool) => {
    // How much of the result the model wants to see is not sent, and no person is asked about it.
    const { detail: _detail, ...shownFields } = tool.delegatesTo?.endpoint.fields ?? tool.fields;
    return { ...tool, shownFields };
  });

interface ShownField {
  name: string;
  schema: z.ZodType;
}

/** The arguments of a tool and everything inside them. */
function listFields(fields: Readonly<Record<string, z.ZodType>>): ShownField[] {
  return Object.entries(fields).flatMap(([name, schema]) => [{ name, schema }, ...listInnerFields(name, schema)]);
}

function listInnerFields(name: string, schema: z.ZodType): ShownField[] {
  const inner = unwrapOptional(schema);
  if (inner) return [{ name, schema: inner }, ...listInnerFields(name, inner)];
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodType) return listInnerFields(name, schema.element);
  return schema instanceof z.ZodObject ? listFields(schema.shape) : [];
}

describe('the arguments in confirmation questions', () => {
  it.each(confirmedTools)(
    'every argument of $name, and everything inside it, has a readable label in both languages',
    (tool) => {
      for (const { name } of listFields(tool.shownFields)) {
        const { en, ko } = getArgumentLabel(name);
        const advice = `add a label for ${name} in src/endpoints/argument-labels.ts`;
        expect(ko, advice).toMatch(/[가-힣]|^PG/);
        expect(en, advice).not.toBe(name);
      }
    },
  );

  it.each(confirmedTools)('every choice that an argument of $name offers is shown by its name', (tool) => {
    for (const { name, schema } of listFields(tool.shownFields)) {
      if (!(schema instanceof z.ZodEnum)) continue;
      for (const option of schema.options)
        expect(
          getArgumentValueName(name, String(option)),
          `add a name for the value ${option} of ${name} in src/endpoints/code-names.ts`,
        ).toEqual({ en: expect.not.stringMatching(HANGUL), ko: expect.any(String) });
    }
  });
});

/** Names of tools and arguments, and codes such as SOLD_OUT. */
const SNAKE_CASE = /\b[A-Za-z]+(?:_[A-Za-z0-9]+)+\b/;
const PG_CODE = new RegExp(`\\b(?:${knownPgs.join('|')})\\b`);
const METHOD_CODE = /\b(?:vbank|trans|cvs)\b/;
/** Korean text with a lone English code in it, such as a status. */
const STATUS_CODE = /\b(?:paid|ready|scheduled|executed|revoked|PAYED|DELIVERING|CANCEL)\b/;

/** Text that PortOne or the caller wrote stands in quotes, and is shown as it is. */
const omitQuotations = (text: string) => text.replace(/"(?:[^"\\]|\\.)*"/g, '""');

const HANGUL = /[ㄱ-ㆎ가-힣]/;
/** Masked names are the buyer's own. */
const omitMaskedNames = (text: string) => text.replace(/\S*[○•]+\S*/g, '');

function expectForPerson(text: string, lang: 'en' | 'ko') {
  const own = omitQuotations(text);
  if (lang === 'en') expect(omitMaskedNames(own)).not.toMatch(HANGUL);
  expect(own).not.toMatch(SNAKE_CASE);
  expect(own).not.toMatch(PG_CODE);
  expect(own).not.toMatch(METHOD_CODE);
  if (lang === 'ko') expect(own).not.toMatch(STATUS_CODE);
}

it('no question shows the argument that says how much of the result to return', () => {
  expect(describeArguments({ detail: z.literal('full') }, { detail: 'full' }, nothingStated)).toEqual([]);
});

it('a question that covers all schedules says so in one line and does not repeat the argument', () => {
  const fields = { all: z.literal(true) };
  const snapshot = { schedules: [], schedules_until: 1_900_000_000 };
  const list = buildRecordList(fields, { customer_uid: 'c', all: true }, snapshot);
  expect(list && summarizeList(list, 'en').at(-1)?.[1]).toContain('all remaining schedules');
  expect(describeArguments(fields, { all: true }, { ...nothingStated, snapshot })).toEqual([]);
  expect(describeArguments(fields, { all: true }, { ...nothingStated, snapshot: { schedules: [] } })).toHaveLength(1);
});

it('a free text that looks like a code is shown as it was written', () => {
  const [line] = describeArguments({ reason: z.string() }, { reason: 'SOLD_OUT' }, nothingStated);
  expect(line?.value).toEqual({ en: '"SOLD_OUT"', ko: '"SOLD_OUT"' });
});

describe('the texts that a person reads', () => {
  it.each(confirmedTools)('the question of $name in English has no Korean but what people wrote', (tool) => {
    const typed = JSON.stringify(buildSampleArguments({ fields: tool.shownFields })).replaceAll('가', 'a');
    const operation = { ...tool, fields: tool.shownFields };
    const snapshot = pickPreviewed(buildFullSnapshot('html5_inicis'), tool.previews);
    const content = { operation, args: JSON.parse(typed), snapshot, amount: undefined, refundLines: [] };
    const view = composeQuestion(content, { lang: 'en', sandbox: false, advice: [] });
    expect(omitMaskedNames(renderQuestion(view, 'en'))).not.toMatch(HANGUL);
    expect(omitMaskedNames(composeHeadline(content, { lang: 'en', sandbox: false, shop: 'Shop' }))).not.toMatch(HANGUL);
  });

  it.each(languages.flatMap((lang) => confirmedTools.map((tool) => [tool.name, lang, tool] as const)))(
    'the question of %s in %s names no tool, argument or code',
    (_, lang, tool) => {
      const args = buildSampleArguments({ fields: tool.shownFields });
      const operation = { ...tool, fields: tool.shownFields };
      const snapshot = pickPreviewed(buildFullSnapshot('html5_inicis'), tool.previews);
      for (const named of [args, { ...args, schedules: undefined, product_order_id: undefined }]) {
        const content = { operation, args: named, snapshot, amount: undefined };
        const view = composeQuestion({ ...content, refundLines: [] }, { lang, sandbox: false, advice: [] });
        for (const line of renderQuestion(view, lang).split('\n')) expectForPerson(line, lang);
      }
      for (const { label, hint } of getSecretFields(tool.shownFields))
        expectForPerson(`${label[lang]}: ${hint[lang]}`, lang);
      expectForPerson(tool.title[lang], lang);
    },
  );

  it.each(knownPgs)('a question about a payment or a channel of %s names the PG and not its code', (pg) => {
    const args = { pg: `${pg}.MID1` };
    const lines = [
      ...describeSnapshot(buildFullSnapshot(pg), args, false),
      ...describeArguments({ pg: z.string() }, args, nothingStated),
    ];
    for (const lang of languages)
      for (const { label, value } of lines) expectForPerson(`${label[lang]}: ${value[lang]}`, lang);
  });

  it.each(languages)('the PG warnings in %s name no tool, argument or code', (lang) => {
    const warnings = Object.values(ruleSets)
      .flatMap((rules) => [...rules])
      .filter(({ kind }) => kind === 'warn');
    expect(warnings.length).toBeGreaterThan(0);
    // Their quotations are labels, which no outsider writes.
    for (const { message } of warnings) expectForPerson(message[lang].replaceAll('"', ''), lang);
  });

  it.each(languages)('the approval page in %s names no tool, argument or code', (lang) => {
    const render = (value: unknown): string[] => {
      // A channel fits every function: those that take another text show it as it is.
      if (typeof value === 'function') return channels.map((channel) => String(value(channel, '09:00')));
      return typeof value === 'object' && value !== null ? Object.values(value).flatMap(render) : [String(value)];
    };
    // The link to the page in the other language is in that language.
    const { otherLanguage: _, switchTo: __, ...own } = messages[lang];
    for (const text of render(own)) expectForPerson(text, lang);
  });

  it.each(languages)('the list of prompts in %s names no tool, argument or code', (lang) => {
    for (const { title, description, arguments: all } of prompts) {
      for (const text of [title, description, ...all.map((argument) => argument.description)])
        expectForPerson(text[lang], lang);
    }
  });
});

describe('what a model can learn from a question that it passes on', () => {
  /** The buyer's, and others that look the same where they are masked. */
  const buyer: Record<string, string> = { name: '송민우', account: '110123456789' };
  const guess: Record<string, string> = { name: '송현우', account: '110999996789' };

  const typePersonal = (tool: (typeof confirmedTools)[number], typed: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(buildSampleArguments({ fields: tool.shownFields })).map(([name, value]) => {
        const kind = getFieldMeta(tool.shownFields[name] ?? z.unknown())?.kind;
        return [name, (kind && typeof value === 'string' && typed[kind]) || value];
      }),
    );

  it.each(confirmedTools)('the question of $name does not tell whether a guess is the data of the buyer', (tool) => {
    const operation = { ...tool, fields: tool.shownFields };
    const snapshot = pickPreviewed(buildFullSnapshot('html5_inicis'), tool.previews);
    const render = (typed: Record<string, string>) => {
      const content = { operation, args: typePersonal(tool, typed), snapshot, amount: undefined, refundLines: [] };
      const text = renderQuestion(
        composeQuestion(content, { lang: 'ko', sandbox: false, isForModel: true, advice: [] }),
        'ko',
      );
      return Object.values(typed).reduce((masked, value) => masked.replaceAll(value, 'typed'), text);
    };
    expect(render(buyer)).toBe(render(guess));
  });
});
