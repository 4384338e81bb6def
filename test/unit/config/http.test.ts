import { describe, expect, it } from 'vitest';
import { readConfig, type ServeConfig } from '../../../src/config/index.ts';

const keys = { PORTONE_V1_API_KEY: 'k', PORTONE_V1_API_SECRET: 's' };
const readHttpConfig = (flags: string[], env = {}) => (readConfig(flags, { ...keys, ...env }) as ServeConfig).http;
const tokens = ['--tokens', 'tokens.json'];
const open = ['--http', '--host', '0.0.0.0', '--public-url', 'https://mcp.example.com', ...tokens];

describe('the HTTP configuration', () => {
  it('the HTTP server binds the loopback address by default', () => {
    expect(readHttpConfig([])).toBeUndefined();
    expect(readHttpConfig(['--http'])).toMatchObject({ host: '127.0.0.1', port: 3000, rateLimit: 0 });
    expect(readHttpConfig([], { PORTONE_V1_HTTP: '1', PORTONE_V1_PORT: '0' })).toMatchObject({ port: 0 });
  });

  it('the rate limit defaults to 600 when several callers are configured', () => {
    expect(readHttpConfig(['--http', ...tokens])).toMatchObject({ rateLimit: 600 });
    expect(readHttpConfig(['--http', ...tokens, '--rate-limit', '0'])).toMatchObject({ rateLimit: 0 });
  });

  it('a server with tenants requires no credentials of its own', () => {
    const readTenantsConfig = () => readConfig(['--http', ...tokens, '--tenants', 'tenants.json'], {});
    expect(readTenantsConfig()).toMatchObject({ command: 'serve', http: { tenantsFile: 'tenants.json' } });
  });

  it('the HTTP server binds another address with authentication and a public URL', () => {
    expect(readHttpConfig(open)).toMatchObject({ host: '0.0.0.0', publicUrl: 'https://mcp.example.com' });
    expect(
      readHttpConfig([...open, '--allowed-hosts', 'MCP.internal', '--allowed-origins', 'https://app.example.com']),
    ).toMatchObject({
      allowedHosts: ['mcp.internal'],
      allowedOrigins: ['https://app.example.com'],
    });
  });
});

describe('an invalid HTTP configuration', () => {
  it.each([
    [['--host', '0.0.0.0'], '--host requires --http'],
    [tokens, '--tokens requires --http'],
    [['--http', '--host', '0.0.0.0'], 'requires authentication'],
    [['--http', '--host', '::'], 'requires authentication'],
    [['--http', '--host', '192.168.0.7'], 'requires authentication'],
    [['--http', '--host', '127.0.0.1.example.com'], 'requires authentication'],
    [['--http', '--public-url', 'https://mcp.example.com'], '--public-url requires authentication'],
    [['--http', '--host', '0.0.0.0', ...tokens], 'requires --public-url'],
    [['--http', '--oauth-issuer', 'https://id.example.com'], 'requires --public-url'],
    [['--http', '--tenants', 't.json'], '--tenants requires authentication'],
    [[...open, '--oauth-issuer', 'https://id.example.com'], 'exclude each other'],
    [['--http', ...tokens, '--public-url', 'http://mcp.example.com'], 'must be an https:// address'],
    [['--http', ...tokens, '--public-url', 'https://mcp.example.com/mcp'], 'without a path'],
    [['--http', ...tokens, '--public-url', 'mcp.example.com'], 'must be an https:// address'],
    [['--http', '--port', '70000'], '--port must be a whole number'],
    [['--http', '--rate-limit', 'many'], '--rate-limit must be a whole number'],
    [['--http', '--allowed-hosts', 'a.example.com:80'], 'without a port'],
    [['--http', '--allowed-origins', 'app.example.com'], '--allowed-origins accepts origins'],
    [['--http', '--allowed-origins', 'https://app.example.com/x'], '--allowed-origins accepts origins'],
    [
      ['--http', '--public-url', 'https://x.example.com', '--oauth-issuer', 'http://id.example.com'],
      '--oauth-issuer must be',
    ],
    [['token'], 'token takes: token <name>'],
    [['token', 'a', 'b'], 'token takes: token <name>'],
  ])('the flags %j are rejected in one line: %s', (flags, line) => {
    expect(() => readConfig(flags, keys)).toThrow(line);
    expect(() => readConfig(flags, keys)).not.toThrow(/\n/);
  });
});
