import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Watch } from '../../../guard/telemetry.ts';

export interface Metrics {
  watch: Watch;
  /** As Prometheus reads it. */
  text(): Promise<string>;
  contentType: string;
}

// PortOne waits for the PG: a refund may take most of a minute.
const SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/**
 * What is counted of a server for many. Labels are names of tools and operations and a few fixed words: no id, no name and no
 * amount, and never more series than there are tools.
 */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // The process itself: memory, handles, garbage collection and the delay of the event loop, under Prometheus' usual names.
  collectDefaultMetrics({ register: registry });
  const counter = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name: `portone_v1_mcp_${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string) => new Gauge({ name: `portone_v1_mcp_${name}`, help, registers });

  const calls = counter('tool_calls_total', 'Calls of tools, by how they ended', ['tool', 'outcome']);
  const callSeconds = new Histogram({
    name: 'portone_v1_mcp_tool_call_seconds',
    help: 'How long calls of tools took; a question to a person ends a call',
    buckets: SECONDS,
    registers,
  });
  const upstream = new Histogram({
    name: 'portone_v1_mcp_upstream_seconds',
    help: 'How long exchanges with PortOne took, by operation; an unanswered one was cut off or timed out',
    labelNames: ['operation', 'end'],
    buckets: SECONDS,
    registers,
  });
  const confirmations = counter(
    'confirmations_total',
    'Questions to people and their answers, by where they were asked',
    ['channel', 'answer'],
  );
  const lostAnswers = counter(
    'lost_answers_total',
    'Writes whose answer was lost, by what reading back showed; unknown ones need a person',
    ['verdict'],
  );
  const tokens = counter('token_renewals_total', 'Access tokens got from PortOne');
  const limited = counter('rate_limited_total', 'Requests turned away by a rate limit', ['by']);
  const sessions = gauge('sessions', 'Open sessions of the older protocol era');
  const writes = gauge('writes_in_flight', 'Writes begun and not ended: a stop waits for them');
  // A series that is not there yet cannot raise an alarm when it begins with one.
  for (const verdict of ['executed', 'failed', 'not_executed', 'unknown']) lostAnswers.inc({ verdict }, 0);
  for (const by of ['principal', 'tenant']) limited.inc({ by }, 0);

  return {
    watch: {
      called({ tool, outcome, seconds }) {
        calls.inc({ tool, outcome });
        callSeconds.observe(seconds);
      },
      confirmed: (channel, answer) => confirmations.inc({ channel, answer }),
      settled: (verdict) => lostAnswers.inc({ verdict }),
      writing: (change) => writes.inc(change),
      session: (change) => sessions.inc(change),
      limited: (by) => limited.inc({ by }),
      exchanged: (operation, seconds, end) => upstream.observe({ operation, end }, seconds),
      tokenRenewed: () => tokens.inc(),
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
