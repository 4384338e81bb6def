import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createCompletionService } from '../../src/desk/completion.ts';
import type { Caller, ConfirmationReply } from '../../src/guard/confirmation/caller.ts';
import { prompts } from '../../src/prompts/library/index.ts';
import { createPromptRegistry } from '../../src/prompts/registry.ts';
import { getChangedUris } from '../../src/resources/changed-uris.ts';
import { resources } from '../../src/resources/records/index.ts';
import { createResourceRegistry } from '../../src/resources/registry.ts';
import type { Change } from '../../src/store/change-events.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import { callTool } from '../../src/tools/call-tool.ts';
import { tools } from '../../src/tools/index.ts';
import type { Tool } from '../../src/tools/tool.ts';
import { createMetrics } from '../../src/transports/http/observability/metrics.ts';
import { createWebhooks } from '../../src/transports/http/webhooks.ts';
import { allCanaries, cardCanaries, findCanaries } from '../support/canaries.ts';
import { createCanaryServer } from '../support/canary-portone.ts';
import { buildSampleArguments } from '../support/sample-arguments.ts';

/** What may leave in neither mode; names and numbers of people are shown with `--pii full`. */
const forbidden = { masked: allCanaries, full: cardCanaries };
const modes = ['masked', 'full'] as const;

const caller: Caller = {
  id: 'probe',
  supportsFormElicitation: true,
  supportsUrlElicitation: false,
  signal: new AbortController().signal,
};

/** All details, and a value for each argument for which there is a sample. */
function buildFittingArguments({ fields }: Pick<Tool, 'fields'>): Record<string, unknown> {
  const { fields: _columns, cursor: _cursor, full_refund: _whole, all: _everything, detail, ...others } = fields;
  const fitting = Object.entries(others).flatMap(([name, schema]) => {
    try {
      return Object.entries(buildSampleArguments({ fields: { [name]: schema } }));
    } catch {
      return [];
    }
  });
  return { ...Object.fromEntries(fitting), ...(detail ? { detail: 'full' } : {}) };
}

const createServerIn = (pii: (typeof modes)[number], refuses = false) => {
  const metrics = createMetrics();
  return { ...createCanaryServer({ pii, refuses, telemetry: metrics.telemetry }), metrics };
};

/** Calls a tool, approves what it asks, and returns everything that it said. */
async function callAndApprove({ guard }: ReturnType<typeof createServerIn>, tool: Tool): Promise<string[]> {
  const args = buildFittingArguments(tool);
  const call = (reply?: ConfirmationReply) =>
    callTool(guard, { ...caller, ...(reply ? { reply } : {}) }, tool.name, args);
  const asked = await call();
  if (asked.status !== 'pending' || asked.channel !== 'form') return [JSON.stringify(asked)];
  const { token, amountToType } = asked;
  const done = await call({ token, decision: 'approved', channel: 'form', typedAmount: amountToType });
  return [JSON.stringify(asked), JSON.stringify(done)];
}

describe.each(modes)('with --pii %s, where PortOne answers with fifty personal texts in every field', (pii) => {
  it.each([false, true])(
    'no result, question, error, log line or metric of any tool shows one (PortOne refuses: %s)',
    async (refuses) => {
      const server = createServerIn(pii, refuses);
      let questions = 0;
      for (const tool of tools) {
        const said = await callAndApprove(server, tool);
        questions += said.length - 1;
        for (const text of said) expect(findCanaries(text, forbidden[pii]), tool.name).toEqual([]);
      }
      expect(findCanaries(server.lines.join('\n'))).toEqual([]);
      const metrics = await server.metrics.renderText();
      expect(metrics).toContain('tool_calls_total');
      expect(findCanaries(metrics)).toEqual([]);
      if (!refuses) expect(questions).toBeGreaterThan(5);
      if (!refuses) expect(server.sent.length).toBeGreaterThan(5);
    },
    30_000,
  );

  it('no resource, and no list of them, shows one', async () => {
    const { context } = createServerIn(pii).guard;
    const registry = createResourceRegistry(context, 'en', () => true);
    const uris = ['payments/imp_1', 'orders/o_1', 'billing-keys/c_1', 'schedules/o_1', 'receipts/imp_1', 'codes/banks'];
    for (const path of [...uris, 'codes/cards', 'codes/banks/004', 'payments/status/paid', 'audit/recent']) {
      const content = await registry.read(`portone://${path}`, caller.signal, caller.id);
      expect(content?.text.length, path).toBeGreaterThan(10);
      expect(findCanaries(content?.text ?? '', forbidden[pii]), path).toEqual([]);
    }
    expect(findCanaries(JSON.stringify(await registry.list(undefined, async () => {})), forbidden[pii])).toEqual([]);
  });

  it('no prompt and no completion shows one', async () => {
    const { context } = createServerIn(pii).guard;
    const registry = createPromptRegistry('en', () => true);
    const completion = createCompletionService(context, () => true);
    const sources = prompts.flatMap(({ name, arguments: all }) =>
      all.map((argument) => registry.getCompletionSource(name, argument.name)),
    );
    const ofResources = resources.map(({ completeFrom }) => completeFrom);
    const typed = ['', '0', '010', 'canary', '9001', '홍'];
    let values = 0;
    for (const source of [...sources, ...ofResources])
      for (const text of source === undefined ? [] : typed) {
        const found = await completion.complete(source ?? [], text);
        values += found.length;
        expect(findCanaries(JSON.stringify(found)), String(source)).toEqual([]);
      }
    expect(values).toBeGreaterThan(10);
    expect(findCanaries(JSON.stringify(registry.listed))).toEqual([]);
  });

  it('no webhook leads to a notification or a log line that shows one', async () => {
    const { guard, lines } = createServerIn(pii);
    const changes: Change[] = [];
    guard.context.changes.subscribe((change) => void changes.push(change));
    const webhooks = createWebhooks({
      tenants: new Map([['shop', guard]]),
      store: createMemoryStore(() => 0),
      isTrustedSource: () => true,
      now: () => 0,
      log: (line) => void lines.push(line),
    });
    const all = allCanaries.map(({ text }) => text).join(' ');
    const body = { imp_uid: 'imp_1', merchant_uid: all, status: all, buyer_tel: all, cancellation_id: all };
    for (const one of [body, { ...body, imp_uid: all }])
      await post(webhooks.routes[0]?.handle ?? (() => {}), JSON.stringify(one));
    await webhooks.waitUntilIdle();
    expect(changes).toHaveLength(1);
    expect(findCanaries(JSON.stringify(changes.flatMap(getChangedUris)))).toEqual([]);
    expect(findCanaries(lines.join('\n'))).toEqual([]);
  });
});

async function post(handle: (...args: Parameters<RequestListener>) => unknown, body: string): Promise<void> {
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  await (await fetch(`http://127.0.0.1:${port}/webhooks/portone`, { method: 'POST', body })).text();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
