import { describe, expect, it } from 'vitest';
import { digest } from '../../../../src/base/digest.ts';
import { createConfirmationTokens, type TokenBinding } from '../../../../src/guard/confirmation/confirmation-token.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';

const binding: TokenBinding = {
  tool: 'cancel_payment',
  args: { imp_uid: 'imp_1', amount: 1000, extra: { requester: 'admin' } },
  fingerprintFields: [{ amount: 5000, cancel_amount: 0 }],
  caller: 'local',
};

function setUp({ key = new Uint8Array(32).fill(7) } = {}) {
  let time = 1_000_000;
  const now = () => time;
  const store = createMemoryStore(now);
  return {
    tokens: createConfirmationTokens(key, store, now),
    wait: (seconds: number) => (time += seconds),
    store,
    now,
  };
}

describe('a confirmation token', () => {
  it('a confirmation token is valid for the call it was minted for', async () => {
    const { tokens } = setUp();
    expect(await tokens.consume(await tokens.mint(binding), binding)).toBe('valid');
  });

  it('a confirmation token does not depend on the order of arguments', async () => {
    const { tokens } = setUp();
    const args = { extra: { requester: 'admin' }, amount: 1000, imp_uid: 'imp_1' };
    expect(await tokens.consume(await tokens.mint(binding), { ...binding, args })).toBe('valid');
  });

  it('a confirmation token is valid only once', async () => {
    const { tokens } = setUp();
    const token = await tokens.mint(binding);
    await tokens.consume(token, binding);
    expect(await tokens.consume(token, binding)).toBe('invalid');
  });

  it('a confirmation token is invalid after a restart, because its use is no longer known', async () => {
    const { tokens, now } = setUp();
    const token = await tokens.mint(binding);
    await tokens.consume(token, binding);
    const later = createConfirmationTokens(new Uint8Array(32).fill(7), createMemoryStore(now), now);
    expect(await later.consume(token, binding)).toBe('invalid');
  });

  it('a confirmation token is invalid once the clock was set back by more than it lives', async () => {
    const { tokens, wait } = setUp();
    const token = await tokens.mint(binding);
    wait(-3_600);
    expect(await tokens.consume(token, binding)).toBe('invalid');
  });

  it('a confirmation token is accepted by exactly one of twenty concurrent calls', async () => {
    const { tokens } = setUp();
    const token = await tokens.mint(binding);
    const verdicts = await Promise.all(Array.from({ length: 20 }, () => tokens.consume(token, binding)));
    expect(verdicts.filter((verdict) => verdict === 'valid')).toHaveLength(1);
  });

  it('a confirmation token is invalid after the person declined', async () => {
    const { tokens } = setUp();
    const token = await tokens.mint(binding);
    await tokens.invalidate(token);
    expect(await tokens.consume(token, binding)).toBe('invalid');
  });

  it.each(['=', '\n', '.'])('a confirmation token followed by %j is invalid', async (more) => {
    const { tokens } = setUp();
    expect(await tokens.consume((await tokens.mint(binding)) + more, binding)).toBe('invalid');
  });

  it('a confirmation token does not let anyone guess a short secret argument', async () => {
    const secret = { ...binding, args: { pwd_2digit: '42' } };
    const issueToken = async (key: Uint8Array) => {
      const { tokens } = setUp({ key: Uint8Array.from(key) });
      return JSON.parse(Buffer.from((await tokens.mint(secret)).split('.')[0] ?? '', 'base64url').toString());
    };
    const [one, other] = [await issueToken(new Uint8Array(32).fill(7)), await issueToken(new Uint8Array(32).fill(8))];
    const guess = digest({ tool: secret.tool, args: secret.args, caller: secret.caller });
    expect(one.request).not.toBe(guess);
    expect(one.state).not.toBe(digest(secret.fingerprintFields));
    expect([one.request, one.state]).not.toEqual([other.request, other.state]);
  });

  it('a confirmation token expires after five minutes', async () => {
    const { tokens, wait } = setUp();
    const [early, late] = [await tokens.mint(binding), await tokens.mint(binding)];
    wait(300);
    expect(await tokens.consume(early, binding)).toBe('valid');
    wait(1);
    expect(await tokens.consume(late, binding)).toBe('invalid');
  });

  it.each([
    ['another tool', { tool: 'delete_billing_key' }],
    ['another amount', { args: { ...(binding.args as object), amount: 1001 } }],
    ['an argument more', { args: { ...(binding.args as object), checksum: 1 } }],
    ['another caller', { caller: 'somebody else' }],
  ])('a confirmation token is invalid for %s', async (_, other) => {
    const { tokens } = setUp();
    expect(await tokens.consume(await tokens.mint(binding), { ...binding, ...other })).toBe('invalid');
  });

  it('a confirmation token reports that only the snapshot changed, and is consumed', async () => {
    const { tokens } = setUp();
    const token = await tokens.mint(binding);
    expect(
      await tokens.consume(token, { ...binding, fingerprintFields: [{ amount: 5000, cancel_amount: 1000 }] }),
    ).toBe('changed');
    expect(await tokens.consume(token, binding)).toBe('invalid');
  });

  it('a confirmation token is invalid when altered, truncated, forged or signed with another key', async () => {
    const { tokens } = setUp();
    const token = await tokens.mint(binding);
    const [body = '', signature = ''] = token.split('.');
    const altered = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), expires: 9e12 }),
    );
    const foreign = await setUp({ key: new Uint8Array(32).fill(8) }).tokens.mint(binding);
    for (const forged of [
      `${altered.toString('base64url')}.${signature}`,
      body,
      `${body}.`,
      `${body}.${signature.slice(0, -4)}`,
      `${token}.x`,
      '',
      '.',
      'made.up',
      foreign,
    ])
      expect(await tokens.consume(forged, binding), forged).toBe('invalid');
    expect(await tokens.consume(token, binding)).toBe('valid');
  });
});
