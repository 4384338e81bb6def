import { type ClientKind, clientKinds, type Session } from './clients.ts';

/** A session of each era, for all tests of a file that start the server alike. */
export async function openSessions(
  open: (clientKind: ClientKind) => Promise<Session>,
): Promise<Record<ClientKind, Session>> {
  const opened = await Promise.all(
    clientKinds.map(async (clientKind) => [clientKind, await open(clientKind)] as const),
  );
  // Each era is among the entries.
  return Object.fromEntries(opened) as Record<ClientKind, Session>;
}

export async function closeSessions(sessions: Record<ClientKind, Session>): Promise<void> {
  await Promise.all(Object.values(sessions).map((session) => session.close()));
}
