import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tools } from '../../../src/tools/index.ts';
import { parseArguments } from '../../../src/tools/schema/parse-arguments.ts';
import { openSession, type Session } from '../../support/clients.ts';
import type { Samples } from '../../support/tool-case.ts';
import { getServerCommand, startUpstream, type Upstream } from '../../support/upstream.ts';
import { investigations } from './investigation-cases.ts';

interface Step {
  tool: string;
  arguments: Record<string, unknown>;
  why: string;
}

interface InvestigationAnswer {
  outcome: string;
  findings: { code: string; severity: string; text: string }[];
  next_steps: Step[];
  payment?: Record<string, unknown>;
  timeline?: { at: string; text: string }[];
  candidates?: Record<string, unknown>[];
  searched?: { complete: boolean; failed_windows: unknown[] };
  unavailable?: string[];
}

let upstream: Upstream;
let session: Session;
/** One caller can have 20 approval pages open. */
const MAX_PAGES = 20;
let pageCount = 0;
let samples: Samples;

beforeAll(async () => {
  upstream = await startUpstream();
  samples = await upstream.readSamples();
  session = await openSession('SDK v2, 2026-07-28', getServerCommand(upstream.url));
});
beforeEach(async () => {
  await upstream.reset();
});
afterAll(async () => {
  await session.close();
  await upstream.close();
});

const injectFault = (route: string, kind = 'http_500', times = 1_000) =>
  upstream.control('faults', { route, kind, times });

async function investigate(ticket: Record<string, unknown>): Promise<InvestigationAnswer> {
  const { isError, structured, text } = await session.call('investigate_payment', ticket);
  expect(isError, text).toBe(false);
  expect(encode(text).length).toBeLessThanOrEqual(8_000);
  // The tool's own answer, whose shape is checked below.
  return structured as InvestigationAnswer;
}

const getCodes = ({ findings }: InvestigationAnswer) => findings.map(({ code }) => code);

/** True if the texts appear in this order, with anything between them. */
function appearsInOrder(lines: readonly string[], expected: readonly string[]): boolean {
  let at = -1;
  return expected.every((one) => {
    at = lines.findIndex((line, index) => index > at && line.includes(one));
    return at >= 0;
  });
}

/** A step is valid if it works unchanged: a read succeeds, and any other call gets as far as asking a person. */
async function assertAccepted(step: Step) {
  const tool = tools.find(({ name }) => name === step.tool);
  if (!tool) throw new Error(`no tool ${step.tool}`);
  expect(parseArguments(tool, step.arguments, { allowSecrets: false }), JSON.stringify(step)).toMatchObject({
    ok: true,
  });
  if (tool.effect !== 'read' && ++pageCount % MAX_PAGES === 0) {
    await session.close();
    session = await openSession('SDK v2, 2026-07-28', getServerCommand(upstream.url));
  }
  const { isError, text } = await session.call(step.tool, step.arguments);
  if (tool.effect === 'read') expect(isError, text).toBe(false);
  else expect(text, JSON.stringify(step)).toContain('"approval_required"');
}

describe('the investigation of a payment', () => {
  it.each(investigations)(
    'the investigation answers $question',
    async ({ buildTicket, outcome = 'found', codes: expected, without = [], ...more }) => {
      const answer = await investigate(buildTicket(samples));
      expect(answer.outcome).toBe(outcome);
      expect(getCodes(answer)).toEqual(expect.arrayContaining([...expected]));
      for (const code of without) expect(getCodes(answer)).not.toContain(code);
      const named = answer.next_steps.map(({ tool }) => tool);
      expect(named).toEqual(expect.arrayContaining([...(more.steps ?? [])]));
      const lines = (answer.timeline ?? []).map(({ text }) => text);
      expect(appearsInOrder(lines, more.timeline ?? []), lines.join('\n')).toBe(true);
      const times = (answer.timeline ?? []).map(({ at }) => at);
      expect(times).toEqual([...times].sort());
      expect(answer.unavailable).toBeUndefined();
      for (const step of answer.next_steps) await assertAccepted(step);
      expect((await upstream.readLedger()).entries).toEqual([]);
      expect((await upstream.readLedger()).warnings).toEqual([]);
    },
  );

  it('an investigation continues without unavailable records, names them and claims nothing based on them', async () => {
    await injectFault('GET /receipts/{imp_uid}');
    await injectFault('GET /payments/status/{payment_status}', 'html_502');
    const answer = await investigate({ imp_uid: samples.receipt_none?.imp_uid });
    expect(answer.outcome).toBe('found');
    expect(answer.unavailable?.join()).toMatch(/cash receipt.*/);
    expect(answer.unavailable).toHaveLength(2);
    expect(getCodes(answer)).toEqual(['paid_order_open']);
  });

  it('an investigation is "unknown" instead of "not found" when part of the search failed', async () => {
    await injectFault('GET /payments/status/{payment_status}', 'http_500', 1);
    const answer = await investigate({ buyer_email: 'nobody@example.com' });
    expect(answer.outcome).toBe('unknown');
    expect(getCodes(answer)).toEqual(['search_incomplete']);
    expect(answer.searched).toMatchObject({ complete: false });
    expect(answer.searched?.failed_windows).toHaveLength(1);
  });

  it('an investigation fails when PortOne cannot be asked for the payment at all', async () => {
    await injectFault('GET /payments/{imp_uid}');
    await injectFault('GET /payments');
    const { isError, text } = await session.call('investigate_payment', { imp_uid: samples.paid_card?.imp_uid });
    expect(isError).toBe(true);
    expect(text).toContain('"http_status":500');
  });

  it('an investigation lists candidates as masked summary rows, newest first', async () => {
    const answer = await investigate({ buyer_name: '김', period: 'last 30 days' });
    expect(answer.outcome).toBe('candidates');
    expect(answer.candidates?.length).toBeLessThanOrEqual(10);
    for (const row of answer.candidates ?? []) {
      expect(row.buyer_name).toMatch(/^김○/);
      expect(row.buyer_tel).toMatch(/^•••\d{4}$/);
    }
    expect(getCodes(answer)).toContain('several_candidates');
  });

  it('an investigation of a future period is rejected instead of finding nothing', async () => {
    const { isError, text } = await session.call('investigate_payment', { buyer_tel: '1704', period: '내일' });
    expect(isError, text).toBe(true);
    expect(text).toContain('is in the future');
  });

  it('an investigation requires at least one search argument and suggests a misspelled one', async () => {
    expect((await session.call('investigate_payment', { period: 'today' })).text).toContain('give at least one of');
    expect((await session.call('investigate_payment', { imp_uuid: 'x' })).text).toContain('did you mean \\"imp_uid\\"');
  });
});

describe('an investigation in read-only mode', () => {
  it('an investigation in read-only mode advises no write and names the unavailable tools', async () => {
    const reader = await openSession('SDK v2, 2026-07-28', getServerCommand(upstream.url, '--read-only'));
    const { structured } = await reader.call('investigate_payment', { imp_uid: samples.double_payment?.imp_uid });
    expect(structured).toMatchObject({ outcome: 'found', next_steps: [], unavailable_tools: ['refund_payment'] });
    await reader.close();
  });
});
