import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { acquireFileLock, type FileLock } from './file-lock.ts';
import { appendHash, type ChainPosition, GENESIS } from './hash-chain.ts';
import { describeMissingHead, getHeadPath, readChain, readHead } from './verify.ts';

interface AuditRecord {
  [name: string]: unknown;
}

/** Why the ledger cannot be used: one line for the operator. */
export class AuditLogError extends Error {
  override name = 'LedgerFault';
}

/** A file of chained lines, each of them on disk when `append` resolves. */
export interface AuditLog {
  /** One after the other, in the order of the calls. Throws LedgerFault; the next call tries anew. */
  append(records: readonly AuditRecord[]): Promise<void>;
  close(): Promise<void>;
}

interface AuditLogOptions {
  /** Milliseconds since 1970. */
  now(): number;
  /** Every line that is there already, in order. */
  visit?(record: AuditRecord): void;
}

const { O_APPEND, O_CREAT, O_EXCL, O_WRONLY } = constants;
const getErrorCode = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';

/** Opens or begins a ledger. Throws LedgerFault when it is broken, in use or not to be written. */
export async function openAuditLog(name: string, { now, visit }: AuditLogOptions): Promise<AuditLog> {
  // Two names of one file are one ledger.
  const path = await realpath(name).catch(() => resolve(name));
  let file: FileHandle | undefined;
  let head: FileHandle | undefined;
  let last: ChainPosition | undefined;
  let size = 0;
  let queue: Promise<unknown> = Promise.resolve();
  const fileLock: FileLock = await lockAuditLog(path);

  try {
    await reopen(visit);
  } catch (error) {
    await closeFiles();
    await fileLock.release();
    throw toAuditLogError(error);
  }

  /** Continues the file as it is now, or begins one. What was written before must still be there. */
  async function reopen(visitRecord?: AuditLogOptions['visit']): Promise<void> {
    await closeFiles();
    const savedHead = await readHead(path);
    const expected = last ?? savedHead;
    const fileStat = await stat(path).catch(tolerateMissing);
    if (fileStat && !fileStat.isFile()) throw new AuditLogError('is not a regular file');
    if (!fileStat || fileStat.size === 0) {
      if (savedHead)
        throw new AuditLogError(
          `was removed or emptied: put it back, or move ${getHeadPath(path)} away as well to begin a new one`,
        );
      await createFile(fileStat === undefined, last);
      return;
    }
    const scan = await readChain(path, expected, visitRecord);
    if (scan.fault && !scan.fault.torn)
      throw new AuditLogError(
        `is broken: line ${scan.fault.line} ${scan.fault.problem}; move it away to begin a new one`,
      );
    if (expected && !scan.foundExpected) {
      const { line, problem } = describeMissingHead(scan, expected);
      throw new AuditLogError(
        `is broken: line ${line} ${problem}; put the right one back, or move it and ${getHeadPath(path)} away to begin a new one`,
      );
    }
    file = await open(path, O_WRONLY | O_APPEND);
    await file.chmod(0o600);
    head = await open(getHeadPath(path), O_WRONLY | O_CREAT, 0o600);
    last = scan.last;
    size = scan.size;
    if (!scan.fault) return;
    // A crash in the middle of a line: whatever it announced was not sent, since it never was on disk as a whole.
    await truncateFile(path, size);
    if (scan.count === 0) await write({ step: 'genesis', version: 1, id: randomUUID() });
    await write({ step: 'recovered', cut_bytes: fileStat.size - size });
  }

  async function createFile(create: boolean, after: ChainPosition | undefined): Promise<void> {
    file = await open(path, O_WRONLY | O_APPEND | (create ? O_CREAT | O_EXCL : 0), 0o600);
    await file.chmod(0o600);
    head = await open(getHeadPath(path), O_WRONLY | O_CREAT, 0o600);
    last = GENESIS;
    size = 0;
    await write({ step: 'genesis', version: 1, id: randomUUID(), ...(after ? { after } : {}) });
    await syncFolder(path);
  }

  /** One line, whole and on disk, or not there at all. */
  async function write(record: AuditRecord): Promise<void> {
    if (!file || !head || !last) throw new AuditLogError('is not open');
    const { line, position } = appendHash({ at: new Date(now()).toISOString(), ...record }, last);
    const bytes = Buffer.from(line);
    try {
      const { bytesWritten } = await file.write(bytes);
      if (bytesWritten !== bytes.length) throw new AuditLogError('took only a part of a line: is the disk full?');
      await file.datasync();
    } catch (error) {
      await file.truncate(size).catch(() => undefined);
      await closeFiles();
      throw error;
    }
    last = position;
    size += bytes.length;
    // Not synced: behind its ledger it is still right, and it is never ahead of what is on disk.
    await head.write(`${String(position.seq).padStart(16, '0')} ${position.hash}\n`, 0);
  }

  async function assertOwnership(): Promise<void> {
    if (!(await fileLock.isHeld())) throw new AuditLogError('was taken over by another server');
    const [there, own] = await Promise.all([stat(path).catch(tolerateMissing), file?.stat()]);
    if (own && there && there.ino === own.ino && there.dev === own.dev && there.size === size) return;
    await reopen();
  }

  async function closeFiles(): Promise<void> {
    const openHandles = [file, head];
    file = undefined;
    head = undefined;
    for (const handle of openHandles) await handle?.close().catch(() => undefined);
  }

  function toAuditLogError(error: unknown): AuditLogError {
    const problem = error instanceof AuditLogError ? error.message : `cannot be written (${getErrorCode(error)})`;
    return new AuditLogError(`the ledger ${path} ${problem}`);
  }

  function enqueue<T>(task: () => Promise<T>): Promise<T> {
    const result = queue.then(task);
    queue = result.catch(() => undefined);
    return result;
  }

  return {
    append: (records) =>
      enqueue(async () => {
        try {
          await assertOwnership();
          for (const record of records) await write(record);
        } catch (error) {
          throw toAuditLogError(error);
        }
      }),
    close: () =>
      enqueue(async () => {
        await closeFiles();
        await fileLock.release();
      }),
  };
}

async function lockAuditLog(path: string): Promise<FileLock> {
  let acquired: FileLock | string;
  try {
    acquired = await acquireFileLock(path);
  } catch (error) {
    throw new AuditLogError(`the ledger ${path} cannot be locked (${getErrorCode(error)} for ${path}.lock)`);
  }
  if (typeof acquired === 'string')
    throw new AuditLogError(`the ledger ${path} is in use by ${acquired}: give each server a file of its own`);
  return acquired;
}

/** A handle that appends cannot shorten a file on Windows. */
async function truncateFile(path: string, size: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.truncate(size);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new file is safe only when its name is on disk too. Windows has no way to do that, and no need. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

function tolerateMissing(error: unknown): undefined {
  if (getErrorCode(error) === 'ENOENT') return undefined;
  throw error;
}
