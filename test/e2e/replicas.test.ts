import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openApprovalPage } from '../support/approval-page.ts';
import { expectQuestion, getApprovalUrl } from '../support/attack-runner.ts';
import { acceptConfirmation, type RawClient, type RawResult } from '../support/raw-client.ts';
import { hasRedis } from '../support/redis.ts';
import { type Replicas, startReplicas } from '../support/replicas.ts';

const PIN = '246810';
const CARD = '4000-1234-5678-9010';
const CANCEL = 'POST /payments/cancel';
/** Servers with a key of their own share nothing with the others. */
const OTHER_KEY = 'another key of thirty-two characters';
const ANOTHER_KEY = 'and another key of thirty-two characters';
const approve = { decision: 'approve' };

describe.skipIf(!hasRedis)('replicas that share a store', () => {
  let replicas: Replicas;
  let folder: string;
  let asking: RawClient[];
  let paging: RawClient[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fleet-'));
    replicas = await startReplicas();
    [asking, paging] = await Promise.all([
      replicas.start(3),
      replicas.start(3, { capability: 'none', env: { PORTONE_V1_APPROVAL_PIN: PIN } }),
    ]);
  });
  beforeEach(async () => {
    await replicas.upstream.reset();
    replicas.proxy.clear();
  });
  afterAll(async () => {
    await replicas.close();
    await rm(folder, { recursive: true, force: true });
  });

  const buildRefund = (amount = 1000) => ({ imp_uid: replicas.samples.paid_card?.imp_uid, amount });
  const readChanges = async () =>
    (await replicas.upstream.readLedger()).entries.map(({ method, path, amount }) => [`${method} ${path}`, amount]);
  /** Answers a question of another server. */
  const answerQuestion = (client: RawClient, state: string, args: object = buildRefund()): Promise<RawResult> =>
    client.call(
      'cancel_payment',
      { ...args },
      { inputResponses: { confirm: acceptConfirmation }, requestState: state },
    );

  it('a question of one server is executed once on another', async () => {
    const [a, b, c] = asking as [RawClient, RawClient, RawClient];
    const { state } = await expectQuestion(a.call('cancel_payment', buildRefund()));
    expect((await answerQuestion(b, state)).kind).toBe('done');
    for (const again of [a, b, c]) expect((await answerQuestion(again, state)).kind).toBe('not_confirmed');
    expect(await readChanges()).toEqual([[CANCEL, 1000]]);
  });

  it('an approval sent twenty times concurrently is executed once', async () => {
    const { state } = await expectQuestion((asking[0] as RawClient).call('cancel_payment', buildRefund()));
    const rounds = await Promise.all(
      Array.from({ length: 20 }, (_, n) => answerQuestion(asking[n % 3] as RawClient, state)),
    );
    expect(rounds.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(rounds.filter(({ kind }) => kind === 'not_confirmed')).toHaveLength(19);
    expect(await readChanges()).toEqual([[CANCEL, 1000]]);
  });

  it('a decline on one server counts on all servers', async () => {
    const [a, b, c] = asking as [RawClient, RawClient, RawClient];
    const { state } = await expectQuestion(a.call('cancel_payment', buildRefund()));
    const no = { inputResponses: { confirm: { action: 'decline' } }, requestState: state };
    expect((await b.call('cancel_payment', buildRefund(), no)).kind).toBe('not_confirmed');
    expect((await answerQuestion(c, state)).kind).toBe('not_confirmed');
    expect(await readChanges()).toEqual([]);
  });

  it('two servers never write to one payment concurrently, and the snapshot is checked again after waiting', async () => {
    replicas.proxy.setDelay(CANCEL, 400);
    const states = await Promise.all(
      asking.map(async (client) => (await expectQuestion(client.call('cancel_payment', buildRefund()))).state),
    );
    const rounds = await Promise.all(states.map((state, n) => answerQuestion(asking[n] as RawClient, state)));
    expect(rounds.map(({ kind }) => kind).sort()).toEqual(['done', 'not_confirmed', 'not_confirmed']);
    expect(rounds.map(({ error }) => String(error?.message ?? '')).join()).toContain('has changed since');
    expect(replicas.proxy.countCalls(CANCEL)).toBe(1);
    expect(await readChanges()).toEqual([[CANCEL, 1000]]);
  });

  it('two servers write to different payments concurrently', async () => {
    replicas.proxy.setDelay(CANCEL, 1_000);
    const others = [buildRefund(), { imp_uid: replicas.samples.paid_kcp?.imp_uid, amount: 1000 }];
    const states = await Promise.all(
      others.map(
        async (args, n) => (await expectQuestion((asking[n] as RawClient).call('cancel_payment', args))).state,
      ),
    );
    const rounds = await Promise.all(
      states.map((state, n) => answerQuestion(asking[n] as RawClient, state, others[n])),
    );
    expect(rounds.map(({ kind }) => kind)).toEqual(['done', 'done']);
    expect(replicas.proxy.getMaxConcurrent(CANCEL)).toBe(2);
  });

  it('a page opened on one server is answered on another and executed on a third', async () => {
    const [a, b, c] = paging as [RawClient, RawClient, RawClient];
    const there = getApprovalUrl(await a.call('cancel_payment', buildRefund()));
    const here = getApprovalUrl(await b.call('cancel_payment', buildRefund()));
    const getPageId = (url: string) => url.split('/').at(-1);
    expect(here).not.toBe(there);
    expect(getPageId(here)).toBe(getPageId(there));
    // Loaded from the first, posted to the second: its cookie and form token are valid there too.
    const page = await openApprovalPage(there);
    const { origin } = new URL(here);
    const elsewhere = await openApprovalPage(there.replace(new URL(there).origin, origin));
    expect(elsewhere.firstResponse.text).toContain('₩1,000');
    expect((await elsewhere.post({ ...approve, pin: PIN })).status).toBe(303);
    expect((await page.post({ ...approve, pin: PIN })).status).toBe(409);
    const calls = await Promise.all([c, c, b, a, c].map((client) => client.call('cancel_payment', buildRefund())));
    expect(calls.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(await readChanges()).toEqual([[CANCEL, 1000]]);
    expect((await page.get()).status).toBe(410);
  });

  it('a secret typed on one server is used on another and leaves no trace in the store', async () => {
    const [a, b, c] = paging as [RawClient, RawClient, RawClient];
    const args = {
      customer_uid: 'fleet-member-1',
      customer_name: '홍길동',
      customer_tel: '010-1234-5678',
      channel_key: replicas.samples.api_channel?.channel_key,
    };
    await a.call('issue_billing_key', args);
    const page = await openApprovalPage(getApprovalUrl(await b.call('issue_billing_key', args)));
    const typed = { card_number: CARD, expiry: '12/99', birth: '900101', pwd_2digit: '12' };
    const secrets = Object.fromEntries(Object.entries(typed).map(([name, value]) => [`secret.${name}`, value]));
    const redis = new Redis(replicas.redis.url);
    try {
      expect((await page.post({ ...approve, ...secrets, pin: PIN })).status).toBe(303);
      const [waiting = ''] = await redis.keys('*approval:typed:*');
      const life = await redis.pttl(waiting);
      expect(life).toBeGreaterThan(0);
      expect(life).toBeLessThanOrEqual(300_000);
      const storeDump = await dumpStore(redis);
      expect(storeDump).toContain('approval:typed');
      expect((await c.call('issue_billing_key', args)).kind).toBe('done');
      expect(await redis.keys('*approval:typed:*')).toEqual([]);
      const { imp_uid } = replicas.samples.paid_card ?? {};
      const storedPayment = await a.call('get_payment', { imp_uid });
      expect(storedPayment.kind).toBe('done');
      // A customer's id appears in the audit log and nowhere else.
      for (const text of [storeDump, await dumpStore(redis)])
        for (const secret of [CARD, CARD.replaceAll('-', ''), '홍길동', '1234-5678', '900101', 'fleet-member-1'])
          expect(text.replace(/^.*:ledger .*$/gm, secret === 'fleet-member-1' ? '' : '$&')).not.toContain(secret);
    } finally {
      redis.disconnect();
    }
  });

  it('wrong PINs on all servers are counted together', async () => {
    const clients = await replicas.start(2, {
      capability: 'none',
      env: { PORTONE_V1_APPROVAL_PIN: PIN, PORTONE_V1_STATE_KEY: OTHER_KEY },
    });
    const [a, b] = clients as [RawClient, RawClient];
    const [one, two] = [
      await openApprovalPage(getApprovalUrl(await a.call('cancel_payment', buildRefund()))),
      await openApprovalPage(getApprovalUrl(await b.call('cancel_payment', buildRefund(2000)))),
    ];
    const statuses = [];
    for (const page of [one, two, one, two, one])
      statuses.push((await page.post({ ...approve, pin: '000000' })).status);
    expect(statuses).toEqual([403, 403, 403, 403, 429]);
    expect((await two.post({ ...approve, pin: PIN })).status).toBe(429);
    expect((await b.call('cancel_payment', buildRefund(3000))).kind).toBe('rate_limited');
    expect(await readChanges()).toEqual([]);
  });

  it('a second person approves on one server what the first approved on another', async () => {
    const policy = join(folder, 'second.json');
    await writeFile(policy, JSON.stringify({ second_approver_above: 500 }));
    const clients = await replicas.start(3, {
      flags: ['--policy', policy],
      env: { PORTONE_V1_APPROVAL_PIN: PIN, PORTONE_V1_SECOND_APPROVER_PIN: '135791' },
    });
    // An amount of its own: other tests leave a page of the usual refund open.
    const refund = buildRefund(1500);
    const [a, b, c] = clients as [RawClient, RawClient, RawClient];
    const { state } = await expectQuestion(a.call('cancel_payment', refund));
    const second = await answerQuestion(b, state, refund);
    expect(second.kind).toBe('approval_required');
    // A repeated call on another server does not ask the first again while the second has the page open.
    expect((await c.call('cancel_payment', refund)).kind).toBe('approval_required');
    expect((await (await openApprovalPage(getApprovalUrl(second))).post({ ...approve, pin: '135791' })).status).toBe(
      303,
    );
    const rounds = await Promise.all(clients.map((client) => client.call('cancel_payment', refund)));
    expect(rounds.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(await readChanges()).toEqual([[CANCEL, 1500]]);
  });

  it('a cap is shared, and restored spend is counted once', async () => {
    const policy = join(folder, 'caps.json');
    await writeFile(policy, JSON.stringify({ refund: { per_day: 3500 } }));
    const setting = {
      flags: ['--policy', policy],
      own: (server: number) => ['--audit', join(folder, `ledger-${server}.jsonl`)],
    };
    const clients = await replicas.start(3, setting);
    const ids = ['paid_card', 'paid_kcp', 'partially_cancelled'].map((name) => replicas.samples[name]?.imp_uid);
    const refundWithConsent = async (client: RawClient, n: number, amount: number): Promise<RawResult> => {
      const args = { imp_uid: ids[n % 3], amount };
      const round = await client.call('cancel_payment', args);
      return round.question ? answerQuestion(client, round.question.state, args) : round;
    };
    const rounds = await Promise.all(clients.map((client, n) => refundWithConsent(client, n, 1500)));
    expect(rounds.map(({ kind }) => kind).sort()).toEqual(['done', 'done', 'policy_refused']);
    await Promise.all(clients.map((client) => client.close()));
    // A restart reads the audit logs again, whose spend is already in the store.
    const again = await replicas.start(3, setting);
    expect((await refundWithConsent(again[0] as RawClient, 0, 500)).kind).toBe('done');
    expect((await refundWithConsent(again[1] as RawClient, 1, 500)).kind).toBe('policy_refused');
  });

  it('the servers request one token from PortOne and all drop it after a 401', async () => {
    const clients = await replicas.start(3, { env: { PORTONE_V1_STATE_KEY: ANOTHER_KEY } });
    const { imp_uid } = replicas.samples.paid_card ?? {};
    const readPayments = () => Promise.all(clients.map((client) => client.call('get_payment', { imp_uid })));
    replicas.proxy.setDelay('POST /users/getToken', 300);
    for (const { kind } of [...(await readPayments()), ...(await readPayments())]) expect(kind).toBe('done');
    expect(replicas.proxy.countCalls('POST /users/getToken')).toBe(1);
    await replicas.upstream.control('clock', { advance: 3_600 });
    for (const { kind } of await readPayments()) expect(kind).toBe('done');
    expect(replicas.proxy.countCalls('POST /users/getToken')).toBe(2);
  });

  it('every audit step is in one stream, and no token or personal data is in clear text', async () => {
    const [a, b] = asking as [RawClient, RawClient];
    const { state } = await expectQuestion(a.call('cancel_payment', buildRefund(1234)));
    await answerQuestion(b, state, buildRefund(1234));
    const redis = new Redis(replicas.redis.url);
    try {
      const streams = await redis.keys('*:ledger');
      const lines = (await Promise.all(streams.map((key) => redis.xrange(key, '-', '+')))).flat();
      const records = lines.map(([, [, record = '']]) => JSON.parse(record));
      const steps = records.filter(({ ids }) => ids.amount === 1234).map(({ step }) => step);
      expect(steps).toEqual(['asked', 'agreed', 'started', 'outcome']);
      const text = await dumpStore(redis);
      expect(text).not.toContain(await requestToken(replicas));
    } finally {
      redis.disconnect();
    }
  });
});

/** All keys with their values, one per line. */
async function dumpStore(redis: Redis): Promise<string> {
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

/** PortOne returns the same token as long as it is valid. */
async function requestToken({ upstream }: Replicas): Promise<string> {
  const reply = await fetch(`${upstream.url}/users/getToken`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ imp_key: 'sandbox_key', imp_secret: 'sandbox_secret' }),
  });
  const { response } = (await reply.json()) as { response: { access_token: string } };
  return response.access_token;
}
