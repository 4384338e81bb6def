import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts';
import { openSession, type Session } from '../../support/clients.ts';
import { missingBillingKeyOption } from '../../support/missing-billing-key.ts';
import { toRecord } from '../../support/tool-results.ts';
import { getServerCommand } from '../../support/upstream.ts';
import { regulars } from './routine-scenarios.ts';
import type { SandboxShop } from './scenario.ts';
import { lookups } from './search-scenarios.ts';
import { tickets } from './ticket-scenarios.ts';

const questions = [...lookups, ...tickets, ...regulars];
const MOST_TOKENS = 8_000;

let sandbox: Sandbox;
let session: Session;
let askedQuestions: string[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ strict: true, ...missingBillingKeyOption });
  session = await openSession('SDK v2, 2026-07-28', getServerCommand(sandbox.url, '--lang', 'ko'), ({ message }) => {
    askedQuestions.push(message);
    return { action: 'accept', content: { confirm: 'yes' } };
  });
});
beforeEach(async () => {
  askedQuestions = [];
  await fetch(`${sandbox.url}/_sandbox/reset`, { method: 'POST' });
});
afterAll(async () => {
  await session.close();
  await sandbox.close();
});

const readLedger = async () =>
  (await (await fetch(`${sandbox.url}/_sandbox/ledger`)).json()) as { entries: unknown[]; warnings: unknown[] };

it('the scenarios contain at least thirty different questions', () => {
  expect(questions.length).toBeGreaterThanOrEqual(30);
  expect(new Set(questions.map(({ question }) => question)).size).toBe(questions.length);
});

describe('the questions of a support agent', () => {
  it.each(questions)(
    'the tools answer $question',
    async ({ calls, expectedTexts, forbiddenTexts = [], assertOutcome, changes = 0 }) => {
      const shop: SandboxShop = {
        samples: sandbox.getSamples(),
        world: sandbox.getWorld(),
        now: sandbox.getWorld().clock.now(),
      };
      const [first, second] = calls(shop);
      let reply = await session.call(first.tool, first.arguments);
      if (second) {
        expect(reply.isError, reply.text).toBe(false);
        const next = second(toRecord(reply.structured));
        reply = await session.call(next.tool, next.arguments);
      }
      for (const words of expectedTexts) expect(reply.text).toMatch(words);
      for (const words of forbiddenTexts) expect(reply.text).not.toMatch(words);
      expect(encode(reply.text).length).toBeLessThanOrEqual(MOST_TOKENS);
      assertOutcome?.({ answer: toRecord(reply.structured), isError: reply.isError, askedQuestions, shop });
      const { entries, warnings } = await readLedger();
      expect(entries).toHaveLength(changes);
      expect(warnings).toEqual([]);
    },
  );
});
