import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { onResponseEnd } from './on-response-end.ts';

/**
 * Limits the number of connections. Beyond `max`, each new connection closes the one that has been idle longest; if all
 * are busy, the new one is closed.
 */
export function limitConnections(server: Server, max: number): void {
  const connections = new Set<Socket>();
  /** Connections without a request in flight, longest idle first. */
  const idle = new Set<Socket>();

  server.on('connection', (socket: Socket) => {
    if (connections.size >= max) {
      const [oldest] = idle;
      (oldest ?? socket).destroy();
      if (!oldest) return;
      idle.delete(oldest);
      connections.delete(oldest);
    }
    // Each pipelined request adds a listener.
    socket.setMaxListeners(0);
    connections.add(socket);
    idle.add(socket);
    socket.once('close', () => {
      connections.delete(socket);
      idle.delete(socket);
    });
  });
  server.on('request', ({ socket }, response) => {
    idle.delete(socket);
    onResponseEnd(response, () => {
      if (connections.has(socket)) idle.add(socket);
    });
  });
}
