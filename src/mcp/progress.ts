import type { ServerContext } from '@modelcontextprotocol/server';
import type { ReportProgress } from '../tools/tool.ts';

export interface ProgressReporter {
  /** Absent if the client did not ask for progress. */
  report?: ReportProgress;
  /** Tells the client at intervals that the call still waits, so that it does not give up. Returns how to stop. */
  startWaiting(message: string): () => void;
}

/** Reports progress to a client that sent a progress token. Ignores errors, since the client may have disconnected. */
export function createProgressReporter({ mcpReq }: ServerContext, intervalMs: number): ProgressReporter {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return { startWaiting: () => () => {} };
  const startedAt = performance.now();
  const notify = (params: { progress: number; total?: number; message: string }) => {
    mcpReq.notify({ method: 'notifications/progress', params: { progressToken, ...params } }).catch(() => {});
  };
  return {
    report: (progress, total, message) => notify({ progress, total, message }),
    startWaiting(message) {
      const sendSeconds = () => notify({ progress: Math.round((performance.now() - startedAt) / 1000), message });
      const timer = setInterval(sendSeconds, intervalMs);
      return () => clearInterval(timer);
    },
  };
}
