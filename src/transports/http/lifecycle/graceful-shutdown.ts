import type { ServerResponse } from 'node:http';
import { whenOver } from './on-response-end.ts';

/** The end of a server: what was begun is brought to its end, and nothing new begins. */
export interface Draining {
  readonly begun: boolean;
  /** A call that is being answered. */
  call(response: ServerResponse): void;
  /** A stream of events, which has no end of its own. */
  stream(response: ServerResponse): void;
  /** Lets nothing begin any more, ends the streams, and resolves when every call was answered or the time is over. */
  begin(ms: number): Promise<void>;
}

export function createDraining(): Draining {
  const calls = new Set<ServerResponse>();
  const streams = new Set<ServerResponse>();
  let begun = false;
  let finished = () => {};
  const during = (open: Set<ServerResponse>, response: ServerResponse) => {
    open.add(response);
    whenOver(response, () => {
      open.delete(response);
      if (begun && calls.size === 0) finished();
    });
  };
  return {
    get begun() {
      return begun;
    },
    call: (response) => during(calls, response),
    stream: (response) => during(streams, response),
    async begin(ms) {
      begun = true;
      for (const response of streams) response.end();
      if (calls.size === 0) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        finished = resolve;
        timer = setTimeout(resolve, ms);
      });
      clearTimeout(timer);
    },
  };
}
