import { createCatalog } from '../../src/context.ts';
import type { ConfirmationReply } from '../../src/guard/confirmation/caller.ts';
import { createPortOne } from '../../src/portone/client.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import type { World } from '../../src/sandbox/state/world.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import { callTool } from '../../src/tools/call-tool.ts';
import { toolDefinitions } from '../../src/tools/definitions.ts';
import { selectTools } from '../../src/tools/toolsets/select.ts';
import { createGuardContext } from '../support/guard-context.ts';
import { missingBillingKeyOption } from '../support/missing-billing-key.ts';

/** 2026-11-18T20:06:40+09:00, a Wednesday: in the middle of a month, so that "last week" and "this month" differ. */
export const EXAM_TIME = 1_795_000_000;

/** An answer of a tool as a client receives it. */
export interface ToolAnswer {
  isError: boolean;
  /** The text that a model reads. */
  text: string;
  content: Record<string, unknown>;
}

/** A server with a sandbox, both at the same standing time, and a person who agrees to every question. */
export interface ExamShop {
  readonly world: World;
  /** Calls a tool and answers its question. */
  call(tool: string, args: Record<string, unknown>): Promise<ToolAnswer>;
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function openExamShop(): Promise<ExamShop> {
  const sandbox = await startSandbox({ strict: true, startedAt: EXAM_TIME, ...missingBillingKeyOption });
  const now = () => sandbox.getWorld().clock.now();
  const portone = createPortOne(
    { baseUrl: sandbox.url, apiKey: 'sandbox_key', apiSecret: 'sandbox_secret', userAgent: 'exam/1' },
    { sleep: async () => {}, random: () => 0 },
  );
  const catalog = createCatalog(selectTools(toolDefinitions, { tools: [], excludeTools: [], readOnly: false }));
  const start = () =>
    createGuardContext({ portone, store: createMemoryStore(now), now, context: { lang: 'ko', catalog } });
  let guard = start();
  const send = (tool: string, args: Record<string, unknown>, reply?: ConfirmationReply) =>
    callTool(
      guard,
      {
        id: 'examinee',
        supportsFormElicitation: true,
        supportsUrlElicitation: false,
        signal: new AbortController().signal,
        ...(reply ? { reply } : {}),
      },
      tool,
      args,
    );
  return {
    get world() {
      return sandbox.getWorld();
    },
    async call(tool, args) {
      let outcome = await send(tool, args);
      if (outcome.status === 'pending' && outcome.channel === 'form') {
        const { token, amountToType } = outcome;
        outcome = await send(tool, args, { token, decision: 'approved', channel: 'form', typedAmount: amountToType });
      }
      if (outcome.status === 'pending') throw new Error(`${tool} asked twice`);
      const content = outcome.status === 'done' ? outcome.result : { error: outcome.error };
      return { isError: outcome.status === 'failed', text: JSON.stringify(content), content };
    },
    async reset() {
      await fetch(`${sandbox.url}/_sandbox/reset`, { method: 'POST' });
      guard = start();
    },
    async close() {
      await portone.close();
      await sandbox.close();
    },
  };
}
