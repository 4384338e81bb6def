import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callConfirmed, openOldSession, parseText } from '../support/old-session.ts';
import type { Samples } from '../support/tool-case.ts';
import { getInProcessCommand, getServerCommand, startUpstream, type Upstream } from '../support/upstream.ts';
import { cases } from './calls/index.ts';

/** Early SDKs, which `npm run hosts:install` installs. Each throws at a result that holds what it does not know. */
const OLD_SDKS = ['sdk-v1-11', 'sdk-v1-12'];
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

const requireFromHosts = createRequire(new URL('../hosts/package.json', import.meta.url));
/** Loads an early SDK; undefined if it is not installed. */
const loadSdk = (name: string) => {
  if (!existsSync(new URL(`../hosts/node_modules/${name}/package.json`, import.meta.url))) return undefined;
  const { Client } = requireFromHosts(`${name}/client/index.js`);
  const { StdioClientTransport } = requireFromHosts(`${name}/client/stdio.js`);
  return { Client, StdioClientTransport };
};

for (const { name, sdk } of OLD_SDKS.map((name) => ({ name, sdk: loadSdk(name) })))
  it.skipIf(sdk === undefined)(
    `a client of ${name} reads every result without an error${sdk ? '' : ' (skipped: run npm run hosts:install)'}`,
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
