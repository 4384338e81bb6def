import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AuditLogError, createInUseError, createLockError, toAuditLogError } from './audit-log-error.ts';
import { acquireFileLock, type FileLock } from './file-lock.ts';
import { appendHash, type ChainPosition, GENESIS, LOG_FORMAT } from './hash-chain.ts';
import {
  getLastPath,
  getSpentBefore,
  type LastPosition,
  openLastPosition,
  parseLastPosition,
  readLastPosition,
  writeLastPosition,
} from './last-position.ts';
import { describeMissingHead, getHeadPath, readChain, readHead } from './verify.ts';

interface AuditRecord {
  [name: string]: unknown;
}

/** A file of hash-chained lines. */
export interface AuditLogFile {
  /**
   * Appends records in the order of the calls and resolves when they are on disk. Throws AuditLogError; the next call
   * tries again.
   */
  append(records: readonly AuditRecord[]): Promise<void>;
  close(): Promise<void>;
}

interface AuditLogFileOptions {
  /** Milliseconds since 1970. */
  now(): number;
  /** Called for every existing line, in order. */
  visit?(record: AuditRecord): void;
}

const { O_APPEND, O_CREAT, O_EXCL, O_WRONLY } = constants;
/** Opens or creates an audit log file. Throws AuditLogError if it is corrupt, in use or not writable. */
export async function openAuditLogFile(name: string, { now, visit }: AuditLogFileOptions): Promise<AuditLogFile> {
  // Resolve links, so that two names of one file are one audit log.
  const path = await realpath(name).catch(() => resolve(name));
  let file: FileHandle | undefined;
  let head: FileHandle | undefined;
  let lastFile: FileHandle | undefined;
  let last: ChainPosition | undefined;
  let id = '';
  /** Of the last line of the log that this one continues. */
  let afterHash: string | undefined;
  let spent: string | null = null;
  let size = 0;
  let queue: Promise<unknown> = Promise.resolve();
  const fileLock: FileLock = await lockAuditLog(path);

  try {
    await reopen(visit);
  } catch (error) {
    await closeFiles();
    await fileLock.release();
    throw toAuditLogError(path, error);
  }

  /** Opens the file, or creates it. Everything written before must still be there. */
  async function reopen(visitRecord?: AuditLogFileOptions['visit']): Promise<void> {
    await closeFiles();
    const savedHead = await readHead(path);
    const expected = last ?? savedHead;
    const fileStat = await stat(path).catch(tolerateMissing);
    if (fileStat && !fileStat.isFile())
      throw new AuditLogError({ en: 'is not a regular file', ko: '일반 파일이 아닙니다' });
    if (!fileStat || fileStat.size === 0) {
      if (savedHead)
        throw new AuditLogError({
          en: `was removed or emptied: restore it, or move ${getHeadPath(path)} away as well to start a new one`,
          ko: `없어졌거나 비워졌습니다. 되돌려 놓거나, 새로 시작하려면 ${getHeadPath(path)}도 옮기세요`,
        });
      await createFile(fileStat === undefined, last ? { id, ...last, spent } : await readLastPosition(path));
      return;
    }
    const scan = await readChain(path, expected, (record) => {
      noteRecord(record);
      visitRecord?.(record);
    });
    if (scan.fault?.newer)
      throw new AuditLogError({
        en: `was written by a newer version: line ${scan.fault.line} ${scan.fault.problem.en}; use that version, or move the log away to start a new one`,
        ko: `더 새로운 버전이 쓴 로그입니다(${scan.fault.line}번째 줄: ${scan.fault.problem.ko}). 그 버전을 쓰거나, 새로 시작하려면 로그를 옮기세요`,
      });
    if (scan.fault && !scan.fault.torn)
      throw new AuditLogError({
        en: `is corrupt: line ${scan.fault.line} ${scan.fault.problem.en}; move it away to start a new one`,
        ko: `손상되었습니다(${scan.fault.line}번째 줄: ${scan.fault.problem.ko}). 새로 시작하려면 로그를 옮기세요`,
      });
    if (expected && !scan.foundExpected) {
      const { line, problem } = describeMissingHead(scan, expected);
      throw new AuditLogError({
        en: `is corrupt: line ${line} ${problem.en}; restore the right file, or move it and ${getHeadPath(path)} away to start a new one`,
        ko: `손상되었습니다(${line}번째 줄: ${problem.ko}). 맞는 파일을 되돌려 놓거나, 새로 시작하려면 로그와 ${getHeadPath(path)}를 옮기세요`,
      });
    }
    const saved = await readLastPosition(path);
    if (scan.count > 0 && !(await hasCompanions(path)))
      throw new AuditLogError({
        en: `stands alone: ${getHeadPath(path)} and ${getLastPath(path)} are missing, so lines may have been cut off; restore them, or move the log away to start a new one`,
        ko: `${getHeadPath(path)}, ${getLastPath(path)} 파일이 없어 잘려 나간 줄이 있을 수 있습니다. 두 파일을 되돌려 놓거나, 새로 시작하려면 로그를 옮기세요`,
      });
    const earlier = scan.count === 0 ? saved : undefined;
    if (last === undefined && saved?.id === id && saved.seq > scan.last.seq && saved.hash !== afterHash)
      throw new AuditLogError({
        en: `is corrupt: it ends at line ${scan.last.seq}, and ${path}.last says line ${saved.seq}; restore the right file, or move it and ${getHeadPath(path)} away to start a new one`,
        ko: `손상되었습니다. ${scan.last.seq}번째 줄에서 끝나는데 ${path}.last에는 ${saved.seq}번째 줄까지 있다고 되어 있습니다. 맞는 파일을 되돌려 놓거나, 새로 시작하려면 로그와 ${getHeadPath(path)}를 옮기세요`,
      });
    file = await open(path, O_WRONLY | O_APPEND);
    await file.chmod(0o600);
    head = await open(getHeadPath(path), O_WRONLY | O_CREAT, 0o600);
    lastFile = await openLastPosition(path);
    last = scan.last;
    size = scan.size;
    await writeLastPosition(lastFile, { id, ...last, spent });
    if (!scan.fault) return;
    // A crash cut off the last line. What it announced was not sent, since nothing is sent before its line is
    // completely on disk.
    await truncateFile(path, size);
    if (scan.count === 0) await writeGenesis(earlier);
    await write({ step: 'recovered', cut_bytes: fileStat.size - size });
  }

  /** A log that continues another one has its id: what both say was spent is counted as one server's. */
  async function createFile(create: boolean, after: LastPosition | null | undefined): Promise<void> {
    file = await open(path, O_WRONLY | O_APPEND | (create ? O_CREAT | O_EXCL : 0), 0o600);
    await file.chmod(0o600);
    head = await open(getHeadPath(path), O_WRONLY | O_CREAT, 0o600);
    lastFile = await openLastPosition(path);
    last = GENESIS;
    size = 0;
    await writeGenesis(after);
    await syncFolder(path);
  }

  async function writeGenesis(after: LastPosition | null | undefined): Promise<void> {
    const { id: name = '', ...position } = after ?? {};
    const link = after === undefined ? {} : { after: after && position };
    await write({ step: 'genesis', version: LOG_FORMAT, id: name === '' ? randomUUID() : name, ...link });
  }

  /** Writes one complete line to disk, or nothing. */
  async function write(record: AuditRecord): Promise<void> {
    if (!file || !head || !lastFile || !last) throw new AuditLogError({ en: 'is not open', ko: '열려 있지 않습니다' });
    const { line, position } = appendHash({ at: toTime(now()), ...record }, last);
    const bytes = Buffer.from(line);
    try {
      const { bytesWritten } = await file.write(bytes);
      if (bytesWritten !== bytes.length)
        throw new AuditLogError({
          en: 'could not be written completely: the disk may be full',
          ko: '끝까지 쓰지 못했습니다. 디스크가 가득 찼을 수 있습니다',
        });
      await file.datasync();
    } catch (error) {
      await file.truncate(size).catch(() => undefined);
      await closeFiles();
      throw error;
    }
    last = position;
    size += bytes.length;
    // No sync needed: the head file may lag behind the log, but never be ahead of it.
    await head.write(`${String(position.seq).padStart(16, '0')} ${position.hash}\n`, 0);
    noteRecord({ at: toTime(now()), ...record });
    await writeLastPosition(lastFile, { id, ...position, spent });
  }

  function noteRecord({ step, id: ownId, money, day, after, at }: AuditRecord): void {
    if (step === 'genesis') {
      id = typeof ownId === 'string' ? ownId : '';
      afterHash = parseLastPosition(after)?.hash;
      spent = getSpentBefore(after, at);
    }
    if (step === 'started' && money !== undefined && typeof day === 'string') spent = day;
  }

  async function assertOwnership(): Promise<void> {
    if (!(await fileLock.isHeld()))
      throw new AuditLogError({ en: 'was taken over by another server', ko: '다른 서버가 쓰고 있습니다' });
    const [there, own] = await Promise.all([stat(path).catch(tolerateMissing), file?.stat()]);
    if (own && there && there.ino === own.ino && there.dev === own.dev && there.size === size) return;
    await reopen();
  }

  async function closeFiles(): Promise<void> {
    const openHandles = [file, head, lastFile];
    file = undefined;
    head = undefined;
    lastFile = undefined;
    for (const handle of openHandles) await handle?.close().catch(() => undefined);
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
          throw toAuditLogError(path, error);
        }
      }),
    close: () =>
      enqueue(async () => {
        await closeFiles();
        await fileLock.release();
      }),
  };
}

const toTime = (milliseconds: number) => new Date(milliseconds).toISOString();

async function lockAuditLog(path: string): Promise<FileLock> {
  const acquired = await acquireFileLock(path).catch((error: unknown) => {
    throw createLockError(path, dirname(path), error);
  });
  if ('holder' in acquired) throw createInUseError(path, acquired.holder);
  return acquired;
}

/** Whether one of the files is there that are created before the first line of a log is written. */
async function hasCompanions(path: string): Promise<boolean> {
  const companions = [getHeadPath(path), getLastPath(path)];
  const found = await Promise.all(companions.map((file) => stat(file).catch(tolerateMissing)));
  return found.some((one) => one !== undefined);
}

/** On Windows a file opened for appending cannot be truncated. */
async function truncateFile(path: string, size: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.truncate(size);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Syncs the folder, since a new file is durable only once its directory entry is. Windows neither supports nor needs
 * this.
 */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

function tolerateMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
