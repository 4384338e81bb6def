import { describe, expect, it } from 'vitest';
import { queryBenepiaPoint } from '../../../src/endpoints/catalog/benepia.ts';
import { getPayment } from '../../../src/endpoints/catalog/payments.ts';
import { PortOneUnreachable } from '../../../src/portone/errors.ts';
import { catchPortOneError, usePortOne } from '../../support/portone-fixture.ts';
import {
  closeConnection,
  leaveUnanswered,
  resetConnection,
  respondHtml,
  respondJson,
  respondSuccess,
  sendHugeBody,
  truncateBody,
} from '../../support/scripted-server.ts';

const fixture = usePortOne({ timeouts: { read: 1_500 } });
const readPayment = (signal?: AbortSignal) =>
  fixture.portone.call(getPayment, { imp_uid: 'imp_1' }, signal ? { signal } : undefined);

describe('a read request', () => {
  it.each([
    ['a reset', resetConnection],
    ['a closed connection', closeConnection],
    ['a truncated response', truncateBody],
    ['HTTP 429', respondJson(429, { code: -1, message: 'slow down', response: null })],
    ['HTTP 502', respondHtml(502)],
    ['HTTP 503', respondHtml(503)],
    ['HTTP 504', respondHtml(504)],
  ] as const)('a read is attempted three times after %s', async (_, trouble) => {
    fixture.server.script.push(trouble, trouble, respondSuccess({ imp_uid: 'imp_1' }));
    expect((await readPayment()).response.imp_uid).toBe('imp_1');
    expect(fixture.server.received).toHaveLength(3);
    // Full jitter: half of 1 s, then half of 2 s, since the random number is fixed at one half.
    expect(fixture.slept).toEqual([500, 1000]);

    fixture.server.script.push(trouble, trouble, trouble);
    expect((await catchPortOneError(readPayment())).kind).toMatch(/unreachable|rate_limited/);
    expect(fixture.server.received).toHaveLength(6);
  });

  it('a read waits for Retry-After, in seconds or as a date, for at most 20 s', async () => {
    const respondBusy = (retryAfter: string) =>
      respondJson(503, {}, { 'retry-after': retryAfter, date: 'Sat, 21 Nov 2026 00:00:00 GMT' });
    fixture.server.script.push(respondBusy('3'), respondBusy('Sat, 21 Nov 2026 00:00:07 GMT'));
    await readPayment();
    fixture.server.script.push(respondBusy('3600'), respondBusy('soon'));
    await readPayment();
    expect(fixture.slept).toEqual([3000, 7000, 20_000, 1000]);
  });

  it.each([
    ['HTTP 500', respondHtml(500), 'HTTP 500'],
    ['HTML for an answer', respondHtml(200), "not PortOne's JSON"],
    ['an endless answer', sendHugeBody, 'too large'],
    ['no answer in time', leaveUnanswered, '1.5 seconds'],
  ] as const)('a read is not repeated after %s', async (_, trouble, words) => {
    fixture.server.script.push(trouble);
    const error = await catchPortOneError(readPayment());
    expect(error).toBeInstanceOf(PortOneUnreachable);
    expect(error.message).toContain(words);
    expect(JSON.stringify(error) + error.message).not.toContain('secret page');
    expect(fixture.server.received).toHaveLength(1);
  });

  it('a read by POST is not repeated and reports no unknown outcome', async () => {
    fixture.server.script.push(resetConnection);
    const args = queryBenepiaPoint.input.parse({ benepia_user: 'u', benepia_password: 'p', channel_key: 'c' });
    expect(await catchPortOneError(fixture.portone.call(queryBenepiaPoint, args))).toBeInstanceOf(PortOneUnreachable);
    expect(fixture.server.received).toHaveLength(1);
  });

  it('a read is aborted by its signal, during a request and between two attempts', async () => {
    const onTheWay = new AbortController();
    fixture.server.script.push(() => onTheWay.abort(new Error('enough')));
    await expect(readPayment(onTheWay.signal)).rejects.toThrow('enough');
    expect(fixture.server.received).toHaveLength(1);

    const between = new AbortController();
    fixture.server.script.push((response, request) => {
      between.abort(new Error('enough'));
      return respondHtml(503)(response, request);
    });
    await expect(readPayment(between.signal)).rejects.toThrow('enough');
    expect(fixture.server.received).toHaveLength(2);
  });
});
