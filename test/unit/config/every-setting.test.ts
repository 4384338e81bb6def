import { describe, expect, it } from 'vitest';
import { readConfig, type ServeConfig } from '../../../src/config/index.ts';
import type { Setting } from '../../../src/config/setting.ts';
import { settings } from '../../../src/config/settings.ts';

const KEYS = { PORTONE_V1_API_KEY: 'key', PORTONE_V1_API_SECRET: 'secret' };
const LONG_SECRET = 'a secret of more than thirty-two characters';

/** A valid value other than the default, and what else it requires. A new setting without a value here fails the test. */
const values: Record<string, { given: string; read: unknown; flags?: string[]; env?: Record<string, string> }> = {
  PORTONE_V1_API_KEY: { given: 'another', read: 'another' },
  PORTONE_V1_API_SECRET: { given: 'another', read: 'another' },
  PORTONE_V1_SANDBOX: { given: '1', read: true },
  PORTONE_V1_SANDBOX_WITHOUT_KEY: { given: '1', read: true },
  PORTONE_V1_BASE_URL: { given: 'https://portone.example.com', read: 'https://portone.example.com' },
  HTTPS_PROXY: { given: 'proxy.example.com:3128', read: 'http://proxy.example.com:3128' },
  NO_PROXY: { given: 'localhost,.example.com', read: 'localhost,.example.com' },
  PORTONE_V1_TIER: { given: '001', read: '001' },
  PORTONE_V1_NAME: { given: '감귤상회', read: '감귤상회' },
  PORTONE_V1_TOOLSETS: { given: 'Desk', read: ['desk'] },
  PORTONE_V1_TOOLS: { given: 'Get_Payment', read: ['get_payment'] },
  PORTONE_V1_EXCLUDE_TOOLS: { given: 'CANCEL_PAYMENT', read: ['cancel_payment'] },
  PORTONE_V1_SHOW_FIELDS: { given: 'Memo,gift_note', read: ['memo', 'gift_note'] },
  PORTONE_V1_READ_ONLY: { given: 'TRUE', read: true },
  PORTONE_V1_PII: { given: 'Full', read: 'full' },
  PORTONE_V1_ALLOW_CARD_DATA: { given: '1', read: true },
  PORTONE_V1_CONFIRM: { given: 'Page', read: 'page' },
  PORTONE_V1_CONFIRM_FALLBACK: { given: 'Refuse', read: 'refuse' },
  PORTONE_V1_APPROVAL_PIN: { given: '246810', read: '246810' },
  PORTONE_V1_APPROVAL_WEBHOOK: {
    given: 'https://hooks.example.com/T0/B0',
    read: 'https://hooks.example.com/T0/B0',
    env: { PORTONE_V1_APPROVAL_PIN: '246810' },
  },
  PORTONE_V1_APPROVAL_WEBHOOK_SECRET: {
    given: 'sixteen characters',
    read: 'sixteen characters',
    env: { PORTONE_V1_APPROVAL_PIN: '246810', PORTONE_V1_APPROVAL_WEBHOOK: 'https://hooks.example.com' },
  },
  PORTONE_V1_APPROVAL_HOST: { given: 'localhost', read: 'localhost' },
  PORTONE_V1_APPROVAL_PORT: { given: '8123', read: 8123 },
  PORTONE_V1_SECOND_APPROVER_PIN: { given: '135791', read: '135791' },
  PORTONE_V1_LANG: { given: 'KO', read: 'ko' },
  PORTONE_V1_POLICY: { given: 'policy.json', read: 'policy.json' },
  PORTONE_V1_AUDIT: { given: 'Audit.jsonl', read: 'Audit.jsonl' },
  PORTONE_V1_STATE_KEY: { given: LONG_SECRET, read: LONG_SECRET },
  PORTONE_V1_REDIS_URL: { given: 'redis://cache', read: 'redis://cache', env: { PORTONE_V1_STATE_KEY: LONG_SECRET } },
  PORTONE_V1_HTTP: { given: '1', read: expect.objectContaining({ port: 3000 }) },
  PORTONE_V1_HOST: { given: 'localhost', read: 'localhost' },
  PORTONE_V1_PORT: { given: '3001', read: 3001 },
  PORTONE_V1_PUBLIC_URL: { given: 'http://localhost:3000', read: 'http://localhost:3000' },
  PORTONE_V1_TOKENS: { given: 'tokens.json', read: 'tokens.json' },
  PORTONE_V1_OAUTH_ISSUER: {
    given: 'https://id.example.com',
    read: 'https://id.example.com',
    flags: ['--public-url', 'http://localhost:3000'],
  },
  PORTONE_V1_OAUTH_SCOPES: {
    given: 'Payments:Read',
    read: ['payments:read'],
    flags: ['--public-url', 'https://mcp.example.com', '--oauth-issuer', 'https://id.example.com'],
  },
  PORTONE_V1_TENANTS: { given: 'tenants.json', read: 'tenants.json', flags: ['--tokens', 'tokens.json'] },
  PORTONE_V1_ALLOWED_HOSTS: { given: 'mcp.internal', read: ['mcp.internal'] },
  PORTONE_V1_ALLOWED_ORIGINS: { given: 'https://app.example.com', read: ['https://app.example.com'] },
  PORTONE_V1_RATE_LIMIT: { given: '7', read: 7 },
  PORTONE_V1_WEBHOOK_SOURCES: { given: '10.0.0.1', read: ['10.0.0.1'] },
  PORTONE_V1_TRUSTED_PROXIES: { given: '10.0.0.0/8', read: ['10.0.0.0/8'] },
  PORTONE_V1_METRICS_TOKEN: { given: 'sixteen characters', read: 'sixteen characters' },
};

const placeholders = [`\${user_config.x}`, ` \${input:x} `, `\${NAME}`];

/** Settings without which the server does no more than with any value, or that a bundle leaves to its host. */
const harmlessWithout = [
  ...['HTTPS_PROXY', 'NO_PROXY', 'PORTONE_V1_NAME', 'PORTONE_V1_LANG', 'PORTONE_V1_TOOLSETS', 'PORTONE_V1_PII'],
  'PORTONE_V1_SANDBOX_WITHOUT_KEY',
  ...['PORTONE_V1_SHOW_FIELDS', 'PORTONE_V1_ALLOW_CARD_DATA', 'PORTONE_V1_APPROVAL_HOST'],
  ...['PORTONE_V1_APPROVAL_PORT', 'PORTONE_V1_HTTP', 'PORTONE_V1_HOST', 'PORTONE_V1_PORT', 'PORTONE_V1_PUBLIC_URL'],
  ...['PORTONE_V1_OAUTH_SCOPES', 'PORTONE_V1_ALLOWED_HOSTS', 'PORTONE_V1_ALLOWED_ORIGINS'],
  ...['PORTONE_V1_WEBHOOK_SOURCES', 'PORTONE_V1_TRUSTED_PROXIES', 'PORTONE_V1_METRICS_TOKEN'],
];

/** Where the configuration holds a setting: by the name of its value in the tables of settings. */
function readValue(setting: Setting, config: ServeConfig): unknown {
  const { serveSettings, httpSettings } = tables;
  const nameOf = (table: object) => Object.entries(table).find(([, one]) => one === setting)?.[0];
  const httpName = nameOf(httpSettings);
  if (httpName === 'http') return config.http;
  if (httpName !== undefined) return Object(config.http)[httpName];
  return Object(config)[nameOf(serveSettings) ?? ''];
}

const tables = {
  serveSettings: (await import('../../../src/config/settings.ts')).serveSettings,
  httpSettings: (await import('../../../src/config/http-settings.ts')).httpSettings,
};
const isHttpOnly = (setting: Setting) =>
  Object.values<Setting>(tables.httpSettings).includes(setting) && setting.env !== 'PORTONE_V1_HTTP';

function read(setting: Setting, { flags = [], env = {} }: { flags?: string[]; env?: Record<string, string> }) {
  const { flags: neededFlags = [], env: neededEnv = {} } = values[setting.env ?? ''] ?? {};
  const http = isHttpOnly(setting) ? ['--http', ...neededFlags] : neededFlags;
  const config = readConfig([...http, ...flags], { ...KEYS, ...neededEnv, ...env });
  if (config.command !== 'serve') throw new Error('these flags serve');
  return config;
}

describe.each(settings.map((setting) => ({ name: setting.env ?? `--${setting.flag}`, setting })))(
  'the setting $name',
  ({ name, setting }) => {
    const value = values[name];

    it('has a variable, and a value for this test', () => {
      expect(setting.env, 'clients can set variables only').toBeDefined();
      expect(value, 'add a value for the new setting to this test').toBeDefined();
    });

    it('is read from its variable', () => {
      const config = read(setting, { env: { [name]: value?.given ?? '' } });
      expect(readValue(setting, config)).toEqual(value?.read);
    });

    if (setting.flag !== undefined)
      it('is read from its flag', () => {
        const flag = setting.value === undefined ? [`--${setting.flag}`] : [`--${setting.flag}`, value?.given ?? ''];
        expect(readValue(setting, read(setting, { flags: flag }))).toEqual(value?.read);
      });

    if (!/API_(KEY|SECRET)$/.test(name)) {
      it('counts as not given when its variable is empty', () => {
        expect(JSON.stringify(read(setting, { env: { [name]: '' } }))).toBe(JSON.stringify(read(setting, {})));
      });

      it.each(placeholders)('never leaves less protection when its variable is the placeholder "%s"', (text) => {
        const readUnfilled = () => JSON.stringify(read(setting, { env: { [name]: text } }));
        if (harmlessWithout.includes(name)) expect(readUnfilled()).toBe(JSON.stringify(read(setting, {})));
        else expect(readUnfilled).toThrow(`${name} is a placeholder that the client did not fill in: give it a value`);
      });
    }

    const { flag } = setting;
    if (flag !== undefined && setting.value !== undefined)
      it('is refused when its flag is empty or a placeholder', () => {
        expect(() => read(setting, { flags: [`--${flag}`, ''] })).toThrow(`--${flag} has no value`);
        for (const text of placeholders)
          expect(() => read(setting, { flags: [`--${flag}`, text] }), text).toThrow(`--${flag} is a placeholder`);
      });

    // Others belong to all programs.
    if (name.startsWith('PORTONE_V1_'))
      it('is refused with its right name when its variable is mistyped', () => {
        for (const mistyped of [name.replace('V1_', 'V1__'), `${name}S`, name.toLowerCase()])
          expect(() => read(setting, { env: { [mistyped]: value?.given ?? '' } }), mistyped).toThrow(
            new RegExp(`^${mistyped} is not a setting of this server; did you mean ${name}\\?`),
          );
      });

    if (isHttpOnly(setting))
      it('is refused without --http, from its flag and from its variable', () => {
        const readWithout = (flags: string[], env: Record<string, string>) => () =>
          readConfig(flags, { ...KEYS, ...env });
        expect(readWithout([], { [name]: value?.given ?? '' })).toThrow(`${name} requires --http`);
        if (setting.flag !== undefined)
          expect(readWithout([`--${setting.flag}`, value?.given ?? ''], {})).toThrow(
            `--${setting.flag} requires --http`,
          );
        expect(readWithout([], { [name]: value?.given ?? '', PORTONE_V1_HTTP: '0' })).not.toThrow();
      });
  },
);

describe('a PIN of a page that cannot open', () => {
  const pin = { PORTONE_V1_APPROVAL_PIN: '246810' };
  const second = { PORTONE_V1_SECOND_APPROVER_PIN: '135791' };
  it.each([pin, second])('is refused: %j', (env) => {
    for (const fallback of ['refuse', 'token'])
      expect(() => readConfig(['--confirm-fallback', fallback], { ...KEYS, ...env })).toThrow(
        `${Object.keys(env)[0]} has no effect with --confirm-fallback ${fallback}`,
      );
    expect(() => readConfig([], { ...KEYS, ...env })).not.toThrow();
  });

  it('is refused if it is that of the second approver alone, over HTTP with authentication', () => {
    const read = (env: Record<string, string>) =>
      readConfig(['--http', '--tokens', 'tokens.json'], { ...KEYS, ...env });
    expect(() => read(second)).toThrow('has no effect over HTTP without PORTONE_V1_APPROVAL_PIN');
    expect(() => read({ ...pin, ...second })).not.toThrow();
  });
});

describe('the approval webhook', () => {
  const readWith = (env: Record<string, string>) => () => readConfig(['--sandbox'], env);
  const webhook = { PORTONE_V1_APPROVAL_WEBHOOK: 'https://hooks.example.com/secret' };

  it('is refused without a PIN, since everybody in the chat sees the link', () => {
    expect(readWith(webhook)).toThrow('--approval-webhook requires PORTONE_V1_APPROVAL_PIN');
    expect(readWith({ ...webhook, PORTONE_V1_SECOND_APPROVER_PIN: '135791' })).toThrow(
      'requires PORTONE_V1_APPROVAL_PIN',
    );
  });

  it.each(['http://hooks.example.com/secret', 'hooks.example.com/secret', 'ftp://127.0.0.1/secret'])(
    'is refused at %s, and the error does not repeat the address',
    (url) => {
      const read = readWith({ PORTONE_V1_APPROVAL_WEBHOOK: url, PORTONE_V1_APPROVAL_PIN: '246810' });
      expect(read).toThrow('must be an https:// address');
      expect(read).not.toThrow('secret');
    },
  );

  it('its secret is refused without it', () => {
    expect(readWith({ PORTONE_V1_APPROVAL_WEBHOOK_SECRET: 'sixteen characters' })).toThrow(
      'PORTONE_V1_APPROVAL_WEBHOOK_SECRET has no effect without --approval-webhook',
    );
  });
});

describe('a setting of one merchant beside --tenants', () => {
  const readBeside = (flags: string[], env: Record<string, string>) =>
    readConfig(['--http', '--tokens', 'tokens.json', '--tenants', 'tenants.json', ...flags], env) as ServeConfig;

  it.each(['policy', 'audit', 'name'])('--%s is refused, also from its variable', (name) => {
    expect(() => readBeside([`--${name}`, 'file'], {})).toThrow(`--${name} has no effect beside --tenants`);
    const variable = `PORTONE_V1_${name.toUpperCase()}`;
    expect(() => readBeside([], { [variable]: 'file' })).toThrow(`${variable} has no effect beside --tenants`);
  });

  it('--policy is refused with a line that says where the policy of all tenants goes', () => {
    expect(() => readBeside(['--policy', 'file'], {})).toThrow(
      '--policy has no effect beside --tenants; give each tenant that needs it its own "policy" in that file, or write it at the top level for all tenants',
    );
  });

  it('PORTONE_V1_TIER is refused', () => {
    expect(() => readBeside([], { PORTONE_V1_TIER: '001' })).toThrow('PORTONE_V1_TIER has no effect beside --tenants');
  });

  it.each([
    'PORTONE_V1_API_KEY',
    'PORTONE_V1_API_SECRET',
    'PORTONE_V1_APPROVAL_PIN',
    'PORTONE_V1_SECOND_APPROVER_PIN',
    'PORTONE_V1_APPROVAL_WEBHOOK',
    'PORTONE_V1_APPROVAL_WEBHOOK_SECRET',
    'PORTONE_V1_SHOP_A_KEY',
  ])('the variable %s is refused unless the tenants file names it', (name) => {
    const { http } = readBeside([], {
      [name]: name.endsWith('WEBHOOK') ? 'https://hooks.example.com' : '246810'.repeat(3),
    });
    expect(() => http?.assertVariablesUsed([])).toThrow(name);
    expect(() => http?.assertVariablesUsed([name])).not.toThrow();
  });
});
