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
import { type ApprovalDesk, createApprovalDesk } from './approval-desk.ts';
import { createGuardContext } from './guard-context.ts';
import { createKeepAliveClient } from './keep-alive-client.ts';
import { type HeldRequest, type LyingProxy, startLyingProxy } from './lying-proxy.ts';
import { missingBillingKeyOption } from './missing-billing-key.ts';
import { type Call, getWriteRoute } from './money-calls.ts';
import { type InjectedLie, lies, type MoneyLie, parseRoute } from './money-lies.ts';
import { type CallOutcomes, makeCall } from './money-person.ts';
import { buildRequest, type ToolRequest } from './money-requests.ts';
import type { Fault } from './money-steps.ts';
import { type AuditLine, createRotatingAuditLog } from './rotating-audit-log.ts';

/** 2026-11-18T16:40:00+09:00, in unix seconds. */
const START_TIME = 1_795_000_000;
const DELAY_MS = 3;

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
  /** Makes the call, but the server dies before it sends the write or before it knows the outcome, and starts again. */
  crashDuring(call: Call, isSent: boolean): Promise<CallOutcomes>;
  advance(seconds: number): Promise<void>;
  injectFault(fault: Fault): Promise<void>;
  injectLie(lie: InjectedLie): void;
  /** Hands over the requests that PortOne gets only after their calls have ended. */
  takeHeld(): HeldRequest[];
  readResource(uri: string): Promise<string | undefined>;
  /** Calls a tool once, as a model does; `reply` is the person's to the question before. */
  callTool(
    tool: string,
    args: Record<string, unknown>,
    reply?: ConfirmationReply,
    signal?: AbortSignal,
  ): Promise<CallOutcome>;
  /** Makes the call, and answers its questions as the people of the call do. */
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
  /** Where people approve and type secrets; `desk`: on real pages, as `decideOnPage` says. */
  approvals?: Approvals | 'desk';
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
  const client = createKeepAliveClient();
  const logged: string[] = [];
  const log = (line: string) => void logged.push(line);
  let isDying = false;
  let guard: GuardContext;
  let desk: ApprovalDesk;
  const auditLog = createRotatingAuditLog(folder, {
    ...{ now, log },
    async beforeStep(step) {
      await beforeAuditStep(step);
      return !(isDying && step === 'outcome');
    },
  });

  async function postControl(what: string, content: object = {}): Promise<void> {
    const { status, body } = await client.send(`${sandbox.url}/_sandbox/${what}`, {
      method: 'POST',
      body: JSON.stringify(content),
    });
    if (status !== 200) throw new Error(`/_sandbox/${what} answered ${status}: ${body}`);
  }

  async function reset(): Promise<void> {
    await auditLog.reset();
    await postControl('reset');
    proxy.reset();
    await start();
  }

  async function readLedger(): Promise<Record<string, unknown>[]> {
    const { body } = await client.send(`${sandbox.url}/_sandbox/ledger`);
    // The sandbox's own response, in the shape of the contract.
    return (JSON.parse(body) as { entries: Record<string, unknown>[] }).entries;
  }

  /** Starts the server with what its audit log tells. */
  async function start(): Promise<void> {
    const { audit, spendToday, isSpendingLost, earlierWrites: recorded, identity, pseudonyms } = await auditLog.open();
    const store = createMemoryStore(now);
    desk = createApprovalDesk(store, now);
    const pages = approvals === 'desk' ? desk.approvals : approvals;
    const policy = createPolicy([{ issuer: 'operator', rules }], store, identity, pseudonyms);
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
      ...(pages
        ? { confirmations: { fallback: 'page' as const, hasSecondPin: true, getApprovals: async () => pages } }
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
        await proxy.forwardDuringReadBack();
      },
    };
  }

  function callToolAs(
    id: string,
    { tool, args }: ToolRequest,
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

  async function makeCallAs(call: Call): Promise<CallOutcomes> {
    const request = buildRequest(sandbox, call);
    return makeCall(call, {
      send: (reply, signal) => callToolAs(call.caller, request, reply, signal),
      onceWritten: (listener) => proxy.onceRequested('POST', listener),
      decideOnPage: (url, decision) => desk.decide(url, decision),
    });
  }

  function injectLie({ route, lie }: InjectedLie): void {
    const { method, path } = parseRoute(route);
    const { response, forwarding }: MoneyLie = lies[lie];
    proxy.lieOnce(method, path, response, forwarding);
  }

  return {
    sandbox,
    proxy,
    reset,
    restart,
    rotate: auditLog.rotate,
    async crashDuring(call, isSent) {
      const { length } = await readLedger();
      isDying = true;
      if (!isSent) injectLie({ route: getWriteRoute(call), lie: 'connection lost, never executed' });
      const result = await makeCallAs(call);
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
    makeCall: makeCallAs,
    logged,
    advance: (advance) => postControl('clock', { advance }),
    injectFault: (fault) => postControl('faults', { ...fault, delay_ms: DELAY_MS }),
    injectLie,
    takeHeld: proxy.takeHeld,
    readLedger,
    readAudit: auditLog.read,
    async close() {
      await auditLog.close();
      await portone.close();
      client.close();
      await proxy.close();
      await sandbox.close();
      await rm(folder, { recursive: true });
    },
  };
}
