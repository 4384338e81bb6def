import type { Context } from '../../src/context.ts';
import type { Caller, ConfirmationReply } from '../../src/guard/confirmation/caller.ts';
import { createPortOne } from '../../src/portone/client.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import { type CallOutcome, callTool } from '../../src/tools/call-tool.ts';
import { createGuardContext } from '../support/guard-context.ts';
import { type RecordedUpstream, startRecordedUpstream } from './recorded-upstream.ts';

export const NOW = 1_795_000_000;
export const API_KEY = 'the_api_key_of_the_shop';
export const API_SECRET = 'the_api_secret_of_the_shop';

type Arguments = Readonly<Record<string, unknown>>;

/** A server whose PortOne answers as it was recorded to. */
export interface RecordedShop {
  upstream: RecordedUpstream;
  call(tool: string, args: object): Promise<CallOutcome>;
  /** Calls a tool that must succeed, and returns what it shows. */
  getResult(tool: string, args: object): Promise<unknown>;
  /** Calls a tool and says yes to its question. */
  confirm(tool: string, args: object): Promise<{ question: string; outcome: CallOutcome }>;
  close(): Promise<void>;
}

export async function openRecordedShop(context: Partial<Context> = {}): Promise<RecordedShop> {
  const upstream = await startRecordedUpstream();
  const portone = createPortOne(
    { baseUrl: upstream.url, apiKey: API_KEY, apiSecret: API_SECRET, userAgent: 'test/1' },
    { sleep: async () => {}, random: () => 0 },
  );
  const createGuard = () =>
    createGuardContext({
      ...{ portone, store: createMemoryStore(() => NOW), now: () => NOW, context },
      guard: { sleep: async () => {} },
    });
  const callAs = (guard: ReturnType<typeof createGuard>, tool: string, args: object, reply?: ConfirmationReply) => {
    const caller: Caller = {
      ...{ id: 'alice', supportsFormElicitation: true, supportsUrlElicitation: false },
      ...(reply ? { reply } : {}),
      signal: new AbortController().signal,
    };
    return callTool(guard, caller, tool, { ...args });
  };
  const call = (tool: string, args: object) => callAs(createGuard(), tool, args);
  return {
    upstream,
    call,
    async getResult(tool, args) {
      const outcome = await call(tool, args);
      if (outcome.status !== 'done') throw new Error(`${tool}: ${JSON.stringify(outcome)}`);
      return outcome.result.result;
    },
    async confirm(tool, args: Arguments) {
      const guard = createGuard();
      const asked = await callAs(guard, tool, args);
      if (asked.status !== 'pending' || asked.channel !== 'form') throw new Error(`${tool}: ${JSON.stringify(asked)}`);
      const { message: question, token, amountToType } = asked;
      const reply = { token, decision: 'approved', channel: 'form', typedAmount: amountToType } as const;
      return { question, outcome: await callAs(guard, tool, args, reply) };
    },
    async close() {
      await portone.close();
      await upstream.close();
    },
  };
}
