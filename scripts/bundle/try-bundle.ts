import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { unpackExtension } from '@anthropic-ai/mcpb';
import * as z from 'zod';
import { callServer } from './call-server.ts';
import {
  buildCommand,
  buildLiteralCommand,
  type Command,
  type Manifest,
  readManifest,
  type UserConfig,
} from './manifest.ts';

/** The part of check_connection's answer that shows whether settings arrived. */
const Connection = z.object({
  portone: z.object({ reachable: z.boolean() }),
  settings: z.object({ personal_data: z.string(), audit: z.string(), policy: z.string() }),
  tools: z.object({ read_only: z.boolean() }),
  server: z.object({ node: z.string() }),
});

/**
 * Unpacks a bundle in a folder with blanks and Korean in its name, starts it by its own manifest as a host would, and
 * calls tools. Returns a line for each way of starting it. Throws if one of them does not work.
 */
export async function tryBundle(path: string): Promise<string[]> {
  const temporary = await mkdtemp(join(tmpdir(), 'try bundle '));
  const folder = join(temporary, '포트원 확장 1');
  try {
    if (!(await unpackExtension({ mcpbPath: path, outputDir: folder, silent: true })))
      throw new Error(`${path} could not be unpacked`);
    const manifest = readManifest(folder);
    return [
      await tryWithoutKey('empty settings', await buildCommand(manifest, folder, leaveEmpty(manifest))),
      await tryWithoutKey('literal settings', buildLiteralCommand(manifest, folder)),
      await tryFilled(manifest, folder, temporary),
    ];
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** What a host passes whose person changed nothing in the form. */
const leaveEmpty = ({ user_config = {} }: Manifest): UserConfig =>
  Object.fromEntries(Object.entries(user_config).map(([name, { type }]) => [name, type === 'boolean' ? false : '']));

const tryWithoutKey = (name: string, command: Command): Promise<string> =>
  callServer(command, async ({ tools, call }) => {
    const payments = await call('search_payments', { period: '최근 7일' });
    const failure = await call('get_payment', { imp_uid: 'imp_000000000000' });
    for (const answer of [payments, failure]) assert.match(String(answer.sandbox_note), /^No API key is set/);
    assert.ok(payments.payments, 'the sandbox shows payments');
    assert.ok(failure.error, 'a payment that does not exist is an error');
    return `${name}: ${tools.length} tools, answers say that this is the sandbox`;
  });

/** Everything filled in, against a sandbox that takes PortOne's place. */
async function tryFilled(manifest: Manifest, folder: string, temporary: string): Promise<string> {
  const sandbox = spawn(process.execPath, [join(folder, 'dist/main.js'), 'sandbox'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    const [baseUrl] = await once(createInterface({ input: sandbox.stdout }), 'line');
    const policy = join(temporary, '정책.json');
    const audit = join(temporary, '감사 로그.jsonl');
    await copyFile(join(folder, 'docs/policy.example.json'), policy);
    const command = await buildCommand(manifest, folder, {
      ...{ api_key: 'sandbox_key', api_secret: 'sandbox_secret', sandbox: false, language: 'ko' },
      ...{ support_tools: true, desk_tools: false, discover_tools: false, read_only: true },
      ...{ show_personal_data: true, approval_pin: '246810', policy, audit },
    });
    // No setting of the bundle leads anywhere else than to PortOne.
    command.env.PORTONE_V1_BASE_URL = String(baseUrl);
    const line = await callServer(command, async ({ tools, call }) => {
      const connection = await call('check_connection', {});
      assert.equal('sandbox_note' in connection, false, 'with a key nothing is said of the sandbox');
      const { portone, settings, server, tools: offered } = Connection.parse(connection);
      assert.deepEqual(
        { ...settings, reachable: portone.reachable, readOnly: offered.read_only },
        { personal_data: 'full', audit: 'on', policy: 'on', reachable: true, readOnly: true },
      );
      return `filled settings: ${tools.length} tools, all in effect (Node ${server.node})`;
    });
    assert.ok((await readFile(audit, 'utf8')).length > 0, 'the audit log begins');
    return line;
  } finally {
    sandbox.kill();
  }
}
