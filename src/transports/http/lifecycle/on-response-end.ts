import type { ServerResponse } from 'node:http';

/**
 * Calls back once when the response has finished or its socket has closed. Node emits no event if that happened before
 * we listened, or if a pipelined response never started.
 */
export function onResponseEnd(response: ServerResponse, callback: () => void): void {
  const { socket } = response.req;
  if (isResponseEnded(response)) {
    callback();
    return;
  }
  const finish = () => {
    response.off('close', finish);
    socket.off('close', finish);
    callback();
  };
  response.once('close', finish);
  socket.once('close', finish);
}

export const isResponseEnded = (response: ServerResponse): boolean => response.closed || response.req.socket.destroyed;
