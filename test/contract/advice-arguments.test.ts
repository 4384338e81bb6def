import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Payment } from '../../src/endpoints/models/payment.ts';
import { ruleSets } from '../../src/guard/pg-rules/index.ts';
import { discoverTools } from '../../src/tools/discover/index.ts';
import { tools } from '../../src/tools/index.ts';

const argumentsOf = new Map([...tools, ...discoverTools].map(({ name, fields }) => [name, Object.keys(fields)]));
const refundArguments = argumentsOf.get('refund_payment') ?? [];

/** A tool, and the argument names that a text gives it: `call get_payment with imp_uid and include_sandbox`. */
const CALL = /\b([a-z]+(?:_[a-z]+)+)(?: again)? with (?:the |its |an? )?((?:["\w]+(?:, | and | or )?)+)/g;
const listCalls = (text: string) =>
  [...text.matchAll(CALL)].flatMap(([, tool = '', words = '']) =>
    argumentsOf.has(tool) ? words.split(/[^\w]+/).flatMap((word) => (word.includes('_') ? { tool, word } : [])) : [],
  );

const listSources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(folder, file));

describe('advice', () => {
  it('names no argument that the tool beside it lacks', () => {
    const calls = listSources('src').flatMap((file) => listCalls(readFileSync(file, 'utf8')));
    expect(calls.length).toBeGreaterThan(3);
    expect(calls.filter(({ tool, word }) => !argumentsOf.get(tool)?.includes(word))).toEqual([]);
  });

  it('about a refused refund names only arguments of refund_payment and fields of a payment', () => {
    const known = [...refundArguments, ...Object.keys(Payment.shape)];
    const text = readFileSync('src/desk/refund-refusals.ts', 'utf8');
    const sentences = [...text.matchAll(/^\s+(?:\w+: )?(['"])(.{30,})\1,$/gm)].map(([, , sentence = '']) => sentence);
    expect(sentences.length).toBeGreaterThan(10);
    const words = sentences.flatMap((sentence) => sentence.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? []);
    expect(words.filter((word) => !known.includes(word) && !argumentsOf.has(word))).toEqual([]);
  });

  it('of the PG rules on refunds asks for no argument that refund_payment lacks', () => {
    // refund_payment takes the requester itself, and sends the balance that it showed as the checksum.
    const ownWay = ['extra.requester', 'checksum'];
    const named = ruleSets.cancel.flatMap(({ argument }) => argument ?? []);
    expect(named.filter((name) => !refundArguments.includes(name) && !ownWay.includes(name))).toEqual([]);
  });
});
