import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { formatKst } from '../../src/base/korean-time.ts';
import type { Context, GuardContext } from '../../src/context.ts';
import type { Approvals } from '../../src/guard/confirmation/approvals.ts';
import type { Caller, ConfirmationReply } from '../../src/guard/confirmation/caller.ts';
import { createEarlierWrites } from '../../src/guard/outcome/earlier-writes.ts';
import { createTypedBuyers } from '../../src/guard/outcome/typed-buyers.ts';
import { createPolicy } from '../../src/guard/policy/policy.ts';
import type { PolicyRules } from '../../src/guard/policy/policy-file.ts';
import { createPortOne } from '../../src/portone/client.ts';
import { createResourceRegistry } from '../../src/resources/registry.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import { type CallOutcome, callTool } from '../../src/tools/call-tool.ts';
import { createGuardContext } from './guard-context.ts';
import { type LyingProxy, startLyingProxy } from './lying-proxy.ts';
import { missingBillingKeyOption } from './missing-billing-key.ts';
import {
  type Call,
  customers,
  type Fault,
  type InjectedLie,
  isForeign,
  lies,
  orders,
  payments,
} from './money-steps.ts';
import { type AuditLine, createRotatingAuditLog } from './rotating-audit-log.ts';

/** 2026-11-18T16:40:00+09:00, in unix seconds. */
const START_TIME = 1_795_000_000;
const DELAY_MS = 3;

/** The outcome of a call: every answer that its callers got. */
export interface CallOutcomes {
  call: Call;
  /** The server died during the call, so nobody got an answer; whether PortOne executed it. */
  crashed?: 'executed' | 'not executed';
  outcomes: CallOutcome[];
  /** The question that the person approved last. */
  question?: string;
}

/** A shop whose server runs in this process with a stopped clock, in front of a sandbox that records everything. */
export interface InProcessShop {
  sandbox: Sandbox;
  /** Stands between the server and the sandbox. */
  proxy: LyingProxy;
  reset(): Promise<void>;
  /** Ends the server, which forgets all but its audit log, and starts it again. */
  restart(): Promise<void>;
  /** Moves the audit log away while the server runs. */
  rotate(): Promise<void>;
  /** Makes the call, but the server dies before it knows the outcome, and starts again. */
  crashDuring(call: Call): Promise<CallOutcomes>;
  advance(seconds: number): Promise<void>;
  injectFault(fault: Fault): Promise<void>;
  injectLie(lie: InjectedLie): void;
  /** Makes the call and answers its question as the step's person does. */
  readResource(uri: string): Promise<string | undefined>;
  /** Calls a tool once, as a model does; `reply` is the person's to the question before. */
  callTool(
    tool: string,
    args: Record<string, unknown>,
    reply?: ConfirmationReply,
    signal?: AbortSignal,
  ): Promise<CallOutcome>;
  /** Makes the call, and answers its question as the person of the call does. */
  makeCall(call: Call): Promise<CallOutcomes>;
  readLedger(): Promise<Record<string, unknown>[]>;
  /** Closes the audit log of this sequence and returns its content. */
  readAudit(): Promise<{ ok: boolean; lines: AuditLine[] }>;
  logged: string[];
  close(): Promise<void>;
}

interface ShopOptions {
  allowCardData?: boolean;
  policy?: PolicyRules;
  /** Where people approve and type secrets. */
  approvals?: Approvals;
  /** How long the response to a write is waited for. */
  writeTimeoutMs?: number;
  /** Runs before a step is recorded, when a call is between its read and its write. */
  beforeAuditStep?(step: string): Promise<void>;
}

export async function openShop(options: SandboxOptions & ShopOptions = {}): Promise<InProcessShop> {
  const {
    allowCardData = false,
    policy: rules = {},
    approvals,
    writeTimeoutMs,
    beforeAuditStep = async () => {},
    ...sandboxOptions
  } = options;
  const folder = await mkdtemp(join(tmpdir(), 'money-'));
  const sandbox = await startSandbox({
    strict: true,
    startedAt: START_TIME,
    ...missingBillingKeyOption,
    ...sandboxOptions,
  });
  const proxy = await startLyingProxy(sandbox.url);
  const now = () => sandbox.getWorld().clock.now();
  const portone = createPortOne(
    { baseUrl: proxy.url, apiKey: 'sandbox_key', apiSecret: 'sandbox_secret', userAgent: 'test/1' },
    { sleep: async () => {}, random: () => 0, ...(writeTimeoutMs ? { timeouts: { write: writeTimeoutMs } } : {}) },
  );
  const logged: string[] = [];
  const log = (line: string) => void logged.push(line);
  let isDying = false;
  let guard: GuardContext;
  const auditLog = createRotatingAuditLog(folder, {
    ...{ now, log },
    async beforeStep(step) {
      await beforeAuditStep(step);
      return !(isDying && step === 'outcome');
    },
  });

  async function postControl(what: string, body: object = {}): Promise<void> {
    const reply = await fetch(`${sandbox.url}/_sandbox/${what}`, { method: 'POST', body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`/_sandbox/${what} answered ${reply.status}: ${await reply.text()}`);
    await reply.arrayBuffer();
  }

  async function reset(): Promise<void> {
    await auditLog.reset();
    await postControl('reset');
    proxy.reset();
    await start();
  }

  async function readLedger(): Promise<Record<string, unknown>[]> {
    const reply = await fetch(`${sandbox.url}/_sandbox/ledger`);
    // The sandbox's own response, in the shape of the contract.
    return ((await reply.json()) as { entries: Record<string, unknown>[] }).entries;
  }

  /** Starts the server with what its audit log tells. */
  async function start(): Promise<void> {
    const { audit, spendToday, isSpendingLost, earlierWrites: recorded, identity, pseudonyms } = await auditLog.open();
    const store = createMemoryStore(now);
    const policy = createPolicy(rules, store, identity, pseudonyms);
    await policy.restoreCounters(spendToday);
    if (isSpendingLost) policy.markCountersLost(formatKst(now(), { precision: 'day' }));
    const earlierWrites = createEarlierWrites(store, { key: new Uint8Array(32), pseudonyms, now });
    const typedBuyers = createTypedBuyers(store, { key: new Uint8Array(32), pseudonyms });
    for (const { keys, ...write } of recorded)
      await earlierWrites.record(keys, { ...write, title: { en: write.tool, ko: write.tool } });
    guard = createGuardContext({
      ...{ portone, store, now },
      context: { log, allowCardData },
      guard: { audit, policy, earlierWrites, typedBuyers, pseudonyms },
      ...(approvals
        ? { confirmations: { fallback: 'page' as const, hasSecondPin: true, getApprovals: async () => approvals } }
        : {}),
    });
  }

  async function restart(): Promise<void> {
    await auditLog.close();
    await start();
  }

  /** Each call has its own virtual time: concurrent calls do not advance each other's. */
  function createOwnClock(): Pick<Context, 'getMonotonicMs'> & Pick<GuardContext, 'sleep'> {
    const startedAt = performance.now();
    let slept = 0;
    return {
      getMonotonicMs: () => startedAt + slept,
      sleep: async (ms) => {
        // Timers fire slightly late, by fractions that a monotonic clock measures.
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
    const { getMonotonicMs, sleep } = createOwnClock();
    return callTool({ ...guard, sleep, context: { ...guard.context, getMonotonicMs } }, caller, tool, args);
  }

  async function makeCall(call: Call): Promise<CallOutcomes> {
    const request = buildRequest(sandbox, call);
    const send = (reply?: ConfirmationReply, signal?: AbortSignal) => callToolAs(call.caller, request, reply, signal);
    let outcome = await send();
    let question: string | undefined;
    // The question may change while other calls run; a person who is asked repeatedly gives up.
    for (let asked = 0; outcome.status === 'pending' && asked < 4; asked++) {
      if (outcome.channel !== 'form' || call.person === 'silent') break;
      const token = call.person === 'wrong token' ? `${outcome.token.slice(0, -4)}AAAA` : outcome.token;
      const decision = call.person === 'no' ? 'declined' : 'approved';
      question = outcome.message;
      const answer: ConfirmationReply = { token, decision, channel: 'form', typedAmount: outcome.amountToType };
      if (call.person === 'twice') return { call, question, outcomes: await Promise.all([send(answer), send(answer)]) };
      if (call.person === 'leaves') {
        const abortController = new AbortController();
        const ending = send(answer, abortController.signal);
        await yieldToOthers();
        abortController.abort();
        return { call, question, outcomes: [await ending] };
      }
      outcome = await send(answer);
    }
    return { call, ...(question === undefined ? {} : { question }), outcomes: [outcome] };
  }

  return {
    sandbox,
    proxy,
    reset,
    restart,
    rotate: auditLog.rotate,
    async crashDuring(call) {
      const { length } = await readLedger();
      isDying = true;
      const result = await makeCall(call);
      isDying = false;
      await restart();
      const crashed = (await readLedger()).length > length ? 'executed' : 'not executed';
      return { ...result, outcomes: [], crashed };
    },
    async readResource(uri) {
      const registry = createResourceRegistry(guard.context, 'en', () => true);
      return (await registry.read(uri, new AbortController().signal, 'local'))?.text;
    },
    callTool: (tool, args, reply, signal) => callToolAs('alice', { tool, args }, reply, signal),
    makeCall,
    logged,
    advance: (advance) => postControl('clock', { advance }),
    injectFault: (fault) => postControl('faults', { ...fault, delay_ms: DELAY_MS }),
    injectLie({ route, lie }) {
      const [method = '', path = ''] = route.split(' ');
      proxy.lieOnce(method, new RegExp(`^${path}$`), lies[lie]);
    },
    readLedger,
    readAudit: auditLog.read,
    async close() {
      await auditLog.close();
      await portone.close();
      await proxy.close();
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
    const amount = call.amount === 'all' ? { full_refund: true } : { amount: toOwnCurrency(call.amount, call.payment) };
    return { tool: call.tool, args: { [call.by]: id, ...amount, reason: 'the buyer changed their mind' } };
  }
  const { customer_uid } = getSample(customers[call.customer] ?? '');
  const merchant_uid = call.order === 'all' ? undefined : orders[call.order];
  switch (call.do) {
    case 'charge':
      return {
        tool: 'pay_with_billing_key',
        args: { customer_uid, merchant_uid, amount: call.amount, currency: call.currency, name: 'a thing' },
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

/** 1,000 won are 1.25 dollars here, and other amounts are not too much for a small payment either. */
const toOwnCurrency = (won: number, payment: number): number =>
  isForeign(payment) ? ({ 1000: 1.25, 15000: 3.5 }[won] ?? 6) : won;
