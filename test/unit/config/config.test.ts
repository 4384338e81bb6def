import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../../src/config/index.ts';

const keys = { PORTONE_V1_API_KEY: 'key', PORTONE_V1_API_SECRET: 'secret' };

describe('the configuration', () => {
  it('a missing credential is reported with both variable names and the --sandbox alternative', () => {
    for (const env of [{}, { PORTONE_V1_API_KEY: 'key' }, { PORTONE_V1_API_SECRET: 'secret' }])
      expect(() => readConfig([], env)).toThrow(/PORTONE_V1_API_KEY and PORTONE_V1_API_SECRET .*--sandbox/);
  });

  it('the sandbox requires no credentials', () => {
    expect(readConfig(['--sandbox'], {})).toMatchObject({
      command: 'serve',
      sandbox: true,
      pii: 'masked',
      readOnly: false,
    });
  });

  it('a flag takes precedence over its environment variable', () => {
    const env = { ...keys, PORTONE_V1_TOOLSETS: 'naver', PORTONE_V1_READ_ONLY: 'true', PORTONE_V1_PII: 'full' };
    expect(readConfig([], env)).toMatchObject({ toolsets: ['naver'], readOnly: true, pii: 'full' });
    expect(readConfig(['--toolsets', 'payments, receipts', '--pii', 'masked'], env)).toMatchObject({
      toolsets: ['payments', 'receipts'],
      pii: 'masked',
    });
  });

  it('the name of the shop is read on one line and at most 40 characters long', () => {
    expect(readConfig(['--name', ' 감귤상회\n본점 '], keys)).toMatchObject({ name: '감귤상회 본점' });
    expect(readConfig([], { ...keys, PORTONE_V1_NAME: '감귤상회' })).toMatchObject({ name: '감귤상회' });
    expect(readConfig([], { ...keys, PORTONE_V1_NAME: '' })).not.toHaveProperty('name');
    expect(() => readConfig(['--name', '가'.repeat(41)], keys)).toThrow('--name must have at most 40 characters');
    expect(() => readConfig(['--name', ' \u200b '], keys)).toThrow('--name must not be blank');
  });

  it.each(['redis://cache', 'redis://user:word@cache:6380/2', 'rediss://:word@[::1]:6379'])(
    'the Redis URL %s is accepted',
    (url) => {
      const env = { ...keys, PORTONE_V1_REDIS_URL: url, PORTONE_V1_STATE_KEY: 'k'.repeat(32) };
      expect(readConfig([], env)).toMatchObject({ redisUrl: url, stateKey: 'k'.repeat(32) });
    },
  );

  it.each(['http://:word@cache', 'redis:///2', 'cache:word', 'redis://:word@cache/two', 'redis://:word@cache?db=word'])(
    'the Redis URL %s is rejected',
    (url) => {
      const env = { ...keys, PORTONE_V1_REDIS_URL: url, PORTONE_V1_STATE_KEY: 'k'.repeat(32) };
      const { message } = catchError(() => readConfig([], env));
      expect(message).toContain('PORTONE_V1_REDIS_URL must');
      expect(message.replace('user:password', '')).not.toContain('word');
    },
  );

  it('a shared store without a shared key is rejected', () => {
    const refusal = catchError(() => readConfig([], { ...keys, PORTONE_V1_REDIS_URL: 'redis://:word@cache' }));
    expect(refusal).toBeInstanceOf(ConfigError);
    expect(refusal.message).toMatch(/^PORTONE_V1_REDIS_URL requires PORTONE_V1_STATE_KEY[^\n]*$/);
    expect(refusal.message).not.toContain('word');
  });

  it('an empty variable counts as not set', () => {
    const env = { ...keys, PORTONE_V1_TIER: '', PORTONE_V1_PII: '', PORTONE_V1_BASE_URL: '', PORTONE_V1_READ_ONLY: '' };
    expect(readConfig([], env)).toEqual(readConfig([], keys));
  });

  it.each([
    [['--tool'], '--tool'],
    [['--toolsets'], '--toolsets'],
    [['--toolsets', ','], '--toolsets names nothing'],
    [['--exclude-tools', ' '], '--exclude-tools names nothing'],
    [['--read-only=1'], '--read-only'],
    [['serve'], 'serve'],
    [['--pii', 'some'], 'some'],
    [['--confirm', 'form'], '--confirm'],
    [['--confirm', 'page', '--confirm-fallback', 'token'], '--confirm-fallback token'],
    [['--approval-host', '0.0.0.0'], 'PORTONE_V1_APPROVAL_PIN'],
    [['--approval-port', '70000'], '--approval-port'],
    [['--http', '--approval-port', '4100'], '--approval-port has no effect with --http'],
    [['sandbox', '--port', 'abc'], 'abc'],
    [['sandbox', '--port', '70000'], '70000'],
    [['sandbox', '--seed', '-1'], '--seed'],
    [['sandbox', '--payments', 'many'], '--payments'],
    [['sandbox', '--delay', '0.5'], '--delay'],
    [['sandbox', '--pii', 'full'], '--pii'],
    [['sandbox', '--port', ''], '--port'],
    [['token', 'agent', '--days', ''], '--days'],
  ])('the command line %j is rejected in one line that names the mistake', (argv, named) => {
    const refusal = catchError(() => readConfig(argv, keys));
    expect(refusal).toBeInstanceOf(ConfigError);
    expect(refusal.message).toContain(named);
    expect(refusal.message).not.toContain('\n');
  });

  it.each([
    [{ PORTONE_V1_READ_ONLY: 'yes' }, 'PORTONE_V1_READ_ONLY'],
    [{ PORTONE_V1_BASE_URL: 'http://api.iamport.kr' }, 'https://'],
    [{ PORTONE_V1_BASE_URL: 'ftp://127.0.0.1' }, 'https://'],
    [{ PORTONE_V1_BASE_URL: 'not an address' }, 'https://'],
    [{ PORTONE_V1_BASE_URL: 'https://user:word@api.iamport.kr' }, 'must not contain a user'],
    [{ PORTONE_V1_TIER: 'a\r\nx: y' }, 'PORTONE_V1_TIER'],
    [{ PORTONE_V1_SECOND_APPROVER_PIN: '123' }, '4 characters'],
    [{ PORTONE_V1_SECOND_APPROVER_PIN: '1234', PORTONE_V1_APPROVAL_PIN: '1234' }, 'must differ'],
  ])('the environment %j is rejected with a message that names the mistake', (env, named) => {
    expect(catchError(() => readConfig([], { ...keys, ...env })).message).toContain(named);
  });

  it('plain HTTP is accepted for a loopback address only', () => {
    expect(readConfig([], { ...keys, PORTONE_V1_BASE_URL: 'http://127.0.0.1:8080/' })).toMatchObject({
      baseUrl: 'http://127.0.0.1:8080',
    });
  });

  it('the sandbox command reads its options', () => {
    expect(readConfig(['sandbox', '--port', '4001', '--seed', '7', '--strict'], {})).toEqual({
      command: 'sandbox',
      port: 4001,
      seed: 7,
      payments: 0,
      delayMs: 0,
      strict: true,
    });
    expect(readConfig(['sandbox', '--payments', '200000', '--delay', '60'], {})).toMatchObject({
      payments: 200_000,
      delayMs: 60,
    });
  });
});

function catchError(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('nothing was thrown');
}
