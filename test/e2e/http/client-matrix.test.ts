import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { acceptedEndpoints } from '../../support/accepted-endpoints.ts';
import { openApprovalPage, sendPageRequest } from '../../support/approval-page.ts';
import {
  acceptForm,
  clientKinds,
  type ElicitationHandlers,
  type FormHandler,
  openHttpSession,
  type Session,
} from '../../support/clients.ts';
import { type HttpServer, startHttpServer } from '../../support/http-server.ts';
import type { Samples } from '../../support/tool-case.ts';
import { startUpstream, type Upstream } from '../../support/upstream.ts';

const acceptUrlRequest: ElicitationHandlers['url'] = async () => 'accept';
const capabilityCases = ['form and url', 'form', 'none'] as const;
const matrix = clientKinds.flatMap((clientKind) => capabilityCases.map((ability) => ({ clientKind, ability })));

const chooseNo: FormHandler = () => ({ action: 'accept', content: { confirm: 'no' } });
const declineForm: FormHandler = () => ({ action: 'decline' });
const cancelForm: FormHandler = () => ({ action: 'cancel' });
const leaveUnanswered: FormHandler = () => Promise.reject(new Error('nobody is there'));

let upstream: Upstream;
let server: HttpServer;
let samples: Samples;
const sessions: Session[] = [];

beforeAll(async () => {
  upstream = await startUpstream({ payments: 4_000 });
  samples = await upstream.readSamples();
  server = await startHttpServer(upstream.url);
});
/** A page that one test leaves open is for a refund that no other test makes. */
let testCount = 0;
beforeEach(async () => {
  testCount += 1;
  await upstream.reset();
});
afterAll(async () => {
  await Promise.all(sessions.map((session) => session.close()));
  await server.close();
  await upstream.close();
});

async function openClient(clientKind: (typeof clientKinds)[number], handlers: ElicitationHandlers): Promise<Session> {
  const session = await openHttpSession(clientKind, server, handlers);
  sessions.push(session);
  return session;
}

const buildHandlers = (ability: (typeof capabilityCases)[number], person: FormHandler): ElicitationHandlers =>
  ability === 'none' ? {} : { form: person, ...(ability === 'form and url' ? { url: acceptUrlRequest } : {}) };
const buildRefund = () => ({ imp_uid: samples.paid_card?.imp_uid, amount: 1_000 + testCount });
const countChanges = async () => (await upstream.readLedger()).entries.length;
const getErrorKind = (result: { structured: unknown }) => Object(Object(result.structured).error).kind;

describe.each(matrix)('an HTTP client of $clientKind with elicitation by: $ability', ({ clientKind, ability }) => {
  it('the client lists tools and reads a payment', async () => {
    const session = await openClient(clientKind, buildHandlers(ability, acceptForm));
    expect((await session.listTools()).length).toBeGreaterThanOrEqual(acceptedEndpoints.length);
    const { isError, structured } = await session.call('get_payment', { imp_uid: samples.paid_card?.imp_uid });
    expect({ isError, structured }).toMatchObject({
      isError: false,
      structured: { result: { imp_uid: samples.paid_card?.imp_uid, status: 'paid' } },
    });
  });
});

describe.each(matrix.filter(({ ability }) => ability !== 'none'))(
  'a confirmation over HTTP with $clientKind by: $ability',
  ({ clientKind, ability }) => {
    it('the client refunds once after the person approves', async () => {
      let handlers = 0;
      const person: FormHandler = (question) => {
        handlers += 1;
        expect(question.message).toContain(buildRefund().amount.toLocaleString('en-US'));
        return acceptForm(question);
      };
      const session = await openClient(clientKind, buildHandlers(ability, person));
      expect(await session.call('cancel_payment', buildRefund())).toMatchObject({ isError: false });
      expect(handlers).toBe(1);
      expect(await countChanges()).toBe(1);
    });

    it.each([
      ['chooses no', chooseNo, 'not_confirmed'],
      ['declines', declineForm, 'not_confirmed'],
      ['cancels', cancelForm, 'approval_required'],
    ])('nothing changes when the person %s', async (_, person, kind) => {
      const session = await openClient(clientKind, buildHandlers(ability, person));
      expect(getErrorKind(await session.call('cancel_payment', buildRefund()))).toBe(kind);
      expect(await countChanges()).toBe(0);
    });

    it('nothing changes when the person does not answer', async () => {
      const session = await openClient(clientKind, buildHandlers(ability, leaveUnanswered));
      await session.call('cancel_payment', buildRefund()).catch(() => undefined);
      expect(await countChanges()).toBe(0);
    });

    it('nothing changes when the call is aborted before the person approves', async () => {
      const giveUp = new AbortController();
      const session = await openClient(
        clientKind,
        buildHandlers(ability, (question) => {
          giveUp.abort();
          return acceptForm(question);
        }),
      );
      await expect(session.call('cancel_payment', buildRefund(), { signal: giveUp.signal })).rejects.toThrow();
      // Anything still in progress would finish before a later call.
      await session.call('get_payment', { imp_uid: samples.paid_card?.imp_uid });
      expect(await countChanges()).toBe(0);
    });
  },
);

describe.each(clientKinds)('an HTTP client of %s without elicitation', (clientKind) => {
  it('the client gets the link of a page and refunds once after the approval there', async () => {
    const session = await openClient(clientKind, {});
    const first = await session.call('cancel_payment', buildRefund());
    expect(getErrorKind(first)).toBe('approval_required');
    const { approval_url: url } = Object(Object(first.structured).error);
    expect(url).toMatch(new RegExp(`^${server.origin}/approvals/`));
    await (await openApprovalPage(url)).post({ decision: 'approve' });
    expect(await session.call('cancel_payment', buildRefund())).toMatchObject({ isError: false });
    expect(getErrorKind(await session.call('cancel_payment', buildRefund()))).toBe('approval_required');
    expect(await countChanges()).toBe(1);
  });
});

describe.each(clientKinds)('an HTTP client of %s that opens pages', (clientKind) => {
  it('secrets are typed on a page that the client opens', async () => {
    const session = await openClient(clientKind, {
      form: acceptForm,
      async url(question) {
        await (await openApprovalPage(question.url)).post({
          decision: 'approve',
          // A card of its own for each: a second charge of the same card within minutes is warned of first.
          'secret.card_number': `4000-1234-5678-90${10 + clientKinds.indexOf(clientKind)}`,
          'secret.expiry': '2099-12',
          'secret.birth': '900101',
          'secret.pwd_2digit': '12',
        });
        return 'accept';
      },
    });
    const result = await session.call('pay_onetime', { merchant_uid: 'http-1', amount: 5_000, name: 'tea' });
    expect(result).toMatchObject({ isError: false });
    expect(await countChanges()).toBe(1);
  });
});

describe.each(clientKinds)('an HTTP client of %s beyond tools', (clientKind) => {
  const getUri = () => `portone://payments/${samples.paid_card?.imp_uid}`;

  it('the client lists and reads resources, completes arguments and gets prompts', async () => {
    const session = await openClient(clientKind, {});
    const { resources } = await session.listResources();
    expect(resources.length).toBeGreaterThan(5);
    expect((await session.listTemplates()).map(({ uriTemplate }) => uriTemplate)).toContain(
      'portone://payments/{imp_uid}',
    );
    const { text } = await session.readResource(getUri());
    expect(JSON.parse(text)).toMatchObject({ imp_uid: samples.paid_card?.imp_uid, status: 'paid' });
    const ref = { type: 'ref/resource', uri: 'portone://payments/{imp_uid}' } as const;
    expect(await session.complete(ref, 'imp_uid', 'imp_')).toContain(samples.paid_card?.imp_uid);
    expect((await session.listPrompts()).length).toBeGreaterThan(0);
  });

  it('a subscriber is notified when its payment changes', async () => {
    const session = await openClient(clientKind, { form: acceptForm });
    const updatedUri = new Promise<string>((resolve) => void session.subscribe(getUri(), resolve).then(refundOnce));
    async function refundOnce(): Promise<void> {
      await session.call('cancel_payment', buildRefund());
    }
    expect(await updatedUri).toBe(getUri());
  });

  it('a long read reports its progress', async () => {
    const session = await openClient(clientKind, {});
    const progressValues: number[] = [];
    const options = { onprogress: ({ progress }: { progress: number }) => void progressValues.push(progress) };
    const answer = await session.call('search_payments', { period: 'last 90 days', buyer_tel: '0000' }, options);
    expect(answer).toMatchObject({ isError: false });
    expect(progressValues.length).toBeGreaterThan(1);
    expect(progressValues).toEqual([...progressValues].sort((one, other) => one - other));
  });

  it('an aborted read stops its requests to PortOne', async () => {
    const session = await openClient(clientKind, {});
    const disconnect = async () => {
      const { text } = await sendPageRequest(`${server.origin}/metrics`);
      return Number(/upstream_seconds_count\{operation="get_payment",end="unanswered"\} (\d+)/.exec(text)?.[1] ?? 0);
    };
    const before = await disconnect();
    await upstream.control('faults', { route: 'GET /payments/{imp_uid}', kind: 'slow', times: 1, delay_ms: 20_000 });
    const giveUp = new AbortController();
    const answer = session.call('get_payment', { imp_uid: samples.paid_card?.imp_uid }, { signal: giveUp.signal });
    setTimeout(() => giveUp.abort(), 300);
    await expect(answer).rejects.toThrow();
    await vi.waitFor(async () => expect(await disconnect()).toBe(before + 1), { timeout: 5_000 });
  });
});
