import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { formatKst } from '../../src/base/korean-time.ts';
import { type Context, createWriteQueue } from '../../src/context.ts';
import { type AuditLog, openAuditLog } from '../../src/guard/audit/audit.ts';
import { verifyAuditLog } from '../../src/guard/audit/verify.ts';
import type { Caller, ConfirmationReply } from '../../src/guard/confirmation/confirm.ts';
import { createConfirmationTokens } from '../../src/guard/confirmation/confirmation-token.ts';
import { createUnconfirmedWrites } from '../../src/guard/outcome/unconfirmed-writes.ts';
import { createPolicy } from '../../src/guard/policy/policy.ts';
import { disabledTelemetry } from '../../src/guard/telemetry.ts';
import { createPortOne } from '../../src/portone/client.ts';
import { createResourceRegistry } from '../../src/resources/registry.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts';
import { createChangeEvents } from '../../src/store/change-events.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import { type CallOutcome, callTool } from '../../src/tools/call-tool.ts';
import { missingBillingKeyOption } from './missing-billing-key.ts';
import { type Call, customers, type Fault, orders, payments } from './money-steps.ts';

/** 2026-11-18T16:40:00+09:00, in unix seconds. */
const START_TIME = 1_795_000_000;
const DELAY_MS = 3;

/** What became of a call: every answer that its callers got. */
export interface CallOutcomes {
  call: Call;
  outcomes: CallOutcome[];
}

export interface AuditLine {
  step: string;
  call: string;
  tool: string;
  verdict?: string;
}

/** A shop whose server runs in this process, on a clock that stands still, before a sandbox that forgets nothing. */
export interface InProcessShop {
  sandbox: Sandbox;
  reset(): Promise<void>;
  advance(seconds: number): Promise<void>;
  injectFault(fault: Fault): Promise<void>;
  /** Undefined when there is no such thing. */
  readResource(uri: string): Promise<string | undefined>;
  /** Calls a tool once, as a model does; `reply` is the person's to the question before. */
  callTool(tool: string, args: Record<string, unknown>, reply?: ConfirmationReply): Promise<CallOutcome>;
  /** Makes the call, and answers its question as the person of the call does. */
  makeCall(call: Call): Promise<CallOutcomes>;
  readLedger(): Promise<Record<string, unknown>[]>;
  /** Ends the audit ledger of this sequence and says what is in it. */
  readAudit(): Promise<{ ok: boolean; lines: AuditLine[] }>;
  logged: string[];
  close(): Promise<void>;
}

export async function openShop(
  options: SandboxOptions & Partial<Pick<Context, 'allowCardData'>> = {},
): Promise<InProcessShop> {
  const { allowCardData = false, ...sandboxOptions } = options;
  const folder = await mkdtemp(join(tmpdir(), 'money-'));
  const sandbox = await startSandbox({
    strict: true,
    startedAt: START_TIME,
    ...missingBillingKeyOption,
    ...sandboxOptions,
  });
  const now = () => sandbox.getWorld().clock.now();
  const store = createMemoryStore(now);
  const portone = createPortOne(
    { baseUrl: sandbox.url, apiKey: 'sandbox_key', apiSecret: 'sandbox_secret', userAgent: 'test/1' },
    { sleep: async () => {}, random: () => 0 },
  );
  const logged: string[] = [];
  let files = 0;
  let path = '';
  let audit: AuditLog | undefined;
  let context: Context;

  async function postControl(what: string, body: object = {}): Promise<void> {
    const reply = await fetch(`${sandbox.url}/_sandbox/${what}`, { method: 'POST', body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`/_sandbox/${what} answered ${reply.status}: ${await reply.text()}`);
    await reply.arrayBuffer();
  }

  async function reset(): Promise<void> {
    await audit?.close();
    await postControl('reset');
    files += 1;
    path = join(folder, `${files}.jsonl`);
    const day = formatKst(now()).slice(0, 10);
    ({ audit } = await openAuditLog(path, day, { now: () => now() * 1_000, log: (line) => void logged.push(line) }));
    context = {
      portone: async () => portone,
      confirmations: {
        tokens: createConfirmationTokens(Buffer.alloc(32, 7), store, now),
        getApprovals: () => Promise.reject(new Error('No page is opened here')),
        fallback: 'refuse',
        hasSecondPin: false,
        lang: 'en',
        sandbox: false,
        sleep: async () => {},
      },
      policy: createPolicy({}, store),
      audit,
      now,
      getMonotonicMs: () => 0,
      sleep: async () => {},
      log: (line) => void logged.push(line),
      pii: 'masked',
      allowCardData,
      writeQueue: createWriteQueue(),
      unconfirmedWrites: createUnconfirmedWrites(store, new Uint8Array(32), now),
      telemetry: disabledTelemetry,
      offeredTools: [],
      excludedTools: [],
      runtimeInfo: { version: '0', host: 'sandbox', readOnly: false, audit: true, policy: false, store: 'memory' },
      changes: createChangeEvents(() => {}),
    };
  }

  /** Each call sleeps through its own time: those at the same time do not make each other's pass. */
  function createOwnClock(): Pick<Context, 'getMonotonicMs' | 'sleep'> {
    let slept = 0;
    return {
      getMonotonicMs: () => slept,
      sleep: async (ms) => {
        // Timers are a little late, by fractions that a monotonic clock tells.
        slept += ms + 0.25;
        await yieldToOthers();
      },
    };
  }

  function callToolAs(
    id: string,
    { tool, args }: { tool: string; args: Record<string, unknown> },
    reply?: ConfirmationReply,
    signal = new AbortController().signal,
  ): Promise<CallOutcome> {
    const caller: Caller = {
      id,
      supportsFormElicitation: true,
      supportsUrlElicitation: false,
      ...(reply ? { reply } : {}),
      signal,
    };
    return callTool({ ...context, ...createOwnClock() }, caller, tool, args);
  }

  async function makeCall(call: Call): Promise<CallOutcomes> {
    const request = buildRequest(sandbox, call);
    const send = (reply?: ConfirmationReply, signal?: AbortSignal) => callToolAs(call.caller, request, reply, signal);
    let outcome = await send();
    // What is shown may change while others act; a person who is asked again and again gives up.
    for (let asked = 0; 'ask' in outcome && asked < 4; asked++) {
      const { ask } = outcome;
      if (ask.by !== 'form' || call.person === 'silent') break;
      const token = call.person === 'wrong token' ? `${ask.token.slice(0, -4)}AAAA` : ask.token;
      const decision = call.person === 'no' ? 'no' : 'yes';
      const answer: ConfirmationReply = { token, decision, channel: 'form', typedAmount: ask.amountToType };
      if (call.person === 'twice') return { call, outcomes: await Promise.all([send(answer), send(answer)]) };
      if (call.person === 'leaves') {
        const abortController = new AbortController();
        const ending = send(answer, abortController.signal);
        await yieldToOthers();
        abortController.abort();
        return { call, outcomes: [await ending] };
      }
      outcome = await send(answer);
    }
    return { call, outcomes: [outcome] };
  }

  return {
    sandbox,
    reset,
    async readResource(uri) {
      const registry = createResourceRegistry(context, 'en', () => true);
      return (await registry.read(uri, new AbortController().signal))?.text;
    },
    callTool: (tool, args, reply) => callToolAs('alice', { tool, args }, reply),
    makeCall,
    logged,
    advance: (advance) => postControl('clock', { advance }),
    injectFault: (fault) => postControl('faults', { ...fault, delay_ms: DELAY_MS }),
    async readLedger() {
      const reply = await fetch(`${sandbox.url}/_sandbox/ledger`);
      // The sandbox's own answer, in the shape of the contract.
      return ((await reply.json()) as { entries: Record<string, unknown>[] }).entries;
    },
    async readAudit() {
      await audit?.close();
      audit = undefined;
      const { ok } = await verifyAuditLog(path);
      const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
      await rm(path);
      return { ok, lines: lines.map((line) => JSON.parse(line)) };
    },
    async close() {
      await audit?.close();
      await portone.close();
      await sandbox.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The call as a model makes it. */
function buildRequest(sandbox: Sandbox, call: Call): { tool: string; args: Record<string, unknown> } {
  const getSample = (situation: string) => sandbox.getSamples()[situation] ?? {};
  if (call.do === 'refund') {
    const id = getSample(payments[call.payment] ?? '')[call.by];
    const amount = call.amount === 'all' ? { full_refund: true } : { amount: call.amount };
    return { tool: call.tool, args: { [call.by]: id, ...amount, reason: 'the buyer changed their mind' } };
  }
  const { customer_uid } = getSample(customers[call.customer] ?? '');
  const merchant_uid = call.order === 'all' ? undefined : orders[call.order];
  switch (call.do) {
    case 'charge':
      return {
        tool: 'pay_with_billing_key',
        args: { customer_uid, merchant_uid, amount: call.amount, name: 'a thing' },
      };
    case 'schedule': {
      const schedule_at = formatKst(sandbox.getWorld().clock.now() + call.inSeconds);
      const one = { merchant_uid, schedule_at, amount: call.amount, currency: 'KRW', name: 'a thing' };
      return { tool: 'create_schedules', args: { customer_uid, schedules: [one] } };
    }
    case 'unschedule':
      return {
        tool: 'cancel_schedules',
        args: { customer_uid, ...(merchant_uid ? { merchant_uid: [merchant_uid] } : { all: true }) },
      };
  }
}
