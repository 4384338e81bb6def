import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callConfirmed, openOldSession, parseText } from '../support/old-session.ts';
import type { Samples } from '../support/tool-case.ts';
import { getInProcessCommand, getServerCommand, startUpstream, type Upstream } from '../support/upstream.ts';
import { cases } from './calls/index.ts';

/** Early SDKs, installed under names of their own. Each throws at a result that holds what it does not know. */
const OLD_SDKS = ['sdk-1.11', 'sdk-1.12'];
const FLAGS = ['--allow-card-data', '--confirm-fallback', 'token'];

let upstream: Upstream;
let samples: Samples;

beforeAll(async () => {
  upstream = await startUpstream();
  samples = await upstream.readSamples();
});
beforeEach(() => upstream.reset());
afterAll(() => upstream.close());

describe.each(['2024-11-05', '2025-03-26'])('a session of the protocol version %s', (version) => {
  it('every tool answers with one text, and the ledger shows its change', async () => {
    const session = await openOldSession(version, getInProcessCommand(upstream.url, ...FLAGS));
    for (const { tool: name, buildArguments, assertResult, getExpectedEntry } of cases) {
      await upstream.reset();
      const result = await callConfirmed(
        (args) => session.request('tools/call', { name, arguments: args }),
        buildArguments(samples),
      );
      expect(result, name).toEqual({ content: [{ type: 'text', text: expect.any(String) }] });
      assertResult(parseText(result), samples);
      const { entries } = await upstream.readLedger();
      expect(entries, name).toMatchObject(getExpectedEntry ? [getExpectedEntry(samples)] : []);
    }
    await session.close();
  });

  it('a failure is one text with its kind', async () => {
    const session = await openOldSession(version, getInProcessCommand(upstream.url));
    const result = await session.request('tools/call', { name: 'get_payment', arguments: {} });
    expect(result).toEqual({ content: [{ type: 'text', text: expect.any(String) }], isError: true });
    expect(parseText(result)).toMatchObject({ error: { kind: 'invalid_input' } });
    await session.close();
  });

  it('the lists have only fields of that version', async () => {
    const session = await openOldSession(version, getInProcessCommand(upstream.url));
    const { tools } = await session.request('tools/list', {});
    const fields = ['name', 'description', 'inputSchema', ...(version === '2024-11-05' ? [] : ['annotations'])];
    for (const tool of Object(tools)) expect(Object.keys(tool).sort()).toEqual(fields.sort());
    const { prompts } = await session.request('prompts/list', {});
    for (const prompt of Object(prompts)) expect(prompt).not.toHaveProperty('title');
    const read = await session.request('resources/read', { uri: 'portone://codes/banks' });
    expect(Object.keys(read)).toEqual(['contents']);
    await session.close();
  });
});

/** Loads an early SDK; undefined if it is not installed. */
const loadSdk = async (name: string) => {
  try {
    const [{ Client }, { StdioClientTransport }] = await Promise.all([
      import(`${name}/client/index.js`),
      import(`${name}/client/stdio.js`),
    ]);
    return { Client, StdioClientTransport };
  } catch {
    return undefined;
  }
};
const loadedSdks = await Promise.all(OLD_SDKS.map(async (name) => ({ name, sdk: await loadSdk(name) })));

for (const { name, sdk } of loadedSdks)
  it.skipIf(sdk === undefined)(
    `a client of ${name} reads every result without an error${sdk ? '' : ' (skipped: the package is not installed)'}`,
    async () => {
      if (!sdk) return;
      const client = new sdk.Client({ name: 'old', version: '1' }, { capabilities: {} });
      await client.connect(
        new sdk.StdioClientTransport({ ...getServerCommand(upstream.url, ...FLAGS), stderr: 'ignore' }),
      );
      expect((await client.listTools()).tools.length).toBeGreaterThan(80);
      for (const { tool, buildArguments, assertResult, getExpectedEntry } of cases) {
        await upstream.reset();
        const result = await callConfirmed(
          (args) => client.callTool({ name: tool, arguments: args }),
          buildArguments(samples),
        );
        assertResult(parseText(result), samples);
        const { entries } = await upstream.readLedger();
        expect(entries, tool).toMatchObject(getExpectedEntry ? [getExpectedEntry(samples)] : []);
      }
      await client.close();
    },
    120_000,
  );
