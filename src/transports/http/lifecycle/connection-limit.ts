import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { onResponseEnd } from './on-response-end.ts';

/**
 * Keeps room for new clients: above `most` connections, the one that has been idle longest is closed for each that comes.
 * Where all are busy, the new one is turned away.
 */
export function limitConnections(server: Server, max: number): void {
  const connections = new Set<Socket>();
  /** Without a request in flight, the one that has waited longest first. */
  const idle = new Set<Socket>();

  server.on('connection', (socket: Socket) => {
    if (connections.size >= max) {
      const [oldest] = idle;
      (oldest ?? socket).destroy();
      if (!oldest) return;
      idle.delete(oldest);
      connections.delete(oldest);
    }
    // Each request listens for its end, and there may be many on their way.
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
