import type { ServerResponse } from 'node:http';

/**
 * Calls back once, when an answer is over: sent, or its connection gone. Node says nothing of an answer that is over already, or
 * whose turn on the connection never came.
 */
export function whenOver(response: ServerResponse, then: () => void): void {
  const { socket } = response.req;
  if (isOver(response)) {
    then();
    return;
  }
  const over = () => {
    response.off('close', over);
    socket.off('close', over);
    then();
  };
  response.once('close', over);
  socket.once('close', over);
}

export const isOver = (response: ServerResponse): boolean => response.closed || response.req.socket.destroyed;
