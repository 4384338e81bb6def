import { randomUUID } from 'node:crypto';
import { open, readFile, rename, stat, unlink, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { performance } from 'node:perf_hooks';

const HEARTBEAT_MS = 10_000;
/** A holder that has given no sign of life for so long is taken for dead. */
const STALE_MS = 60_000;

interface LockHolder {
  pid: number;
  host: string;
  /** When the process began: the same number may be another process after a restart. */
  began: number;
  token: string;
}

export interface FileLock {
  /** Whether nobody has taken it over meanwhile. */
  isHeld(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Takes `<path>.lock`, so that one server at a time writes a ledger and counts from it. Returns the holder's description when
 * another one has it. The lock of a dead process is taken over.
 */
export async function acquireFileLock(path: string): Promise<FileLock | string> {
  const lockPath = `${path}.lock`;
  const self: LockHolder = { pid: process.pid, host: hostname(), began: performance.timeOrigin, token: randomUUID() };
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await tryCreate(lockPath, self)) return holdLock(lockPath, self);
    const holder = await readHolder(lockPath);
    if (holder && !(await isStale(lockPath, holder)))
      return `process ${holder.pid}${holder.host === self.host ? '' : ` on ${holder.host}`}`;
    // Moved and not removed, so that of two that find it dead only one gets the name free.
    const stalePath = `${lockPath}.${self.token}`;
    await rename(lockPath, stalePath)
      .then(() => unlink(stalePath))
      .catch(ignoreMissing);
  }
  return 'another process';
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
    // A lock that was only removed is taken again; the ledger itself tells whether anybody wrote meanwhile.
    isHeld: async () => (await isHeld()) || (await tryCreate(lockPath, self)),
    async release() {
      clearInterval(heartbeat);
      if (await isHeld()) await unlink(lockPath).catch(ignoreMissing);
    },
  };
}

/** Undefined when the lock is gone, or was just made and holds nothing yet. */
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
