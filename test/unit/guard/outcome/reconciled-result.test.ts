import { expect, it } from 'vitest';
import { resolveOutcome } from '../../../../src/guard/outcome/reconciled-result.ts';
import { OutcomeUnknown, PortOneRejected } from '../../../../src/portone/errors.ts';

const unknownOutcome = new OutcomeUnknown({ detail: 'the connection was lost', httpStatus: 502 });
const answered = new OutcomeUnknown({
  detail: 'the response shows imps_1 as ready',
  responseReceived: true,
  followUpTool: 'look',
});
const refusal = new PortOneRejected({ httpStatus: 500, code: -1, upstreamMessage: '이미 처리되었습니다.' });
const unknown = { verdict: 'unknown', observed: 'Money moved.', next: 'Call get_payment.' } as const;

const catchError = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

it('an executed write is reported as a success confirmed by reading back', () => {
  const resultText = resolveOutcome(
    { verdict: 'executed', evidence: 'It grew.', value: { a: 1 }, failed: ['2'] },
    unknownOutcome,
  );
  expect(resultText).toEqual({
    value: { a: 1 },
    failed: ['2'],
    note: expect.stringMatching(/reading back confirms that the request was executed: It grew\.$/),
  });
});

it.each([
  [
    'the write was not executed',
    { verdict: 'not_executed', evidence: 'As before.' } as const,
    unknownOutcome,
    { kind: 'unreachable', httpStatus: 502, next: 'It is safe to call again.' },
  ],
  [
    'PortOne reported success, and reading back shows no change',
    { verdict: 'not_executed', evidence: 'As before.' } as const,
    answered,
    {
      kind: 'outcome_unknown',
      message: expect.stringMatching(/imps_1 as ready\. As before\.$/),
      next: expect.stringMatching(/^Do not repeat the call\..* look/),
    },
  ],
  [
    'PortOne refused, and the write was not executed',
    { verdict: 'not_executed', evidence: 'As before.' } as const,
    refusal,
    {
      kind: 'rejected',
      upstreamMessage: '이미 처리되었습니다.',
      message: expect.stringContaining('may still execute the request'),
    },
  ],
  [
    'the charge failed',
    { verdict: 'failed', evidence: 'x', value: { imp_uid: 'imp_1', fail_reason: '한도초과' } } as const,
    unknownOutcome,
    { kind: 'rejected', upstreamMessage: '한도초과' },
  ],
  ['the outcome is unknown', unknown, unknownOutcome, { kind: 'outcome_unknown', next: 'Call get_payment.' }],
  [
    'PortOne refused, and the outcome is unknown',
    unknown,
    refusal,
    { kind: 'outcome_unknown', upstreamMessage: '이미 처리되었습니다.' },
  ],
])('the error after reconciliation states the outcome and the next step: %s', (_, verdict, error, expected) => {
  expect(catchError(() => resolveOutcome(verdict, error))).toMatchObject(expected);
});
