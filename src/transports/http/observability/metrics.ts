import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Telemetry } from '../../../guard/telemetry.ts';

export interface Metrics {
  telemetry: Telemetry;
  /** The metrics in Prometheus' text format. */
  renderText(): Promise<string>;
  contentType: string;
}

// Seconds. PortOne waits for the PG, so a refund may take most of a minute.
const DURATION_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * Creates the metrics of an HTTP server. Labels are tool and operation names and a few fixed words, never ids, names or
 * amounts, so the number of series is bounded.
 */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // Process metrics (memory, handles, garbage collection, event loop delay) under Prometheus' standard names.
  collectDefaultMetrics({ register: registry });
  const createCounter = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name: `portone_v1_mcp_${name}`, help, labelNames, registers });
  const createGauge = (name: string, help: string) => new Gauge({ name: `portone_v1_mcp_${name}`, help, registers });

  const calls = createCounter('tool_calls_total', 'Tool calls by outcome', ['tool', 'outcome']);
  const callSeconds = new Histogram({
    name: 'portone_v1_mcp_tool_call_seconds',
    help: 'Duration of tool calls; a call that asks for confirmation ends there',
    buckets: DURATION_BUCKETS,
    registers,
  });
  const upstream = new Histogram({
    name: 'portone_v1_mcp_upstream_seconds',
    help: 'Duration of requests to PortOne by operation; unanswered ones were cut off or timed out',
    labelNames: ['operation', 'end'],
    buckets: DURATION_BUCKETS,
    registers,
  });
  const confirmations = createCounter('confirmations_total', 'Confirmations by channel and answer', [
    'channel',
    'answer',
  ]);
  const reconciledOutcomes = createCounter(
    'lost_answers_total',
    'Writes whose response was lost, by the result of the read-back; unknown ones need a person',
    ['verdict'],
  );
  const tokens = createCounter('token_renewals_total', 'Access tokens obtained from PortOne');
  const rateLimited = createCounter('rate_limited_total', 'Requests rejected by a rate limit', ['by']);
  const sessions = createGauge('sessions', 'Open sessions of the legacy protocol revision');
  const writes = createGauge('writes_in_flight', 'Writes in progress; a shutdown waits for them');
  // Initialize the series with 0: an alert on an increase does not fire when a series first appears with 1.
  for (const verdict of ['executed', 'failed', 'not_executed', 'unknown']) reconciledOutcomes.inc({ verdict }, 0);
  for (const by of ['principal', 'tenant']) rateLimited.inc({ by }, 0);

  return {
    telemetry: {
      toolCalled({ tool, outcome, seconds }) {
        calls.inc({ tool, outcome });
        callSeconds.observe(seconds);
      },
      confirmationAnswered: (channel, answer) => confirmations.inc({ channel, answer }),
      outcomeReconciled: (verdict) => reconciledOutcomes.inc({ verdict }),
      writesInFlight: (change) => writes.inc(change),
      openSessions: (change) => sessions.inc(change),
      rateLimited: (by) => rateLimited.inc({ by }),
      onRequest: (operation, seconds, end) => upstream.observe({ operation, end }, seconds),
      onTokenRenewed: () => tokens.inc(),
    },
    renderText: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
