import { randomUUID } from 'node:crypto';
import { open, readFile, rename, stat, unlink, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { Localized } from '../../base/bilingual.ts';

const HEARTBEAT_MS = 10_000;
/** A holder that has not updated its lock for this long counts as dead. Milliseconds. */
const STALE_MS = 60_000;

interface LockHolder {
  pid: number;
  host: string;
  /** Start time of the process: after a restart another process may have the same process id. */
  began: number;
  token: string;
}

export interface FileLock {
  /** Whether the lock has not been taken over. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Acquires `<path>.lock`, so that only one server at a time writes an audit log. Returns a description of the holder if
 * another process has it. Takes over the lock of a dead process.
 */
export async function acquireFileLock(path: string): Promise<FileLock | { holder: Localized }> {
  const lockPath = `${path}.lock`;
  const self: LockHolder = { pid: process.pid, host: hostname(), began: performance.timeOrigin, token: randomUUID() };
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await tryCreate(lockPath, self)) return holdLock(lockPath, self);
    const holder = await readHolder(lockPath);
    if (holder && !(await isStale(lockPath, holder))) return { holder: describeHolder(holder, self.host) };
    // Rename instead of delete: if two processes find the lock dead, only one can take it.
    const stalePath = `${lockPath}.${self.token}`;
    await rename(lockPath, stalePath)
      .then(() => unlink(stalePath))
      .catch(ignoreMissing);
  }
  return { holder: { en: 'another process', ko: '다른 프로세스' } };
}

async function tryCreate(lockPath: string, self: LockHolder): Promise<boolean> {
  try {
    const handle = await open(lockPath, 'wx', 0o600);
    await handle.writeFile(JSON.stringify(self));
    await handle.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function holdLock(lockPath: string, self: LockHolder): FileLock {
  const isHeld = async () => (await readHolder(lockPath))?.token === self.token;
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(lockPath, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return {
    // Reacquire a lock that was merely deleted; the audit log itself shows whether another server has written in
    // between.
    isHeld: async () => (await isHeld()) || (await tryCreate(lockPath, self)),
    async release() {
      clearInterval(heartbeat);
      if (await isHeld()) await unlink(lockPath).catch(ignoreMissing);
    },
  };
}

/** Describes who holds the lock of an audit log; undefined if nobody alive does. */
export async function readLockHolder(path: string): Promise<Localized | undefined> {
  const holder = await readHolder(`${path}.lock`);
  return holder && !(await isStale(`${path}.lock`, holder)) ? describeHolder(holder, hostname()) : undefined;
}

const describeHolder = ({ pid, host }: LockHolder, ownHost: string): Localized =>
  host === ownHost
    ? { en: `process ${pid}`, ko: `프로세스 ${pid}` }
    : { en: `process ${pid} on ${host}`, ko: `${host}의 프로세스 ${pid}` };

/** Returns undefined if the lock is gone, or so new that it is still empty. */
async function readHolder(lockPath: string): Promise<LockHolder | undefined> {
  try {
    const { pid, host, began, token } = JSON.parse(await readFile(lockPath, 'utf8'));
    return { pid: Number(pid), host: String(host), began: Number(began), token: String(token) };
  } catch {
    return undefined;
  }
}

async function isStale(lockPath: string, { pid, host, began }: LockHolder): Promise<boolean> {
  const silentForMs =
    Date.now() -
    (await stat(lockPath).then(
      (info) => info.mtimeMs,
      () => 0,
    ));
  if (silentForMs > STALE_MS) return true;
  if (host !== hostname()) return false;
  if (pid === process.pid) return began !== performance.timeOrigin;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
