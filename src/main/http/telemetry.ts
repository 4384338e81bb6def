import type { Telemetry } from '../../guard/telemetry.ts';
import { createJsonLog } from '../../transports/http/observability/json-log.ts';
import { createMetrics, type Metrics } from '../../transports/http/observability/metrics.ts';
import { info } from '../process.ts';

export interface Observability {
  log(line: string): void;
  telemetry: Telemetry;
  metrics: Metrics;
}

/** Creates the telemetry of an HTTP server: JSON lines on stderr, and metrics. */
export function createObservability(): Observability {
  const { logLine, logCall } = createJsonLog(info.name);
  const metrics = createMetrics();
  const telemetry: Telemetry = {
    ...metrics.telemetry,
    toolCalled(call) {
      metrics.telemetry.toolCalled(call);
      logCall(call);
    },
  };
  return { log: logLine, telemetry, metrics };
}
