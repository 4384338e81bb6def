import type { ServerResponse } from 'node:http';
import { onResponseEnd } from './on-response-end.ts';

/** The end of a server: what was begun is brought to its end, and nothing new begins. */
export interface GracefulShutdown {
  readonly isShuttingDown: boolean;
  /** A call that is being answered. */
  trackCall(response: ServerResponse): void;
  /** A stream of events, which has no end of its own. */
  trackStream(response: ServerResponse): void;
  /** Lets nothing begin any more, ends the streams, and resolves when every call was answered or the time is over. */
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
