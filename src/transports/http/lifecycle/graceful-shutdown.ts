import type { ServerResponse } from 'node:http';
import { onResponseEnd } from './on-response-end.ts';

/** Graceful shutdown: finishes running calls and accepts no new ones. */
export interface GracefulShutdown {
  readonly isShuttingDown: boolean;
  /** Tracks a call until its response has ended. */
  trackCall(response: ServerResponse): void;
  /** Tracks an event stream, which does not end by itself. */
  trackStream(response: ServerResponse): void;
  /**
   * Stops accepting calls, closes the streams, and resolves when every call has been answered or the time (ms) is up.
   */
  start(ms: number): Promise<void>;
}

export function createGracefulShutdown(): GracefulShutdown {
  const calls = new Set<ServerResponse>();
  const streams = new Set<ServerResponse>();
  let isShuttingDown = false;
  let notifyFinished = () => {};
  const track = (responses: Set<ServerResponse>, response: ServerResponse) => {
    responses.add(response);
    onResponseEnd(response, () => {
      responses.delete(response);
      if (isShuttingDown && calls.size === 0) notifyFinished();
    });
  };
  return {
    get isShuttingDown() {
      return isShuttingDown;
    },
    trackCall: (response) => track(calls, response),
    trackStream: (response) => track(streams, response),
    async start(ms) {
      isShuttingDown = true;
      for (const response of streams) response.end();
      if (calls.size === 0) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        notifyFinished = resolve;
        timer = setTimeout(resolve, ms);
      });
      clearTimeout(timer);
    },
  };
}
