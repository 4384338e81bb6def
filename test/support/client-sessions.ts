import { type Era, eras, type Session } from './clients.ts';

/** A session of each era, for all tests of a file that start the server alike. */
export async function openEach(open: (era: Era) => Promise<Session>): Promise<Record<Era, Session>> {
  const opened = await Promise.all(eras.map(async (era) => [era, await open(era)] as const));
  // Each era is among the entries.
  return Object.fromEntries(opened) as Record<Era, Session>;
}

export async function closeAll(sessions: Record<Era, Session>): Promise<void> {
  await Promise.all(Object.values(sessions).map((session) => session.close()));
}
