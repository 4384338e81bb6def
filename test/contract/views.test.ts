import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildViews } from '../../scripts/build/views.ts';
import { detectFindings, detectors } from '../../src/desk/investigate/findings/index.ts';
import { Investigation } from '../../src/desk/investigate/investigate.ts';
import { buildTimeline } from '../../src/desk/investigate/timeline.ts';
import type { NextStep } from '../../src/desk/next-steps.ts';
import { SearchAnswer } from '../../src/desk/search/search-result.ts';
import { SubscriptionReview } from '../../src/desk/subscriptions/review.ts';
import { Summary } from '../../src/desk/summary/summarize.ts';
import { TotalsModel } from '../../src/desk/summary/totals.ts';
import { views } from '../../src/mcp/apps/views.ts';
import { breakdowns, timeBreakdowns } from '../../src/views/summary/breakdowns.ts';
import { koreanReasons, translateAdvice } from '../../src/views/words/charge-words.ts';
import { koreanFindings } from '../../src/views/words/korean-findings.ts';
import { setLanguage } from '../../src/views/words/language.ts';
import { writeStep } from '../../src/views/words/step-sentences.ts';
import { translateEvent } from '../../src/views/words/timeline-text.ts';
import { examples } from '../support/finding-examples.ts';
import { collectSchemas } from '../support/schema-leaves.ts';

const MAX_BYTES = 60_000;
/** The name of a format, which nothing loads. */
const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

const documents = new Map<string, string>();
const files = readdirSync('src/views', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const sources = files.map((file) => [file.replaceAll('\\', '/'), readFileSync(join('src/views', file), 'utf8')]);

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'views-'));
  await buildViews(folder);
  for (const { name } of views) documents.set(name, await readFile(join(folder, `${name}.html`), 'utf8'));
  await rm(folder, { recursive: true });
});

afterEach(() => setLanguage('en'));

describe.each(views.map(({ name }) => name))('The document of the view "%s"', (name) => {
  const read = () => documents.get(name) ?? '';

  it(`has at most ${MAX_BYTES} bytes`, () => {
    expect(Buffer.byteLength(read())).toBeLessThanOrEqual(MAX_BYTES);
  });

  it('loads nothing from anywhere', () => {
    const text = read().replaceAll(SVG_NAMESPACE, '');
    expect(text).not.toMatch(/https?:|url\(|@import|\bimport\(|<link|<base|<img|\bsrc\s*=|\bhref\s*=/);
    expect(text).not.toMatch(
      /\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|localStorage|sessionStorage|\.cookie/,
    );
  });

  it('is a whole HTML document with one style and one script', () => {
    expect(read()).toMatch(
      /^<!doctype html><html lang="en"><head><meta charset="utf-8">.*<title>[^<]+<\/title>.*<\/html>$/s,
    );
    expect(read().match(/<\/script/gi)).toHaveLength(1);
    expect(read().match(/<\/style/gi)).toHaveLength(1);
  });
});

describe('The sources of the views', () => {
  it('never make markup or a program out of text', () => {
    expect(sources.length).toBeGreaterThan(30);
    const forbidden =
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|setHTML|\.srcdoc|\beval\b|new Function|\.cssText|location\b/;
    expect(sources.filter(([, source = '']) => forbidden.test(source)).map(([file]) => file)).toEqual([]);
  });

  it('create elements and set attributes in one file, which refuses those that a browser follows or runs', () => {
    const users = sources.filter(([, source = '']) => /createElement|setAttribute\(name/.test(source));
    expect(users.map(([file]) => file)).toEqual(['page/dom.ts']);
  });
});

describe('The fields that views read', () => {
  it('are fields of the results that they show', () => {
    const models = { Investigation, SearchAnswer, Summary, SubscriptionReview };
    const known = new Set(
      Object.values(models)
        .flatMap((model) => collectSchemas(model, ''))
        .flatMap(({ at }) => at.replaceAll('[]', '').split('.')),
    );
    // `result` wraps the answers of `get_payment`, the note is in every answer of a server without a key; arguments of the
    // call are read with the same functions.
    const others = ['result', 'sandbox_note', 'group_by'];
    const read = sources.flatMap(([, source = '']) =>
      [...source.matchAll(/\bget(?:Text|Number|Fields|List|Texts|Ids?)\([^'\n]*'([a-z_]+)'\)/g)].map(
        ([, name = '']) => name,
      ),
    );
    expect(read.length).toBeGreaterThan(80);
    expect([...new Set(read)].filter((name) => !known.has(name) && !others.includes(name) && name !== 'id')).toEqual(
      [],
    );
  });

  it('are all breakdowns of a summary, by their names', () => {
    const lists = [...timeBreakdowns, ...breakdowns].map(({ list, field }) => `${list} ${field}`);
    const known = Object.keys(TotalsModel.shape).filter((name) => name.startsWith('by_') && name !== 'by_status_now');
    expect(lists.sort()).toEqual(known.map((name) => `${name} ${name.slice('by_'.length)}`).sort());
  });
});

describe('The Korean words of the views', () => {
  const cases = Object.values(examples).flatMap((example) => example.is);

  it('name and explain every finding of the server', () => {
    const codes = detectors.map(({ code }) => code);
    expect(codes.filter((code) => !(code in koreanFindings))).toEqual([]);
  });

  it('name every finding that is not of a payment', () => {
    const source = ['investigate.ts', 'other-records.ts'].map((file) =>
      readFileSync(`src/desk/investigate/${file}`, 'utf8'),
    );
    const codes = [...source.join('').matchAll(/code:[^,]*?((?:'[a-z_]+'[\s?:]*)+),/g)].flatMap(([, list = '']) =>
      [...list.matchAll(/'([a-z_]+)'/g)].map(([, code = '']) => code),
    );
    expect(codes).toContain('schedule_waiting');
    expect(codes.filter((code) => !(code in koreanFindings) && code !== 'revoked')).toEqual([]);
  });

  it('say every event of a timeline', () => {
    setLanguage('ko');
    const events = cases.flatMap((one) => buildTimeline(one).events.map(({ text }) => text));
    expect(events.length).toBeGreaterThan(50);
    // Names of companies and PGs may be in English, sentences not.
    const english = /\b(the|of|for|window|opened|sent|received|issued|stored|replaced|remains|until|through)\b/;
    expect([...new Set(events.map(translateEvent))].filter((text) => english.test(text))).toEqual([]);
  });

  it('name every reason of a failed charge', () => {
    const source = readFileSync('src/desk/failure-reasons.ts', 'utf8');
    const codes = [...source.matchAll(/^ {2}([a-z_]+): \{$/gm)].map(([, code = '']) => code);
    expect(codes.length).toBeGreaterThan(25);
    expect([...codes, 'other'].filter((code) => !(code in koreanReasons))).toEqual([]);
  });

  it('say what to do about a charge', () => {
    setLanguage('ko');
    const source = readFileSync('src/desk/subscriptions/charge-state.ts', 'utf8');
    const sentences = [...source.matchAll(/todo: ['`]([^'`]+)['`]/g)].map(([, text = '']) => text);
    const inline = [...source.matchAll(/todo: '([^']+)'/g)].length;
    expect(sentences.length).toBeGreaterThanOrEqual(Math.max(inline, 6));
    expect(sentences.filter((text) => translateAdvice(text) === text)).toEqual([]);
  });
});

describe('The buttons of the views', () => {
  it('have a sentence for every call that the desk suggests', () => {
    const suggested: NextStep[] = Object.values(examples)
      .flatMap((example) => example.is)
      .flatMap((one) => detectFindings(one).steps);
    const tools = readdirSync('src/desk', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join('src/desk', file), 'utf8'))
      .flatMap((source) => [...source.matchAll(/create(?:Confirmed)?Step\(\s*'([a-z_]+)'/g)])
      .map(([, tool = '']) => tool);
    const args = { imp_uid: 'imp_1', merchant_uid: 'order_1', customer_uid: 'c_1', schedule_at: '2026-12-04T10:00' };
    const steps = [...suggested, ...tools.map((tool) => ({ tool, arguments: args }))];
    const missing = steps.filter((step) => writeStep({ ...step }) === undefined).map(({ tool }) => tool);
    expect(tools.length).toBeGreaterThan(10);
    expect([...new Set(missing)]).toEqual([]);
  });
});
