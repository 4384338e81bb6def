import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tools as allTools } from '../../src/tools/index.ts';
import { buildCommand, Manifest, readJson } from '../support/manifest.ts';

const manifest = Manifest.parse(readJson('manifest.json'));
let sandbox: ChildProcess;
let baseUrl: string;

beforeAll(async () => {
  sandbox = spawn(process.execPath, [manifest.server.entry_point, 'sandbox'], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!sandbox.stdout) throw new Error('the sandbox has no stdout');
  [baseUrl] = await once(createInterface({ input: sandbox.stdout }), 'line');
});

afterAll(() => {
  sandbox.kill();
});

async function connect(answers: Record<string, string | boolean>): Promise<Client> {
  const { command, args, env } = buildCommand(manifest, process.cwd(), {
    api_key: 'sandbox_key',
    api_secret: 'sandbox_secret',
    ...answers,
  });
  const client = new Client({ name: 'desktop', version: '1' });
  await client.connect(new StdioClientTransport({ command, args, env: { ...env, PORTONE_V1_BASE_URL: baseUrl } }));
  return client;
}

describe('a host that installs the bundle', () => {
  it('the installed bundle lists every tool and reaches PortOne with the given key', async () => {
    const client = await connect({});
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual(allTools.map(({ name }) => name).sort());
    const { structuredContent } = await client.callTool({ name: 'get_access_token', arguments: {} });
    expect(structuredContent).toEqual({ result: { expired_at: expect.any(String) } });
    await client.close();
  });

  it('the installed bundle lists only reads when the person chose read-only', async () => {
    const client = await connect({ read_only: true });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual(
      allTools
        .filter(({ effect }) => effect === 'read')
        .map(({ name }) => name)
        .sort(),
    );
    await client.close();
  });
});
