import type { Watch } from '../../guard/telemetry.ts';
import { createJsonLog } from '../../transports/http/observability/json-log.ts';
import { createMetrics, type Metrics } from '../../transports/http/observability/metrics.ts';
import { info } from '../process.ts';

export interface Watching {
  log(line: string): void;
  watch: Watch;
  metrics: Metrics;
}

/** What an operator of a server for many sees of it: lines of JSON on stderr, and figures. */
export function createWatching(): Watching {
  const { line, called } = createJsonLog(info.name);
  const metrics = createMetrics();
  const watch: Watch = {
    ...metrics.watch,
    called(call) {
      metrics.watch.called(call);
      called(call);
    },
  };
  return { log: line, watch, metrics };
}
