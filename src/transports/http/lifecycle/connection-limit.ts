import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { whenOver } from './on-response-end.ts';

/**
 * Keeps room for new clients: above `most` connections, the one that has been idle longest is closed for each that comes.
 * Where all are busy, the new one is turned away.
 */
export function keepRoom(server: Server, most: number): void {
  const all = new Set<Socket>();
  /** Without a request in flight, the one that has waited longest first. */
  const idle = new Set<Socket>();

  server.on('connection', (socket: Socket) => {
    if (all.size >= most) {
      const [oldest] = idle;
      (oldest ?? socket).destroy();
      if (!oldest) return;
      idle.delete(oldest);
      all.delete(oldest);
    }
    // Each request listens for its end, and there may be many on their way.
    socket.setMaxListeners(0);
    all.add(socket);
    idle.add(socket);
    socket.once('close', () => {
      all.delete(socket);
      idle.delete(socket);
    });
  });
  server.on('request', ({ socket }, response) => {
    idle.delete(socket);
    whenOver(response, () => {
      if (all.has(socket)) idle.add(socket);
    });
  });
}
