import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig, type ServeConfig } from '../../../../src/config/index.ts';
import { createTokenText } from '../../../../src/main/http/issue-token.ts';
import { loadTenantConfigs } from '../../../../src/main/http/tenants-file.ts';
import { loadTokens } from '../../../../src/transports/http/auth/token-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'http-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const NOW = 1_800_000_000;

function writeFile(text: string | Buffer): string {
  const path = join(folder, `${Math.random()}.json`);
  writeFileSync(path, text);
  return path;
}

const buildEntry = (name: string, more: object = {}) => {
  const [token = '', entry = ''] = createTokenText({ command: 'token', name, scopes: ['payments:read'] }, NOW).split(
    '\n',
  );
  return { token, entry: { ...JSON.parse(entry), ...more } as Record<string, unknown> };
};

describe('the tokens file', () => {
  const loadFile = (value: unknown, tenants = ['default']) =>
    loadTokens(writeFile(typeof value === 'string' ? value : JSON.stringify(value, null, 1)), tenants, () => NOW);

  it('a token is found by its hash and carries its scopes', async () => {
    const { token, entry } = buildEntry('anna');
    expect(JSON.stringify(entry)).not.toContain(token);
    const verify = await loadFile([entry]);
    expect(await verify(token)).toEqual({
      id: 'default/anna',
      tenant: 'default',
      scopes: new Set(['payments:read']),
    });
    await expect(verify(`${token}x`)).rejects.toThrow('Unknown token');
    await expect(verify('')).rejects.toThrow('Unknown token');
  });

  it('a token is rejected after its expiry date', async () => {
    const { token, entry } = buildEntry('anna', { expires: new Date((NOW + 1) * 1000).toISOString() });
    let now = NOW;
    const verify = await loadTokens(writeFile(JSON.stringify([entry])), ['default'], () => now);
    expect(await verify(token)).toMatchObject({ expiresAt: NOW + 1 });
    now += 1;
    await expect(verify(token)).rejects.toThrow('expired');
  });

  it.each<[string, (text: string) => Buffer]>([
    ['UTF-16 LE, as Windows PowerShell does', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 LE without a byte order mark', (text) => Buffer.from(text, 'utf16le')],
    ['UTF-16 BE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    ['UTF-8 with a byte order mark', (text) => Buffer.from(`\ufeff${text}`)],
  ])('a file is read that was written in %s', async (_, encode) => {
    const { token, entry } = buildEntry('anna');
    const verify = await loadTokens(writeFile(encode(`${JSON.stringify([entry])}\r\n`)), ['default'], () => NOW);
    expect(await verify(token)).toMatchObject({ id: 'default/anna' });
  });

  const { entry } = buildEntry('anna');
  it.each([
    ['{', 'not JSON'],
    ['[]', 'must contain at least one token'],
    [[{ ...entry, hash: 'secret' }], '4:3: "0.hash" must be sha256:'],
    [[{ ...entry, scope: [] }], 'is not a key of a list of tokens; did you mean "scopes"?'],
    [[{ ...entry, scopes: ['payments:all'] }], '"0.scopes.0" must be "payments:read" or'],
    [[{ ...entry, scopes: [] }], '"0.scopes" must contain at least one scope'],
    [[{ ...entry, name: 'a/b' }], '"0.name" must be 1 to 60'],
    [[{ ...entry, tenant: 'elsewhere' }], '"0.tenant" is not a tenant of --tenants'],
    [[{ ...entry, expires: 'soon' }], '"0.expires" must be a time'],
    [[entry, { ...entry, name: 'emil' }], '"1.hash" is a duplicate'],
    [[entry, buildEntry('anna').entry], '"1.name" is a duplicate'],
    [[entry, { ...buildEntry('anna').entry, tenant: 'default' }], '"1.name" is a duplicate'],
  ])('the tokens file %j is rejected with the error "%s"', async (value, line) => {
    await expect(loadFile(value)).rejects.toThrow(line);
  });

  it('a token must name its tenant when there are several', async () => {
    await expect(loadFile([entry], ['a', 'b'])).rejects.toThrow('must have a "tenant", since there are several');
    await expect(loadTokens(join(folder, 'absent'), ['a'], () => NOW)).rejects.toThrow('does not exist (ENOENT)');
  });
});

describe('the tenants file', () => {
  const env = {
    A_KEY: 'a',
    A_SECRET: 'as',
    B_KEY: 'b',
    B_SECRET: 'bs',
    A_PIN: '123456',
    A_SECOND: '654321',
    SHORT: '1',
    HOOK: 'https://hooks.example.com/secret',
    HOOK_SECRET: 'sixteen characters',
    URL: 'http://evil',
  };
  const a = { api_key_env: 'A_KEY', api_secret_env: 'A_SECRET' };
  const b = { api_key_env: 'B_KEY', api_secret_env: 'B_SECRET' };
  async function loadFile(value: unknown, more: Record<string, string> = {}, flags: string[] = []) {
    const all = ['--http', '--tokens', 't', '--tenants', 'x', ...flags];
    const config = readConfig(all, { ...env, ...more }) as ServeConfig;
    const path = writeFile(JSON.stringify(value, null, 1));
    return (await loadTenantConfigs(path, config, config.http as NonNullable<ServeConfig['http']>)).configs;
  }

  it('each tenant gets its own settings and none of other tenants or the server', async () => {
    const more = { PORTONE_V1_STATE_KEY: 'k'.repeat(40) };
    const flags = ['--read-only'];
    const own = { approval_pin_env: 'A_PIN', second_approver_pin_env: 'A_SECOND', tier: 'xyz' };
    const configs = await loadFile({ a: { ...a, ...own }, b }, more, flags);
    const [first, second] = [configs.get('a'), configs.get('b')];
    expect(first).toMatchObject({ apiKey: 'a', apiSecret: 'as', tier: 'xyz', readOnly: true });
    expect(first).toMatchObject({ approvalPin: '123456', secondApproverPin: '654321' });
    expect(second).toMatchObject({ apiKey: 'b', apiSecret: 'bs', readOnly: true });
    for (const key of ['approvalPin', 'secondApproverPin', 'tier', 'policyFile', 'auditFile'])
      expect(second).not.toHaveProperty(key);
    expect(first?.stateKey).not.toBe(second?.stateKey);
    expect(first?.stateKey).not.toContain('kkkk');
  });

  it('each tenant has a webhook of its own', async () => {
    const own = { approval_pin_env: 'A_PIN', approval_webhook_env: 'HOOK', approval_webhook_secret_env: 'HOOK_SECRET' };
    const configs = await loadFile({ a: { ...a, ...own }, b });
    expect(configs.get('a')).toMatchObject({ approvalWebhook: env.HOOK, approvalWebhookSecret: env.HOOK_SECRET });
    expect(Object.keys(configs.get('b') ?? {}).filter((key) => key.startsWith('approvalWebhook'))).toEqual([]);
  });

  it('a PIN of the server beside tenants is refused, unless a tenant names its variable', async () => {
    const pin = { PORTONE_V1_APPROVAL_PIN: '999999' };
    await expect(loadFile({ a, b }, pin)).rejects.toThrow(/^PORTONE_V1_APPROVAL_PIN has no effect beside --tenants/);
    const named = { ...a, approval_pin_env: 'PORTONE_V1_APPROVAL_PIN' };
    expect((await loadFile({ a: named, b }, pin)).get('a')).toMatchObject({ approvalPin: '999999' });
  });

  it('an unknown PORTONE_V1_ variable is refused, unless a tenant names it', async () => {
    const key = { PORTONE_V1_SHOP_A_KEY: 'key of a' };
    await expect(loadFile({ a, b }, key)).rejects.toThrow(/^PORTONE_V1_SHOP_A_KEY is not a setting of this server/);
    const named = { ...a, api_key_env: 'PORTONE_V1_SHOP_A_KEY' };
    expect((await loadFile({ a: named, b }, key)).get('a')).toMatchObject({ apiKey: 'key of a' });
  });

  it('a shop is called by the name in its entry, or else as its tenant', async () => {
    const configs = await loadFile({ a: { ...a, name: '감귤상회' }, b });
    expect([...configs.values()].map(({ name }) => name)).toEqual(['감귤상회', 'b']);
  });

  it.each([
    [{}, 'must contain at least one tenant'],
    [{ policy: 'company.json' }, 'must contain at least one tenant'],
    [{ policy: a, b }, '"policy" must be the path of a policy that holds for all tenants'],
    [{ policy: '', b }, '"policy" must be the path of a policy that holds for all tenants'],
    [{ a: { api_key_env: 'A_KEY' } }, '2:2: "a" needs api_secret_env'],
    [{ a: { ...a, api_key_env: 'imp-key-1234' } }, '"a.api_key_env" must be the name of an environment variable'],
    [{ a: { ...a, api_key_env: 'ABSENT' } }, '"a.api_key_env" names the environment variable ABSENT, which is not set'],
    [{ a: { ...a, base_url_env: 'URL' } }, 'URL must be an https:// address'],
    [{ a: { ...a, approval_pin_env: 'SHORT' } }, 'must name a variable with at least 4 characters'],
    [{ a: { ...a, second_approver_pin_env: 'SHORT' } }, 'must name a variable with at least 4 characters'],
    [
      { a: { ...a, approval_pin_env: 'A_PIN', second_approver_pin_env: 'A_PIN' } },
      'must name a PIN that differs from approval_pin_env',
    ],
    [{ a: { ...a, approval_webhook_env: 'HOOK' } }, '"a.approval_webhook_env" requires approval_pin_env'],
    [
      { a: { ...a, approval_pin_env: 'A_PIN', approval_webhook_secret_env: 'HOOK_SECRET' } },
      '"a.approval_webhook_secret_env" has no effect without approval_webhook_env',
    ],
    [{ a: { ...a, approval_pin_env: 'A_PIN', approval_webhook_env: 'URL' } }, 'URL must be an https:// address'],
    [{ a: { ...a, readonly: true } }, 'is not a key of a file of tenants; did you mean "read_only"?'],
    [{ 'A/b': a }, '"A/b" is not a valid tenant name'],
    [{ a: { ...a, audit: 'one' }, b: { ...b, audit: 'one' } }, '"b.audit" is already the audit log of another tenant'],
  ])('the tenants file %j is rejected with the error "%s"', async (value, line) => {
    await expect(loadFile(value)).rejects.toThrow(line);
  });
});
