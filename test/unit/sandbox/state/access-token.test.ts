import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../../../src/sandbox/server.ts';

const START = 1_795_000_000;
const KEYS = { imp_key: 'sandbox_key', imp_secret: 'sandbox_secret' };
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ seed: 1, startedAt: START });
});
afterEach(() => sandbox.close());

async function requestToken(body: string | undefined, contentType = 'application/json') {
  const reply = await fetch(`${sandbox.url}/users/getToken`, {
    method: 'POST',
    headers: { 'content-type': contentType },
    ...(body === undefined ? {} : { body }),
  });
  return { status: reply.status, text: await reply.text() };
}
const issueToken = async () => {
  const { text } = await requestToken(JSON.stringify(KEYS));
  return (JSON.parse(text) as { response: { access_token: string; now: number; expired_at: number } }).response;
};
const useToken = async (headers: Record<string, string>, query = '') =>
  (await fetch(`${sandbox.url}/banks/004${query}`, { headers })).status;
const advanceClock = (seconds: number) =>
  fetch(`${sandbox.url}/_sandbox/clock`, { method: 'POST', body: JSON.stringify({ advance: seconds }) });

describe('issuing an access token in the sandbox', () => {
  it('the token is 40 hex digits, valid for 30 minutes, for JSON and form requests', async () => {
    const granted = await issueToken();
    expect(granted.access_token).toMatch(/^[0-9a-f]{40}$/);
    expect(granted).toMatchObject({ now: START, expired_at: START + 1_800 });
    const form = await requestToken(new URLSearchParams(KEYS).toString(), 'application/x-www-form-urlencoded');
    expect(form.status).toBe(200);
    expect(JSON.parse(form.text)).toEqual({ code: 0, message: null, response: granted });
  });

  it.each([
    ['no body', undefined, 400, 'imp_key, imp_secret 파라메터가 누락되었습니다.'],
    ['no secret', { imp_key: 'sandbox_key' }, 400, 'imp_key, imp_secret 파라메터가 누락되었습니다.'],
    ['an empty secret', { ...KEYS, imp_secret: '' }, 400, 'imp_key, imp_secret 파라메터가 누락되었습니다.'],
    ['a wrong secret', { ...KEYS, imp_secret: 'x' }, 401, '인증에 실패하였습니다. API키와 secret을 확인하세요.'],
    ['a wrong key', { ...KEYS, imp_key: 'imp_apikey' }, 401, '인증에 실패하였습니다. API키와 secret을 확인하세요.'],
  ])('the token request is rejected for %s', async (_what, body, status, message) => {
    const reply = await requestToken(body && JSON.stringify(body));
    // The order of the keys is PortOne's.
    expect(reply).toEqual({ status, text: JSON.stringify({ code: -1, message, response: null }) });
  });

  it('the token stays the same, is extended by five minutes in its last minute, and is then replaced', async () => {
    const first = await issueToken();
    await advanceClock(1_739);
    expect(await issueToken()).toEqual({ ...first, now: START + 1_739 });
    await advanceClock(1);
    expect(await issueToken()).toEqual({ ...first, now: START + 1_740, expired_at: START + 2_100 });
    await advanceClock(359);
    expect(await useToken({ authorization: `Bearer ${first.access_token}` })).toBe(200);
    await advanceClock(1);
    expect(await useToken({ authorization: `Bearer ${first.access_token}` })).toBe(401);
    const second = await issueToken();
    expect(second.access_token).not.toBe(first.access_token);
    expect(second.expired_at).toBe(START + 2_100 + 1_800);
    expect(await useToken({ authorization: `Bearer ${first.access_token}` })).toBe(401);
  });
});

describe('using an access token in the sandbox', () => {
  it('the token is accepted in each of the four ways that clients have sent it', async () => {
    const { access_token: token } = await issueToken();
    expect(await useToken({ authorization: `Bearer ${token}` })).toBe(200);
    expect(await useToken({ authorization: token })).toBe(200);
    expect(await useToken({ 'x-imptokenheader': token })).toBe(200);
    expect(await useToken({}, `?_token=${token}`)).toBe(200);
  });

  it('every call except getToken requires a token', async () => {
    await issueToken();
    for (const headers of [{}, { authorization: 'Bearer nonsense' }, { authorization: 'Bearer ' }]) {
      const reply = await fetch(`${sandbox.url}/payments/imp_1`, { headers });
      expect(reply.status).toBe(401);
      expect(await reply.text()).toBe('{"code":-1,"message":"Unauthorized","response":null}');
    }
  });

  it('the token stays valid after a reset of the clock', async () => {
    const { access_token } = await issueToken();
    await advanceClock(1_700);
    await fetch(`${sandbox.url}/_sandbox/reset`, { method: 'POST' });
    expect(await useToken({ authorization: `Bearer ${access_token}` })).toBe(200);
    expect(await issueToken()).toEqual({ access_token, now: START, expired_at: START + 1_800 });
  });

  it('the token acts for an existing sub-merchant only', async () => {
    const { access_token } = await issueToken();
    expect(await useToken({ authorization: access_token, tier: '001' })).toBe(200);
    expect(await useToken({ authorization: access_token, tier: 'zzz' })).toBe(401);
  });
});
