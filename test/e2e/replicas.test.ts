import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { visit } from '../support/approval-page.ts';
import { pageOf, questionOf } from '../support/attack-runner.ts';
import { type RawClient, type Round, yes } from '../support/raw-client.ts';
import { hasRedis } from '../support/redis.ts';
import { type Fleet, startFleet } from '../support/replicas.ts';

const PIN = '246810';
const CARD = '4000-1234-5678-9010';
const CANCEL = 'POST /payments/cancel';
/** Servers with a key of their own share nothing with the others. */
const OTHER_KEY = 'another key of thirty-two characters';
const ANOTHER_KEY = 'and another key of thirty-two characters';
const approve = { decision: 'approve' };

describe.skipIf(!hasRedis)('servers that share a store', () => {
  let fleet: Fleet;
  let folder: string;
  let asking: RawClient[];
  let paging: RawClient[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fleet-'));
    fleet = await startFleet();
    [asking, paging] = await Promise.all([
      fleet.start(3),
      fleet.start(3, { declares: 'none', env: { PORTONE_V1_APPROVAL_PIN: PIN } }),
    ]);
  });
  beforeEach(async () => {
    await fleet.upstream.reset();
    fleet.passage.clear();
  });
  afterAll(async () => {
    await fleet.close();
    await rm(folder, { recursive: true, force: true });
  });

  const refund = (amount = 1000) => ({ imp_uid: fleet.samples.paid_card?.imp_uid, amount });
  const changes = async () =>
    (await fleet.upstream.ledger()).entries.map(({ method, path, amount }) => [`${method} ${path}`, amount]);
  /** The answer to a question of another server. */
  const answer = (client: RawClient, state: string, args: object = refund()): Promise<Round> =>
    client.call('cancel_payment', { ...args }, { inputResponses: { confirm: yes }, requestState: state });

  it('execute on one what was asked on another, once', async () => {
    const [a, b, c] = asking as [RawClient, RawClient, RawClient];
    const { state } = await questionOf(a.call('cancel_payment', refund()));
    expect((await answer(b, state)).kind).toBe('done');
    for (const again of [a, b, c]) expect((await answer(again, state)).kind).toBe('not_confirmed');
    expect(await changes()).toEqual([[CANCEL, 1000]]);
  });

  it('execute once what is accepted twenty times at once', async () => {
    const { state } = await questionOf((asking[0] as RawClient).call('cancel_payment', refund()));
    const rounds = await Promise.all(Array.from({ length: 20 }, (_, n) => answer(asking[n % 3] as RawClient, state)));
    expect(rounds.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(rounds.filter(({ kind }) => kind === 'not_confirmed')).toHaveLength(19);
    expect(await changes()).toEqual([[CANCEL, 1000]]);
  });

  it('count a no on one as a no on all', async () => {
    const [a, b, c] = asking as [RawClient, RawClient, RawClient];
    const { state } = await questionOf(a.call('cancel_payment', refund()));
    const no = { inputResponses: { confirm: { action: 'decline' } }, requestState: state };
    expect((await b.call('cancel_payment', refund(), no)).kind).toBe('not_confirmed');
    expect((await answer(c, state)).kind).toBe('not_confirmed');
    expect(await changes()).toEqual([]);
  });

  it('never write to one payment at the same time, and look again after waiting', async () => {
    fleet.passage.slow(CANCEL, 400);
    const states = await Promise.all(
      asking.map(async (client) => (await questionOf(client.call('cancel_payment', refund()))).state),
    );
    const rounds = await Promise.all(states.map((state, n) => answer(asking[n] as RawClient, state)));
    expect(rounds.map(({ kind }) => kind).sort()).toEqual(['done', 'not_confirmed', 'not_confirmed']);
    expect(rounds.map(({ error }) => String(error?.message ?? '')).join()).toContain('has changed meanwhile');
    expect(fleet.passage.calls(CANCEL)).toBe(1);
    expect(await changes()).toEqual([[CANCEL, 1000]]);
  });

  it('write to different payments at the same time', async () => {
    fleet.passage.slow(CANCEL, 1_000);
    const others = [refund(), { imp_uid: fleet.samples.paid_kcp?.imp_uid, amount: 1000 }];
    const states = await Promise.all(
      others.map(async (args, n) => (await questionOf((asking[n] as RawClient).call('cancel_payment', args))).state),
    );
    const rounds = await Promise.all(states.map((state, n) => answer(asking[n] as RawClient, state, others[n])));
    expect(rounds.map(({ kind }) => kind)).toEqual(['done', 'done']);
    expect(fleet.passage.together(CANCEL)).toBe(2);
  });

  it('open a page on one, take the answer on another, and execute on a third', async () => {
    const [a, b, c] = paging as [RawClient, RawClient, RawClient];
    const there = pageOf(await a.call('cancel_payment', refund()));
    const here = pageOf(await b.call('cancel_payment', refund()));
    const idOf = (url: string) => url.split('/').at(-1);
    expect(here).not.toBe(there);
    expect(idOf(here)).toBe(idOf(there));
    // Looked at on the first, sent to the second: its cookie and its form are good there too.
    const page = await visit(there);
    const { origin } = new URL(here);
    const elsewhere = await visit(there.replace(new URL(there).origin, origin));
    expect(elsewhere.first.text).toContain('₩1,000');
    expect((await elsewhere.post({ ...approve, pin: PIN })).status).toBe(303);
    expect((await page.post({ ...approve, pin: PIN })).status).toBe(409);
    const calls = await Promise.all([c, c, b, a, c].map((client) => client.call('cancel_payment', refund())));
    expect(calls.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(await changes()).toEqual([[CANCEL, 1000]]);
    expect((await page.get()).status).toBe(410);
  });

  it('take on one what was typed on another, and leave no trace of it in the store', async () => {
    const [a, b, c] = paging as [RawClient, RawClient, RawClient];
    const args = {
      customer_uid: 'fleet-member-1',
      customer_name: '홍길동',
      customer_tel: '010-1234-5678',
      channel_key: fleet.samples.api_channel?.channel_key,
    };
    await a.call('issue_billing_key', args);
    const page = await visit(pageOf(await b.call('issue_billing_key', args)));
    const typed = { card_number: CARD, expiry: '12/99', birth: '900101', pwd_2digit: '12' };
    const secrets = Object.fromEntries(Object.entries(typed).map(([name, value]) => [`secret.${name}`, value]));
    const redis = new Redis(fleet.redis.url);
    try {
      expect((await page.post({ ...approve, ...secrets, pin: PIN })).status).toBe(303);
      const [waiting = ''] = await redis.keys('*approval:typed:*');
      const life = await redis.pttl(waiting);
      expect(life).toBeGreaterThan(0);
      expect(life).toBeLessThanOrEqual(300_000);
      const kept = await everythingIn(redis);
      expect(kept).toContain('approval:typed');
      expect((await c.call('issue_billing_key', args)).kind).toBe('done');
      expect(await redis.keys('*approval:typed:*')).toEqual([]);
      const { imp_uid } = fleet.samples.paid_card ?? {};
      const shown = await a.call('get_payment', { imp_uid });
      expect(shown.kind).toBe('done');
      // A customer's id is an id in the ledger, and nowhere else.
      for (const text of [kept, await everythingIn(redis)])
        for (const secret of [CARD, CARD.replaceAll('-', ''), '홍길동', '1234-5678', '900101', 'fleet-member-1'])
          expect(text.replace(/^.*:ledger .*$/gm, secret === 'fleet-member-1' ? '' : '$&')).not.toContain(secret);
    } finally {
      redis.disconnect();
    }
  });

  it('count wrong PINs together', async () => {
    const clients = await fleet.start(2, {
      declares: 'none',
      env: { PORTONE_V1_APPROVAL_PIN: PIN, PORTONE_V1_STATE_KEY: OTHER_KEY },
    });
    const [a, b] = clients as [RawClient, RawClient];
    const [one, two] = [
      await visit(pageOf(await a.call('cancel_payment', refund()))),
      await visit(pageOf(await b.call('cancel_payment', refund(2000)))),
    ];
    const statuses = [];
    for (const page of [one, two, one, two, one])
      statuses.push((await page.post({ ...approve, pin: '000000' })).status);
    expect(statuses).toEqual([403, 403, 403, 403, 429]);
    expect((await two.post({ ...approve, pin: PIN })).status).toBe(429);
    expect((await b.call('cancel_payment', refund(3000))).kind).toBe('rate_limited');
    expect(await changes()).toEqual([]);
  });

  it('let a second person approve on another server what the first agreed to on one', async () => {
    const policy = join(folder, 'second.json');
    await writeFile(policy, JSON.stringify({ second_approver_above: 500 }));
    const clients = await fleet.start(3, {
      flags: ['--policy', policy],
      env: { PORTONE_V1_APPROVAL_PIN: PIN, PORTONE_V1_SECOND_APPROVER_PIN: '135791' },
    });
    const [a, b, c] = clients as [RawClient, RawClient, RawClient];
    const { state } = await questionOf(a.call('cancel_payment', refund()));
    const second = await answer(b, state);
    expect(second.kind).toBe('approval_required');
    // Asked again elsewhere, the first is not asked anew while the second has the page open.
    expect((await c.call('cancel_payment', refund())).kind).toBe('approval_required');
    expect((await (await visit(pageOf(second))).post({ ...approve, pin: '135791' })).status).toBe(303);
    const rounds = await Promise.all(clients.map((client) => client.call('cancel_payment', refund())));
    expect(rounds.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(await changes()).toEqual([[CANCEL, 1000]]);
  });

  it('hold a cap together, and count once what each has in its own ledger', async () => {
    const policy = join(folder, 'caps.json');
    await writeFile(policy, JSON.stringify({ refund: { per_day: 3500 } }));
    const setting = {
      flags: ['--policy', policy],
      own: (server: number) => ['--audit', join(folder, `ledger-${server}.jsonl`)],
    };
    const clients = await fleet.start(3, setting);
    const ids = ['paid_card', 'paid_kcp', 'partially_cancelled'].map((name) => fleet.samples[name]?.imp_uid);
    const agreed = async (client: RawClient, n: number, amount: number): Promise<Round> => {
      const args = { imp_uid: ids[n % 3], amount };
      const round = await client.call('cancel_payment', args);
      return round.question ? answer(client, round.question.state, args) : round;
    };
    const rounds = await Promise.all(clients.map((client, n) => agreed(client, n, 1500)));
    expect(rounds.map(({ kind }) => kind).sort()).toEqual(['done', 'done', 'policy_refused']);
    await Promise.all(clients.map((client) => client.close()));
    // A restart reads the ledgers again, whose claims the store knows already.
    const again = await fleet.start(3, setting);
    expect((await agreed(again[0] as RawClient, 0, 500)).kind).toBe('done');
    expect((await agreed(again[1] as RawClient, 1, 500)).kind).toBe('policy_refused');
  });

  it('ask PortOne for one token, and drop it for all after a 401', async () => {
    const clients = await fleet.start(3, { env: { PORTONE_V1_STATE_KEY: ANOTHER_KEY } });
    const { imp_uid } = fleet.samples.paid_card ?? {};
    const read = () => Promise.all(clients.map((client) => client.call('get_payment', { imp_uid })));
    fleet.passage.slow('POST /users/getToken', 300);
    for (const { kind } of [...(await read()), ...(await read())]) expect(kind).toBe('done');
    expect(fleet.passage.calls('POST /users/getToken')).toBe(1);
    await fleet.upstream.control('clock', { advance: 3_600 });
    for (const { kind } of await read()) expect(kind).toBe('done');
    expect(fleet.passage.calls('POST /users/getToken')).toBe(2);
  });

  it('write every step to one stream, and no token or person in clear', async () => {
    const [a, b] = asking as [RawClient, RawClient];
    const { state } = await questionOf(a.call('cancel_payment', refund(1234)));
    await answer(b, state, refund(1234));
    const redis = new Redis(fleet.redis.url);
    try {
      const streams = await redis.keys('*:ledger');
      const lines = (await Promise.all(streams.map((key) => redis.xrange(key, '-', '+')))).flat();
      const records = lines.map(([, [, record = '']]) => JSON.parse(record));
      const steps = records.filter(({ ids }) => ids.amount === 1234).map(({ step }) => step);
      expect(steps).toEqual(['asked', 'agreed', 'started', 'outcome']);
      const text = await everythingIn(redis);
      expect(text).not.toContain(await tokenOf(fleet));
    } finally {
      redis.disconnect();
    }
  });
});

/** All keys with all that is behind them, a line each. */
async function everythingIn(redis: Redis): Promise<string> {
  const lines = await Promise.all(
    (await redis.keys('*')).map(async (key) => {
      const type = await redis.type(key);
      if (type === 'string') return `${key} ${await redis.get(key)}`;
      if (type === 'hash') return `${key} ${JSON.stringify(await redis.hgetall(key))}`;
      return (await redis.xrange(key, '-', '+')).map((entry) => `${key} ${JSON.stringify(entry)}`).join('\n');
    }),
  );
  return lines.join('\n');
}

/** PortOne gives out the same token as long as it lives. */
async function tokenOf({ upstream }: Fleet): Promise<string> {
  const reply = await fetch(`${upstream.url}/users/getToken`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ imp_key: 'sandbox_key', imp_secret: 'sandbox_secret' }),
  });
  const { response } = (await reply.json()) as { response: { access_token: string } };
  return response.access_token;
}
