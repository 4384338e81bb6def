import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Telemetry } from '../../../guard/telemetry.ts';

export interface Metrics {
  telemetry: Telemetry;
  /** As Prometheus reads it. */
  renderText(): Promise<string>;
  contentType: string;
}

// PortOne waits for the PG: a refund may take most of a minute.
const DURATION_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * What is counted of a server for many. Labels are names of tools and operations and a few fixed words: no id, no name and no
 * amount, and never more series than there are tools.
 */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // The process itself: memory, handles, garbage collection and the delay of the event loop, under Prometheus' usual names.
  collectDefaultMetrics({ register: registry });
  const createCounter = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name: `portone_v1_mcp_${name}`, help, labelNames, registers });
  const createGauge = (name: string, help: string) => new Gauge({ name: `portone_v1_mcp_${name}`, help, registers });

  const calls = createCounter('tool_calls_total', 'Calls of tools, by how they ended', ['tool', 'outcome']);
  const callSeconds = new Histogram({
    name: 'portone_v1_mcp_tool_call_seconds',
    help: 'How long calls of tools took; a question to a person ends a call',
    buckets: DURATION_BUCKETS,
    registers,
  });
  const upstream = new Histogram({
    name: 'portone_v1_mcp_upstream_seconds',
    help: 'How long exchanges with PortOne took, by operation; an unanswered one was cut off or timed out',
    labelNames: ['operation', 'end'],
    buckets: DURATION_BUCKETS,
    registers,
  });
  const confirmations = createCounter(
    'confirmations_total',
    'Questions to people and their answers, by where they were asked',
    ['channel', 'answer'],
  );
  const reconciledOutcomes = createCounter(
    'lost_answers_total',
    'Writes whose answer was lost, by what reading back showed; unknown ones need a person',
    ['verdict'],
  );
  const tokens = createCounter('token_renewals_total', 'Access tokens got from PortOne');
  const rateLimited = createCounter('rate_limited_total', 'Requests turned away by a rate limit', ['by']);
  const sessions = createGauge('sessions', 'Open sessions of the older protocol era');
  const writes = createGauge('writes_in_flight', 'Writes begun and not ended: a stop waits for them');
  // A series that is not there yet cannot raise an alarm when it begins with one.
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
