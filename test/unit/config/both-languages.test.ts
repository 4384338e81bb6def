import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { ConfigError, readConfig } from '../../../src/config/index.ts';
import { loadJsonFile } from '../../../src/config/json-file.ts';
import { settings } from '../../../src/config/settings.ts';
import { loadPolicy } from '../../../src/guard/policy/policy-file.ts';
import { createTokenText } from '../../../src/main/http/issue-token.ts';
import { toolDefinitions } from '../../../src/tools/definitions.ts';
import { selectTools } from '../../../src/tools/toolsets/select.ts';
import { loadTokens } from '../../../src/transports/http/auth/token-file.ts';

const keys = { PORTONE_V1_API_KEY: 'k1', PORTONE_V1_API_SECRET: 's1' };

async function catchConfigError(work: () => unknown): Promise<ConfigError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('nothing was wrong');
}

const HANGUL = /[가-힣]/;
/** Names in the console and toolset names are Korean in both languages. */
const CONSOLE_PATHS = /결제 연동 >[^;.,)]*/g;

function expectBothLanguages({ text: { en, ko }, message }: ConfigError): void {
  expect(message).toBe(en);
  expect(ko).toMatch(HANGUL);
  expect(en.replace(CONSOLE_PATHS, '')).not.toMatch(HANGUL);
  expect(`${en}${ko}`).not.toContain('\n');
}

const commandLines: [flags: string, env?: Record<string, string>][] = [
  [''],
  ['', { ...keys, PORTONE_V1_API_KEY: '<your key>' }],
  ['', { ...keys, PORTONE_V1_API_KEY: 'store-0a1b2c3d-0000-1111-2222-333344445555' }],
  ['', { ...keys, PORTONE_V1_API_KEY: 'imp12345678' }],
  ['', { ...keys, PORTONE_V1_API_SECRET: 'k1' }],
  ['', { ...keys, PORTONE_V1_API_SECRET: 'a b' }],
  ['--read-onyl'],
  ['--read-only true'],
  ['--read-only=true'],
  ['--policy'],
  ['doktor'],
  ['--sandbox doctor'],
  ['sandbox x'],
  ['token'],
  ['token shop --days 0'],
  ['audit'],
  ['sandbox --webhook-url x'],
  ['--sandbox --port 1'],
  ['--sandbox', { PORTONE_V1_READONLY: '1' }],
  ['--sandbox', { PORTONE_V1_POLICY: `\${user_config.policy}` }],
  ['--sandbox --http --host 0.0.0.0'],
  ['--sandbox --http --public-url https://a.example.com'],
  ['--sandbox --http --tenants x'],
  ['--sandbox --http --tokens x --oauth-issuer https://a.example.com'],
  ['--sandbox --http --oauth-scopes payments:read'],
  ['--sandbox --http --tokens x --host 0.0.0.0'],
  ['--sandbox --http --tokens x --tenants y --policy z'],
  ['--sandbox --http --approval-port 1'],
  ['--sandbox --approval-host 0.0.0.0'],
  ['--sandbox --confirm page --confirm-fallback refuse'],
  ['--sandbox --confirm-fallback refuse', { PORTONE_V1_APPROVAL_PIN: '1234' }],
  ['--sandbox', { PORTONE_V1_APPROVAL_PIN: '1234', PORTONE_V1_SECOND_APPROVER_PIN: '1234' }],
  ['--sandbox --http --tokens x', { PORTONE_V1_SECOND_APPROVER_PIN: '1234' }],
  ['--sandbox', { PORTONE_V1_REDIS_URL: 'redis://x' }],
];

it.each(commandLines.map(([flags, env = {}]) => ({ flags, env })))(
  'the error of "$flags" with $env is told in both languages',
  async ({ flags, env }) => {
    expectBothLanguages(await catchConfigError(() => readConfig(flags.split(' ').filter(Boolean), env)));
  },
);

/** Values that some settings refuse. */
const wrongValues = ['', ',', 'x', '-1', '99999999999', 'ftp://x y', 'http://192.0.2.1/?x#y', 'a/b', 'x'.repeat(50)];

it.each(settings.map(({ flag, env }) => [flag === undefined ? (env ?? '') : `--${flag}`] as const))(
  'whatever %s refuses is told in both languages',
  (name) => {
    for (const value of wrongValues) {
      const isFlag = name.startsWith('--');
      const argv = ['--sandbox', '--http', ...(isFlag ? [`${name}=${value}`] : [])];
      try {
        readConfig(argv, isFlag ? {} : { [name]: value });
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        expectBothLanguages(error);
      }
    }
  },
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'both-languages-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const brokenPolicies = [
  '',
  '{',
  '{"refund":1}',
  '{"refund":{"per_call":"x"}}',
  '{"refunds":{}}',
  '{"hours":{},"business_hours":{}}',
  '{"environment":"x"}',
  '{"business_hours":{"from":"9","to":"10:00"}}',
  '{"refund":{"max_age_days":-1}}',
  '{"refund":{},"refund":{}}',
  '{"disabled_tools":["get_paymnt"]}',
  '[]',
];

it.each(brokenPolicies)('the error of the policy %s is told in both languages', async (text) => {
  const file = join(folder, 'policy.json');
  await writeFile(file, text);
  expectBothLanguages(await catchConfigError(() => loadPolicy(file, { tools: ['get_payment'], warn() {} })));
});

it('the errors of files, tokens and tool names are told in both languages', async () => {
  const file = join(folder, 'tokens.json');
  await writeFile(file, '[{"name":"a b","hash":"x","scopes":[]}]');
  const kind = { flag: '--x', schema: z.object({}), thing: { en: 'a file', ko: '파일' }, keys: [] };
  const token = { command: 'token', name: 'x', scopes: ['x'], tenant: undefined, days: undefined } as const;
  for (const work of [
    () => loadTokens(file, ['a'], () => 0),
    () => loadJsonFile(join(folder, 'absent.json'), kind),
    () => loadJsonFile(folder, kind),
    () => createTokenText({ command: token.command, name: token.name, scopes: token.scopes }, 0),
    () => selectTools(toolDefinitions, { tools: [], excludeTools: ['get_paymnt'], readOnly: false }),
    () => selectTools(toolDefinitions, { toolsets: ['dsk'], tools: [], excludeTools: [], readOnly: false }),
  ])
    expectBothLanguages(await catchConfigError(work));
});

it('a name that is nearly right is suggested, and a file that is not there is named with its folder', async () => {
  const messageOf = async (work: () => unknown) => (await catchConfigError(work)).message;
  const select = (names: object) =>
    selectTools(toolDefinitions, { tools: [], excludeTools: [], readOnly: false, ...names });
  expect(await messageOf(() => select({ excludeTools: ['refund_paymnt'] }))).toContain('did you mean refund_payment?');
  expect(await messageOf(() => select({ toolsets: ['suport'] }))).toContain('did you mean support?');
  expect(await messageOf(() => readConfig(['--read-onyl'], {}))).toContain('did you mean --read-only?');
  expect(await messageOf(() => readConfig(['docter'], {}))).toContain('did you mean doctor?');
  expect(await messageOf(() => loadPolicy('absent.json', { tools: [], warn() {} }))).toBe(
    `--policy absent.json: does not exist (${join(process.cwd(), 'absent.json')}) (ENOENT)`,
  );
});
