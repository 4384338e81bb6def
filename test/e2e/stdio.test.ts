import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tools } from '../../src/tools/index.ts';
import { acceptForm, clientKinds, type FormHandler, openSession, type Session } from '../support/clients.ts';
import type { Samples } from '../support/tool-case.ts';
import { getServerCommand, startUpstream, type Upstream } from '../support/upstream.ts';

let upstream: Upstream;
let samples: Samples;
beforeAll(async () => {
  upstream = await startUpstream();
  samples = await upstream.readSamples();
});
beforeEach(() => upstream.reset());
afterAll(() => upstream.close());

const buildRefund = (amount = 1000) => ({ imp_uid: samples.paid_card?.imp_uid, amount, reason: '부분 환불' });

/** One server for each configuration; each test sets how the person answers a question. */
describe.each(clientKinds)('the stdio server with %s', (clientKind) => {
  let person: FormHandler;
  let questions: string[] = [];
  let asking: Session;
  let alone: Session;
  let refusing: Session;
  beforeAll(async () => {
    [asking, alone, refusing] = await Promise.all([
      openSession(clientKind, getServerCommand(upstream.url), (question) => {
        questions.push(question.message);
        return person(question);
      }),
      openSession(clientKind, getServerCommand(upstream.url)),
      openSession(clientKind, getServerCommand(upstream.url, '--confirm-fallback', 'refuse')),
    ]);
  });
  beforeEach(() => {
    questions = [];
  });
  afterAll(() => Promise.all([asking.close(), alone.close(), refusing.close()]));

  it('the server lists every tool and reads a payment', async () => {
    expect(await alone.listTools()).toHaveLength(tools.length);
    const { isError, structured, text } = await alone.call('get_payment', { imp_uid: samples.paid_card?.imp_uid });
    expect(isError).toBe(false);
    expect(structured).toMatchObject({ result: { imp_uid: samples.paid_card?.imp_uid, status: 'paid' } });
    expect(JSON.parse(text)).toEqual(structured);
  });

  it('the argument __proto__ is rejected by name', async () => {
    const { structured } = await alone.call('get_payment', JSON.parse('{"imp_uid":"x","__proto__":1}'));
    expect(structured).toMatchObject({
      error: { kind: 'invalid_input', message: expect.stringContaining('unknown argument "__proto__"') },
    });
  });

  it('the server asks what will happen, and refunds once after an approval', async () => {
    person = acceptForm;
    const { isError, structured } = await asking.call('cancel_payment', buildRefund());
    expect(isError).toBe(false);
    expect(structured).toMatchObject({ result: { status: 'cancelled', cancel_amount: 1000 } });
    expect(questions).toHaveLength(1);
    expect(questions[0]).toContain(samples.paid_card?.imp_uid);
    expect(questions[0]).toContain('Refund amount: ₩1,000');
    expect((await upstream.readLedger()).entries).toMatchObject([{ method: 'POST', path: '/payments/cancel' }]);
  });

  // Each case has an amount of its own: a page offered for a call decides for later identical calls.
  const refusalCases: [string, number, FormHandler, string][] = [
    ['declines', 1010, () => ({ action: 'decline' }), 'not_confirmed'],
    ['cancels', 1020, () => ({ action: 'cancel' }), 'approval_required'],
    ['chooses no', 1030, () => ({ action: 'accept', content: { confirm: 'no' } }), 'not_confirmed'],
    ['accepts without content', 1040, () => ({ action: 'accept' }), 'approval_required'],
    [
      'accepts with something else',
      1050,
      () => ({ action: 'accept', content: { confirm: 'true' } }),
      'approval_required',
    ],
  ];
  it.each(refusalCases)('nothing changes when the person %s', async (_, amount, no, kind) => {
    person = no;
    const { isError, structured } = await asking
      .call('cancel_payment', buildRefund(amount))
      .catch(() => ({ isError: true, structured: null }));
    expect(isError).toBe(true);
    expect(questions).toHaveLength(1);
    if (structured) expect(structured).toMatchObject({ error: { kind } });
    expect((await upstream.readLedger()).entries).toEqual([]);
  });

  it('a client without elicitation gets the link of an approval page', async () => {
    const { isError, structured } = await alone.call('cancel_payment', buildRefund());
    expect(isError).toBe(true);
    expect(structured).toMatchObject({
      error: {
        kind: 'approval_required',
        approval_url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/a\//),
      },
    });
    expect((await upstream.readLedger()).entries).toEqual([]);
  });

  it('a client without elicitation is refused when the page is disabled', async () => {
    const { isError, structured } = await refusing.call('cancel_payment', buildRefund());
    expect(isError).toBe(true);
    expect(structured).toMatchObject({
      error: { kind: 'not_confirmed', next: expect.stringContaining('elicitation') },
    });
    expect((await upstream.readLedger()).entries).toEqual([]);
  });

  it('an unknown tool name is shortened in the error', async () => {
    const error = await alone.call('x'.repeat(100_000)).catch((reason: Error) => reason);
    expect(String(error)).toMatch(/Unknown tool: "x{60}"\./);
  });
});

describe('the shutdown of the stdio server', () => {
  const startServer = (url: string) => {
    const { command, args, env } = getServerCommand(url);
    return spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  };

  it('closing stdin ends the process', async () => {
    const server = startServer(upstream.url);
    server.stdin.end();
    expect(await once(server, 'exit')).toEqual([0, null]);
  });

  it('closing stdin lets a write in progress finish first', async () => {
    const { slow, server, write } = await startWriting();
    const exit = once(server, 'exit');
    server.stdin.end();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(server.exitCode).toBeNull();
    expect(write.waitUntilAborted()).toBe(false);
    write.respond();
    expect(await exit).toEqual([0, null]);
    await slow.close();
  });

  it('a signal lets a write finish, sends its answer and ends the process', async () => {
    const { slow, server, write } = await startWriting();
    const exit = once(server, 'exit');
    let output = '';
    server.stdout.on('data', (chunk) => {
      output += chunk;
    });
    server.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 500));
    write.respond();
    expect(await exit).toEqual([0, null]);
    expect(JSON.parse(output)).toMatchObject({ id: 2, result: { structuredContent: { result: {} } } });
    await slow.close();
  });

  it('an overlong message is answered with an error and ends the process with the reason', async () => {
    const server = startServer(upstream.url);
    const exit = once(server, 'exit');
    let [output, stderrText] = ['', ''];
    server.stdout.on('data', (chunk) => (output += chunk));
    server.stderr.on('data', (chunk: Buffer) => (stderrText += chunk));
    server.stdin.on('error', () => {});
    const params = { name: 'get_payment', arguments: { imp_uid: 'x'.repeat(12_000_000) } };
    server.stdin.write(`${JSON.stringify({ method: 'tools/call', params, jsonrpc: '2.0', id: 'long' })}\n`);
    expect(await exit).toEqual([1, null]);
    expect(JSON.parse(output)).toMatchObject({ jsonrpc: '2.0', id: 'long', error: { code: -32_600 } });
    expect(stderrText).toContain('the client sent a line of more than 10 MB');
  });

  async function startWriting() {
    const slow = await startSlowUpstream();
    const server = startServer(slow.url);
    const send = (message: object) => server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    const clientInfo = { name: 'raw', version: '1' };
    send({ id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo } });
    await once(server.stdout, 'data');
    send({ method: 'notifications/initialized' });
    const args = { merchant_uid: 'closing-1', amount: 1000 };
    send({ id: 2, method: 'tools/call', params: { name: 'create_payment_prepare', arguments: args } });
    return { slow, server, write: await slow.write };
  }
});

interface HeldWrite {
  waitUntilAborted(): boolean;
  respond(): void;
}

/** A PortOne that returns a token at once and delays every other response until released. */
async function startSlowUpstream() {
  let taken: (write: HeldWrite) => void = () => {};
  const write = new Promise<HeldWrite>((resolve) => {
    taken = resolve;
  });
  const server = createServer((request, reply) => {
    const answer = (response: object) => reply.end(JSON.stringify({ code: 0, message: null, response }));
    if (request.url === '/users/getToken') answer({ access_token: 'a'.repeat(40), now: 1000, expired_at: 2800 });
    else if (request.method === 'GET') {
      reply.statusCode = 404;
      reply.end(JSON.stringify({ code: -1, message: '사전등록된 결제정보가 존재하지 않습니다.', response: null }));
    } else
      taken({
        waitUntilAborted: () => request.socket.destroyed,
        respond: () => answer({ merchant_uid: 'closing-1', amount: 1000 }),
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, write, close };
}
