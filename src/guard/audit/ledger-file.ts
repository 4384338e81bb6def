import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Lock, lock } from './file-lock.ts';
import { type Link, ORIGIN, sealed } from './hash-chain.ts';
import { headOf, missingHead, readHead, walk } from './verify.ts';

interface Entry {
  [name: string]: unknown;
}

/** Why the ledger cannot be used: one line for the operator. */
export class LedgerFault extends Error {
  override name = 'LedgerFault';
}

/** A file of chained lines, each of them on disk when `append` resolves. */
export interface Ledger {
  /** One after the other, in the order of the calls. Throws LedgerFault; the next call tries anew. */
  append(records: readonly Entry[]): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  /** Milliseconds since 1970. */
  now(): number;
  /** Every line that is there already, in order. */
  visit?(record: Entry): void;
}

const { O_APPEND, O_CREAT, O_EXCL, O_WRONLY } = constants;
const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown error');

/** Opens or begins a ledger. Throws LedgerFault when it is broken, in use or not to be written. */
export async function openLedger(name: string, { now, visit }: Options): Promise<Ledger> {
  // Two names of one file are one ledger.
  const path = await realpath(name).catch(() => resolve(name));
  let file: FileHandle | undefined;
  let head: FileHandle | undefined;
  let last: Link | undefined;
  let size = 0;
  let queue: Promise<unknown> = Promise.resolve();
  const held: Lock = await lockOf(path);

  try {
    await reopen(visit);
  } catch (error) {
    await shut();
    await held.release();
    throw faultOf(error);
  }

  /** Continues the file as it is now, or begins one. What was written before must still be there. */
  async function reopen(visitor?: Options['visit']): Promise<void> {
    await shut();
    const written = await readHead(path);
    const expected = last ?? written;
    const there = await stat(path).catch(missing);
    if (there && !there.isFile()) throw new LedgerFault('is not a regular file');
    if (!there || there.size === 0) {
      if (written)
        throw new LedgerFault(
          `was removed or emptied: put it back, or move ${headOf(path)} away as well to begin a new one`,
        );
      await begin(there === undefined, last);
      return;
    }
    const walked = await walk(path, expected, visitor);
    if (walked.broken && !walked.broken.torn)
      throw new LedgerFault(
        `is broken: line ${walked.broken.line} ${walked.broken.problem}; move it away to begin a new one`,
      );
    if (expected && !walked.passed) {
      const { line, problem } = missingHead(walked, expected);
      throw new LedgerFault(
        `is broken: line ${line} ${problem}; put the right one back, or move it and ${headOf(path)} away to begin a new one`,
      );
    }
    file = await open(path, O_WRONLY | O_APPEND);
    await file.chmod(0o600);
    head = await open(headOf(path), O_WRONLY | O_CREAT, 0o600);
    last = walked.last;
    size = walked.size;
    if (!walked.broken) return;
    // A crash in the middle of a line: whatever it announced was not sent, since it never was on disk as a whole.
    await cutOff(path, size);
    if (walked.count === 0) await write({ step: 'genesis', version: 1, id: randomUUID() });
    await write({ step: 'recovered', cut_bytes: there.size - size });
  }

  async function begin(create: boolean, after: Link | undefined): Promise<void> {
    file = await open(path, O_WRONLY | O_APPEND | (create ? O_CREAT | O_EXCL : 0), 0o600);
    await file.chmod(0o600);
    head = await open(headOf(path), O_WRONLY | O_CREAT, 0o600);
    last = ORIGIN;
    size = 0;
    await write({ step: 'genesis', version: 1, id: randomUUID(), ...(after ? { after } : {}) });
    await syncFolderOf(path);
  }

  /** One line, whole and on disk, or not there at all. */
  async function write(record: Entry): Promise<void> {
    if (!file || !head || !last) throw new LedgerFault('is not open');
    const { line, link } = sealed({ at: new Date(now()).toISOString(), ...record }, last);
    const bytes = Buffer.from(line);
    try {
      const { bytesWritten } = await file.write(bytes);
      if (bytesWritten !== bytes.length) throw new LedgerFault('took only a part of a line: is the disk full?');
      await file.datasync();
    } catch (error) {
      await file.truncate(size).catch(() => undefined);
      await shut();
      throw error;
    }
    last = link;
    size += bytes.length;
    // Not synced: behind its ledger it is still right, and it is never ahead of what is on disk.
    await head.write(`${String(link.seq).padStart(16, '0')} ${link.hash}\n`, 0);
  }

  async function mustBeOurs(): Promise<void> {
    if (!(await held.held())) throw new LedgerFault('was taken over by another server');
    const [there, own] = await Promise.all([stat(path).catch(missing), file?.stat()]);
    if (own && there && there.ino === own.ino && there.dev === own.dev && there.size === size) return;
    await reopen();
  }

  async function shut(): Promise<void> {
    const open = [file, head];
    file = undefined;
    head = undefined;
    for (const handle of open) await handle?.close().catch(() => undefined);
  }

  function faultOf(error: unknown): LedgerFault {
    const what = error instanceof LedgerFault ? error.message : `cannot be written (${codeOf(error)})`;
    return new LedgerFault(`the ledger ${path} ${what}`);
  }

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  return {
    append: (records) =>
      inTurn(async () => {
        try {
          await mustBeOurs();
          for (const record of records) await write(record);
        } catch (error) {
          throw faultOf(error);
        }
      }),
    close: () =>
      inTurn(async () => {
        await shut();
        await held.release();
      }),
  };
}

async function lockOf(path: string): Promise<Lock> {
  let taken: Lock | string;
  try {
    taken = await lock(path);
  } catch (error) {
    throw new LedgerFault(`the ledger ${path} cannot be locked (${codeOf(error)} for ${path}.lock)`);
  }
  if (typeof taken === 'string')
    throw new LedgerFault(`the ledger ${path} is in use by ${taken}: give each server a file of its own`);
  return taken;
}

/** A handle that appends cannot shorten a file on Windows. */
async function cutOff(path: string, size: number): Promise<void> {
  const whole = await open(path, 'r+');
  try {
    await whole.truncate(size);
    await whole.sync();
  } finally {
    await whole.close();
  }
}

/** A new file is safe only when its name is on disk too. Windows has no way to do that, and no need. */
async function syncFolderOf(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

function missing(error: unknown): undefined {
  if (codeOf(error) === 'ENOENT') return undefined;
  throw error;
}
