import { randomUUID } from 'node:crypto';
import { open, readFile, rename, stat, unlink, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { performance } from 'node:perf_hooks';

const HEARTBEAT_MS = 10_000;
/** A holder that has given no sign of life for so long is taken for dead. */
const STALE_MS = 60_000;

interface Holder {
  pid: number;
  host: string;
  /** When the process began: the same number may be another process after a restart. */
  began: number;
  token: string;
}

export interface Lock {
  /** Whether nobody has taken it over meanwhile. */
  held(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Takes `<path>.lock`, so that one server at a time writes a ledger and counts from it. Returns the holder's description when
 * another one has it. The lock of a dead process is taken over.
 */
export async function lock(path: string): Promise<Lock | string> {
  const file = `${path}.lock`;
  const own: Holder = { pid: process.pid, host: hostname(), began: performance.timeOrigin, token: randomUUID() };
  for (let attempt = 0; attempt < 3; attempt++) {
    if (await created(file, own)) return holding(file, own);
    const holder = await holderOf(file);
    if (holder && !(await isDead(file, holder)))
      return `process ${holder.pid}${holder.host === own.host ? '' : ` on ${holder.host}`}`;
    // Moved and not removed, so that of two that find it dead only one gets the name free.
    const aside = `${file}.${own.token}`;
    await rename(file, aside)
      .then(() => unlink(aside))
      .catch(ignoreMissing);
  }
  return 'another process';
}

async function created(file: string, own: Holder): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(JSON.stringify(own));
    await handle.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function holding(file: string, own: Holder): Lock {
  const held = async () => (await holderOf(file))?.token === own.token;
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => undefined);
  }, HEARTBEAT_MS);
  beat.unref();
  return {
    // A lock that was only removed is taken again; the ledger itself tells whether anybody wrote meanwhile.
    held: async () => (await held()) || (await created(file, own)),
    async release() {
      clearInterval(beat);
      if (await held()) await unlink(file).catch(ignoreMissing);
    },
  };
}

/** Undefined when the lock is gone, or was just made and holds nothing yet. */
async function holderOf(file: string): Promise<Holder | undefined> {
  try {
    const { pid, host, began, token } = JSON.parse(await readFile(file, 'utf8'));
    return { pid: Number(pid), host: String(host), began: Number(began), token: String(token) };
  } catch {
    return undefined;
  }
}

async function isDead(file: string, { pid, host, began }: Holder): Promise<boolean> {
  const silentFor =
    Date.now() -
    (await stat(file).then(
      (info) => info.mtimeMs,
      () => 0,
    ));
  if (silentFor > STALE_MS) return true;
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
