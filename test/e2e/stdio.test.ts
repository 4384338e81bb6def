import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { agrees, eras, openSession, type Person, type Session } from '../support/clients.ts';
import { serverAt, startUpstream, type Upstream } from '../support/serving.ts';
import type { Samples } from '../support/tool-case.ts';

let upstream: Upstream;
let samples: Samples;
beforeAll(async () => {
  upstream = await startUpstream();
  samples = await upstream.samples();
});
beforeEach(() => upstream.reset());
afterAll(() => upstream.close());

const refund = () => ({ imp_uid: samples.paid_card?.imp_uid, amount: 1000, reason: '부분 환불' });

async function withSession<T>(
  era: (typeof eras)[number],
  person: Person | undefined,
  use: (session: Session) => Promise<T>,
) {
  const session = await openSession(era, serverAt(upstream.url), person);
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

describe.each(eras)('over stdio with %s', (era) => {
  it('lists 80 tools and reads a payment', () =>
    withSession(era, undefined, async (session) => {
      expect(await session.listTools()).toHaveLength(80);
      const { isError, structured, text } = await session.call('get_payment', { imp_uid: samples.paid_card?.imp_uid });
      expect(isError).toBe(false);
      expect(structured).toMatchObject({ result: { imp_uid: samples.paid_card?.imp_uid, status: 'paid' } });
      expect(JSON.parse(text)).toEqual(structured);
    }));

  it('asks what is about to happen, and refunds once after a yes', () => {
    const questions: string[] = [];
    const person: Person = ({ message }) => {
      questions.push(message);
      return agrees({ message });
    };
    return withSession(era, person, async (session) => {
      const { isError, structured } = await session.call('cancel_payment', refund());
      expect(isError).toBe(false);
      expect(structured).toMatchObject({ result: { status: 'cancelled', cancel_amount: 1000 } });
      expect(questions).toHaveLength(1);
      expect(questions[0]).toContain(samples.paid_card?.imp_uid);
      expect(questions[0]).toContain('Refund now: ₩1,000');
      expect((await upstream.ledger()).entries).toMatchObject([{ method: 'POST', path: '/payments/cancel' }]);
    });
  });

  const noes: [string, Person][] = [
    ['declines', () => ({ action: 'decline' })],
    ['cancels', () => ({ action: 'cancel' })],
    ['leaves the box empty', () => ({ action: 'accept', content: { confirm: false } })],
    ['accepts without content', () => ({ action: 'accept' })],
    ['accepts with something else', () => ({ action: 'accept', content: { confirm: 'true' } })],
  ];
  it.each(noes)('changes nothing when the person %s', (_, person) =>
    withSession(era, person, async (session) => {
      const { isError, structured } = await session
        .call('cancel_payment', refund())
        .catch(() => ({ isError: true, structured: null }));
      expect(isError).toBe(true);
      if (structured) expect(structured).toMatchObject({ error: { kind: 'not_confirmed' } });
      expect((await upstream.ledger()).entries).toEqual([]);
    }),
  );

  it('refuses where the client cannot ask', () =>
    withSession(era, undefined, async (session) => {
      const { isError, structured } = await session.call('cancel_payment', refund());
      expect(isError).toBe(true);
      expect(structured).toMatchObject({
        error: { kind: 'not_confirmed', next: expect.stringContaining('elicitation') },
      });
      expect((await upstream.ledger()).entries).toEqual([]);
    }));
});

describe('closing stdin', () => {
  const start = () => {
    const { command, args, env } = serverAt(upstream.url);
    return spawn(command, args, { env, stdio: ['pipe', 'pipe', 'ignore'] });
  };

  it('ends the process', async () => {
    const server = start();
    server.stdin.end();
    expect(await once(server, 'exit')).toEqual([0, null]);
  });

  it('lets a write in flight end first', async () => {
    await upstream.control('faults', { route: 'POST /payments/prepare', kind: 'slow', times: 1, delay_ms: 700 });
    const server = start();
    const send = (message: object) => server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    const clientInfo = { name: 'raw', version: '1' };
    send({ id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo } });
    await once(server.stdout, 'data');
    send({ method: 'notifications/initialized' });
    const args = { merchant_uid: 'closing-1', amount: 1000 };
    send({ id: 2, method: 'tools/call', params: { name: 'create_payment_prepare', arguments: args } });
    await requested(upstream, 'POST /payments/prepare');
    server.stdin.end();
    expect(await once(server, 'exit')).toEqual([0, null]);
    expect((await upstream.ledger()).entries).toMatchObject([{ method: 'POST', path: '/payments/prepare' }]);
  });
});

/** Waits until the sandbox has taken the fault up, which shows that the request is on its way. */
async function requested({ url }: Upstream, route: string): Promise<void> {
  for (;;) {
    const { faults } = (await (await fetch(`${url}/_sandbox/faults`)).json()) as { faults: { route: string }[] };
    if (!faults.some((fault) => fault.route === route)) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
