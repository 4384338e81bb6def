import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { exchange, visit } from '../../support/approval-page.ts';
import { type Asked, agrees, eras, openHttpSession, type Person, type Session } from '../../support/clients.ts';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';
import type { Samples } from '../../support/tool-case.ts';
import { startUpstream, type Upstream } from '../../support/upstream.ts';

const opens: Asked['url'] = async () => 'accept';
const abilities = ['form and url', 'form', 'none'] as const;
const matrix = eras.flatMap((era) => abilities.map((ability) => ({ era, ability })));

const unticked: Person = () => ({ action: 'accept', content: { confirm: false } });
const declines: Person = () => ({ action: 'decline' });
const cancels: Person = () => ({ action: 'cancel' });
const goesAway: Person = () => Promise.reject(new Error('nobody is there'));

let upstream: Upstream;
let server: HttpServer;
let samples: Samples;
const sessions: Session[] = [];

beforeAll(async () => {
  upstream = await startUpstream({ payments: 4_000 });
  samples = await upstream.samples();
  server = await startHttpServer(upstream.url);
});
beforeEach(() => upstream.reset());
afterAll(async () => {
  await Promise.all(sessions.map((session) => session.close()));
  await server.close();
  await upstream.close();
});

async function connected(era: (typeof eras)[number], asked: Asked): Promise<Session> {
  const session = await openHttpSession(era, server, asked);
  sessions.push(session);
  return session;
}

const asking = (ability: (typeof abilities)[number], person: Person): Asked =>
  ability === 'none' ? {} : { form: person, ...(ability === 'form and url' ? { url: opens } : {}) };
const refund = () => ({ imp_uid: samples.paid_card?.imp_uid, amount: 1_000 });
const changes = async () => (await upstream.ledger()).entries.length;
const kindOf = (result: { structured: unknown }) => Object(Object(result.structured).error).kind;

describe.each(matrix)('over HTTP, $era, a client that can be asked by: $ability', ({ era, ability }) => {
  it('lists tools and reads', async () => {
    const session = await connected(era, asking(ability, agrees));
    expect((await session.listTools()).length).toBeGreaterThanOrEqual(80);
    const { isError, structured } = await session.call('get_payment', { imp_uid: samples.paid_card?.imp_uid });
    expect({ isError, structured }).toMatchObject({
      isError: false,
      structured: { result: { imp_uid: samples.paid_card?.imp_uid, status: 'paid' } },
    });
  });
});

describe.each(matrix.filter(({ ability }) => ability !== 'none'))(
  'over HTTP, $era, a client that asks by: $ability',
  ({ era, ability }) => {
    it('does once what a person agrees to', async () => {
      let asked = 0;
      const person: Person = (question) => {
        asked += 1;
        expect(question.message).toContain('1,000');
        return agrees(question);
      };
      const session = await connected(era, asking(ability, person));
      expect(await session.call('cancel_payment', refund())).toMatchObject({ isError: false });
      expect(asked).toBe(1);
      expect(await changes()).toBe(1);
    });

    it.each([
      ['leaves the box empty', unticked],
      ['declines', declines],
      ['cancels', cancels],
    ])('changes nothing when the person %s', async (_, person) => {
      const session = await connected(era, asking(ability, person));
      expect(kindOf(await session.call('cancel_payment', refund()))).toBe('not_confirmed');
      expect(await changes()).toBe(0);
    });

    it('changes nothing when nobody answers', async () => {
      const session = await connected(era, asking(ability, goesAway));
      await session.call('cancel_payment', refund()).catch(() => undefined);
      expect(await changes()).toBe(0);
    });

    it('changes nothing when the call is given up before the person agrees', async () => {
      const giveUp = new AbortController();
      const session = await connected(
        era,
        asking(ability, (question) => {
          giveUp.abort();
          return agrees(question);
        }),
      );
      await expect(session.call('cancel_payment', refund(), { signal: giveUp.signal })).rejects.toThrow();
      // Whatever had still been under way would be done before a call that comes later.
      await session.call('get_payment', { imp_uid: samples.paid_card?.imp_uid });
      expect(await changes()).toBe(0);
    });
  },
);

describe.each(eras)('over HTTP, %s, a client that cannot ask', (era) => {
  it('gives the link of a page, and does once what was agreed to there', async () => {
    const session = await connected(era, {});
    const first = await session.call('cancel_payment', refund());
    expect(kindOf(first)).toBe('approval_required');
    const { approval_url: url } = Object(Object(first.structured).error);
    expect(url).toMatch(new RegExp(`^${server.origin}/approvals/`));
    await (await visit(url)).post({ decision: 'approve' });
    expect(await session.call('cancel_payment', refund())).toMatchObject({ isError: false });
    expect(kindOf(await session.call('cancel_payment', refund()))).toBe('approval_required');
    expect(await changes()).toBe(1);
  });
});

describe.each(eras)('over HTTP, %s, a client that opens pages', (era) => {
  it('has secrets typed on a page that the client opens', async () => {
    const session = await connected(era, {
      form: agrees,
      async url(question) {
        await (await visit(question.url)).post({
          decision: 'approve',
          'secret.card_number': '4000-1234-5678-9010',
          'secret.expiry': '2099-12',
          'secret.birth': '900101',
          'secret.pwd_2digit': '12',
        });
        return 'accept';
      },
    });
    const result = await session.call('pay_onetime', { merchant_uid: 'http-1', amount: 5_000, name: 'tea' });
    expect(result).toMatchObject({ isError: false });
    expect(await changes()).toBe(1);
  });
});

describe.each(eras)('over HTTP, %s, beside tools', (era) => {
  const uri = () => `portone://payments/${samples.paid_card?.imp_uid}`;

  it('browses, reads, completes and prompts', async () => {
    const session = await connected(era, {});
    const { resources } = await session.listResources();
    expect(resources.length).toBeGreaterThan(5);
    expect((await session.listTemplates()).map(({ uriTemplate }) => uriTemplate)).toContain(
      'portone://payments/{imp_uid}',
    );
    const { text } = await session.readResource(uri());
    expect(JSON.parse(text)).toMatchObject({ imp_uid: samples.paid_card?.imp_uid, status: 'paid' });
    const ref = { type: 'ref/resource', uri: 'portone://payments/{imp_uid}' } as const;
    expect(await session.complete(ref, 'imp_uid', 'imp_')).toContain(samples.paid_card?.imp_uid);
    expect((await session.listPrompts()).length).toBeGreaterThan(0);
  });

  it('is told when a payment changes that it watches', async () => {
    const session = await connected(era, { form: agrees });
    const told = new Promise<string>((resolve) => void session.watch(uri(), resolve).then(refunded));
    async function refunded(): Promise<void> {
      await session.call('cancel_payment', refund());
    }
    expect(await told).toBe(uri());
  });

  it('is told how far a long read is', async () => {
    const session = await connected(era, {});
    const heard: number[] = [];
    const options = { onprogress: ({ progress }: { progress: number }) => void heard.push(progress) };
    const answer = await session.call('search_payments', { period: 'last 90 days', buyer_tel: '0000' }, options);
    expect(answer).toMatchObject({ isError: false });
    expect(heard.length).toBeGreaterThan(1);
    expect(heard).toEqual([...heard].sort((one, other) => one - other));
  });

  it('gives up a read, and the server asks PortOne no further', async () => {
    const session = await connected(era, {});
    const cutOff = async () => {
      const { text } = await exchange(`${server.origin}/metrics`);
      return Number(/upstream_seconds_count\{operation="get_payment",end="unanswered"\} (\d+)/.exec(text)?.[1] ?? 0);
    };
    const before = await cutOff();
    await upstream.control('faults', { route: 'GET /payments/{imp_uid}', kind: 'slow', times: 1, delay_ms: 20_000 });
    const giveUp = new AbortController();
    const answer = session.call('get_payment', { imp_uid: samples.paid_card?.imp_uid }, { signal: giveUp.signal });
    setTimeout(() => giveUp.abort(), 300);
    await expect(answer).rejects.toThrow();
    await vi.waitFor(async () => expect(await cutOff()).toBe(before + 1), { timeout: 5_000 });
  });
});
