import type { ServerResponse } from 'node:http';

/**
 * Calls back once, when an answer is over: sent, or its connection gone. Node says nothing of an answer that is over already, or
 * whose turn on the connection never came.
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
