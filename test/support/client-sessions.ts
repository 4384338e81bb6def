import { type ClientKind, clientKinds, type Session } from './clients.ts';

/** One session of each client kind, for all tests of a file that start the server with the same flags. */
export async function openSessions(
  open: (clientKind: ClientKind) => Promise<Session>,
): Promise<Record<ClientKind, Session>> {
  const opened = await Promise.all(
    clientKinds.map(async (clientKind) => [clientKind, await open(clientKind)] as const),
  );
  // Every client kind is among the entries.
  return Object.fromEntries(opened) as Record<ClientKind, Session>;
}

export async function closeSessions(sessions: Record<ClientKind, Session>): Promise<void> {
  await Promise.all(Object.values(sessions).map((session) => session.close()));
}
