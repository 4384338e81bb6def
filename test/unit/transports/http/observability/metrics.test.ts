import { describe, expect, it } from 'vitest';
import { parseRequestId, parseTraceId } from '../../../../../src/base/trace-context.ts';
import { createJsonLog } from '../../../../../src/transports/http/observability/json-log.ts';
import { createMetrics } from '../../../../../src/transports/http/observability/metrics.ts';

const caller = {
  id: 'shop/support',
  supportsFormElicitation: false,
  supportsUrlElicitation: false,
  signal: new AbortController().signal,
};
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('the trace id and the metrics', () => {
  it.each([
    [`00-${TRACE}-00f067aa0ba902b7-01`, TRACE],
    [`01-${TRACE}-00f067aa0ba902b7-01-later`, TRACE],
    [`00-${TRACE}-00f067aa0ba902b7-01-later`, undefined],
    [`ff-${TRACE}-00f067aa0ba902b7-01`, undefined],
    [`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, undefined],
    [`00-${TRACE}-${'0'.repeat(16)}-01`, undefined],
    [`00-${TRACE.toUpperCase()}-00f067aa0ba902b7-01`, undefined],
    [`00-${TRACE}-00f067aa0ba902b7-01\n"level":"fatal"`, undefined],
    ['010-1234-5678', undefined],
    [42, undefined],
    [undefined, undefined],
  ])('the traceparent header %j is parsed', (traceparent, trace) => {
    expect(parseTraceId(traceparent)).toBe(trace);
  });
});

it('only request ids without readable content are logged', () => {
  expect(parseRequestId(7)).toBe('7');
  expect(parseRequestId('0b1c2d3e-0000-4000-8000-000000000000')).toBe('0b1c2d3e-0000-4000-8000-000000000000');
  expect(parseRequestId('refund for Kim')).toBeUndefined();
  expect(parseRequestId({})).toBeUndefined();
});

it('the metrics count by tool, outcome, channel, verdict and operation', async () => {
  const { telemetry, renderText } = createMetrics();
  telemetry.toolCalled({ tool: 'get_payment', outcome: 'done', seconds: 0.2, caller });
  telemetry.toolCalled({ tool: 'get_payment', outcome: 'done', seconds: 0.2, caller });
  telemetry.toolCalled({ tool: 'cancel_payment', outcome: 'outcome_unknown', seconds: 20, caller });
  telemetry.confirmationAnswered('form', 'asked');
  telemetry.confirmationAnswered('form', 'agreed');
  telemetry.outcomeReconciled('unknown');
  telemetry.onRequest('cancel_payment', 20, 'unanswered');
  telemetry.onTokenRenewed();
  telemetry.rateLimited('principal');
  telemetry.openSessions(1);
  telemetry.writesInFlight(1);
  telemetry.writesInFlight(-1);
  const lines = (await renderText()).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'portone_v1_mcp_tool_calls_total{tool="get_payment",outcome="done"} 2',
      'portone_v1_mcp_tool_calls_total{tool="cancel_payment",outcome="outcome_unknown"} 1',
      'portone_v1_mcp_confirmations_total{channel="form",answer="agreed"} 1',
      'portone_v1_mcp_lost_answers_total{verdict="unknown"} 1',
      'portone_v1_mcp_lost_answers_total{verdict="executed"} 0',
      'portone_v1_mcp_upstream_seconds_count{operation="cancel_payment",end="unanswered"} 1',
      'portone_v1_mcp_token_renewals_total 1',
      'portone_v1_mcp_rate_limited_total{by="principal"} 1',
      'portone_v1_mcp_sessions 1',
      'portone_v1_mcp_writes_in_flight 0',
    ]),
  );
  expect(lines.some((line) => line.startsWith('nodejs_eventloop_lag_p99_seconds '))).toBe(true);
  // The caller belongs in the log: token names are not metric labels.
  expect(lines.join('\n')).not.toContain('support');
});

it('a call is logged as one JSON line with its trace id and without free text', () => {
  const lines: string[] = [];
  const log = createJsonLog('portone-v1-mcp', { write: (line) => void lines.push(line) });
  log.logCall({ tool: 'get_payment', outcome: 'not_found', seconds: 0.0514, caller: { ...caller, trace: TRACE } });
  log.logCall({ tool: 'get_payment', outcome: 'done', seconds: 1, caller: { ...caller, id: 'shop/kim@mail.example' } });
  log.logLine('ready');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({
      level: 'info',
      msg: 'call',
      tool: 'get_payment',
      outcome: 'not_found',
      ms: 51,
      tenant: 'shop',
      caller: 'support',
      trace: TRACE,
    }),
    expect.objectContaining({ tenant: 'shop', caller: expect.stringMatching(/^hmac:/) }),
    expect.objectContaining({ level: 'info', msg: 'ready' }),
  ]);
});
