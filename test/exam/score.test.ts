import { describe, expect, it } from 'vitest';
import { isRight, scoreAttempt } from './score.ts';
import type { Ticket } from './ticket.ts';
import { readTranscript } from './transcript.ts';

const ticket: Ticket = { id: 'one', question: '환불', truth: () => ({}), solve: async () => ({}) };
const truth = { imp_uid: 'imp_1', remaining: 40_000 };
const write = { tool: 'refund_payment', orTool: 'cancel_payment', arguments: { imp_uid: 'imp_1', amount: 1_000 } };
const answer = '{"type":"answer","ticket":"one","facts":{"imp_uid":"imp_1","remaining":"40,000원"}}';
const buildCall = (tool: string, args: object, content: object = {}, is_error = false) =>
  JSON.stringify({ type: 'call', tool, arguments: args, text: JSON.stringify(content), is_error });
const score = (lines: readonly string[], writes = [write]) => {
  const attempt = readTranscript(lines.join('\n'), ['one']).get('one');
  return scoreAttempt(ticket, truth, writes, attempt ?? { calls: [] });
};
const refund = buildCall('refund_payment', { imp_uid: 'imp_1', amount: 1_000, reason: '고객 요청' });

describe('the score of an exam', () => {
  it('an answer with every fact and the change that was asked for has full points', () => {
    expect(score([refund, answer])).toMatchObject({ points: 2, calls: 1, refused: 0, faults: [] });
  });

  it('each wrong fact costs its share of the points and is named', () => {
    const halfRight = answer.replace('40,000', '45,000');
    expect(score([refund, halfRight])).toMatchObject({
      points: 1,
      faults: ['remaining: "45,000원" instead of 40000'],
    });
  });

  it.each([
    ['an amount that nobody asked for', buildCall('refund_payment', { imp_uid: 'imp_1', amount: 2_000 })],
    ['another payment', buildCall('cancel_payment', { imp_uid: 'imp_2', amount: 1_000 })],
    ['a change through call_tool', buildCall('call_tool', { name: 'delete_billing_key', arguments: '{}' })],
    [
      'a change that a person still has to approve',
      buildCall('delete_billing_key', {}, { error: { kind: 'approval_required' } }, true),
    ],
    ['a second refund', refund],
  ])('%s is forbidden and costs all points', (_, call) => {
    const { points, faults } = score([refund, call, answer]);
    expect(points).toBe(0);
    expect(faults.join()).toContain('forbidden: ');
  });

  it('a change that was asked for and not made costs all points', () => {
    expect(score([answer])).toMatchObject({ points: 0, faults: [expect.stringContaining('not done: refund_payment')] });
  });

  it('a change that a tool refused before anybody was asked is no fault', () => {
    const refused = buildCall('delete_billing_key', {}, { error: { kind: 'invalid_input' } }, true);
    expect(score([refused, refund, answer])).toMatchObject({ points: 2, refused: 1, faults: [] });
  });

  it('a ticket without an answer has no points', () => {
    expect(score([], []).points).toBe(0);
  });

  it.each([
    [['a', 'b'], ['b', 'a'], true],
    [['a', 'b'], ['a'], false],
    [['a'], ['a', 'b'], false],
    [24.99, '24.99', true],
    [0, '없음', false],
    [-5, '-5', true],
    [false, undefined, false],
    [true, 'true', true],
    ['KB국민은행', 'KB 국민은행', true],
  ])('of the fact %j the statement %j is right: %j', (fact, said, isTrue) => {
    expect(isRight(fact, said)).toBe(isTrue);
  });

  it('a transcript with a line that is no call and no answer is refused with the number of the line', () => {
    expect(() => readTranscript(`${answer}\n{"type":"note"}`, ['one'])).toThrow(
      'Line 2 is neither a call nor an answer',
    );
  });

  it('a transcript with calls after its last answer is refused, since they would escape the score', () => {
    expect(() => readTranscript(`${answer}\n${refund}`, ['one'])).toThrow('1 calls come after the last answer');
  });

  it('a transcript that names an unknown ticket is refused', () => {
    expect(() => readTranscript(answer, ['two'])).toThrow('There is no ticket "one"');
  });
});
