import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { formatKst } from '../../src/base/korean-time.ts';
import type { Context, GuardContext } from '../../src/context.ts';
import { type AuditLog, openAuditLog } from '../../src/guard/audit/audit.ts';
import { verifyAuditLog } from '../../src/guard/audit/verify.ts';
import type { Approvals } from '../../src/guard/confirmation/approvals.ts';
import type { Caller, ConfirmationReply } from '../../src/guard/confirmation/caller.ts';
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
import { type Call, customers, type Fault, type InjectedLie, lies, orders, payments } from './money-steps.ts';

/** 2026-11-18T16:40:00+09:00, in unix seconds. */
const START_TIME = 1_795_000_000;
const DELAY_MS = 3;

/** The outcome of a call: every answer that its callers got. */
export interface CallOutcomes {
  call: Call;
  outcomes: CallOutcome[];
  /** The question that the person approved last. */
  question?: string;
}

export interface AuditLine {
  step: string;
  call: string;
  tool: string;
  verdict?: string;
}

/** A shop whose server runs in this process with a stopped clock, in front of a sandbox that records everything. */
export interface InProcessShop {
  sandbox: Sandbox;
  /** Stands between the server and the sandbox. */
  proxy: LyingProxy;
  reset(): Promise<void>;
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

interface ShopGuard {
  policy?: PolicyRules;
  /** Where people approve and type secrets. */
  approvals?: Approvals;
}

export async function openShop(
  options: SandboxOptions & Partial<Pick<Context, 'allowCardData'>> & ShopGuard = {},
): Promise<InProcessShop> {
  const { allowCardData = false, policy = {}, approvals, ...sandboxOptions } = options;
  const folder = await mkdtemp(join(tmpdir(), 'money-'));
  const sandbox = await startSandbox({
    strict: true,
    startedAt: START_TIME,
    ...missingBillingKeyOption,
    ...sandboxOptions,
  });
  const proxy = await startLyingProxy(sandbox.url);
  const now = () => sandbox.getWorld().clock.now();
  let store = createMemoryStore(now);
  const portone = createPortOne(
    { baseUrl: proxy.url, apiKey: 'sandbox_key', apiSecret: 'sandbox_secret', userAgent: 'test/1' },
    { sleep: async () => {}, random: () => 0 },
  );
  const logged: string[] = [];
  let files = 0;
  let path = '';
  let audit: AuditLog | undefined;
  let guard: GuardContext;

  async function postControl(what: string, body: object = {}): Promise<void> {
    const reply = await fetch(`${sandbox.url}/_sandbox/${what}`, { method: 'POST', body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`/_sandbox/${what} answered ${reply.status}: ${await reply.text()}`);
    await reply.arrayBuffer();
  }

  async function reset(): Promise<void> {
    await audit?.close();
    await postControl('reset');
    proxy.reset();
    store = createMemoryStore(now);
    files += 1;
    path = join(folder, `${files}.jsonl`);
    const day = formatKst(now()).slice(0, 10);
    ({ audit } = await openAuditLog(path, day, { now: () => now() * 1_000, log: (line) => void logged.push(line) }));
    guard = createGuardContext({
      ...{ portone, store, now },
      context: { log: (line) => void logged.push(line), allowCardData },
      guard: { audit, policy: createPolicy(policy, store) },
      ...(approvals
        ? { confirmations: { fallback: 'page' as const, hasSecondPin: true, getApprovals: async () => approvals } }
        : {}),
    });
  }

  /** Each call has its own virtual time: concurrent calls do not advance each other's. */
  function createOwnClock(): Pick<Context, 'getMonotonicMs'> & Pick<GuardContext, 'sleep'> {
    let slept = 0;
    return {
      getMonotonicMs: () => slept,
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
    async readResource(uri) {
      const registry = createResourceRegistry(guard.context, 'en', () => true);
      return (await registry.read(uri, new AbortController().signal))?.text;
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
    async readLedger() {
      const reply = await fetch(`${sandbox.url}/_sandbox/ledger`);
      // The sandbox's own response, in the shape of the contract.
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
