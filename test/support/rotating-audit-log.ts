import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { formatKst } from '../../src/base/korean-time.ts';
import { type AuditLog, openAuditLog } from '../../src/guard/audit/audit.ts';
import { verifyAuditLog } from '../../src/guard/audit/verify.ts';

export interface AuditLine {
  step: string;
  call: string;
  tool: string;
  verdict?: string;
  proof?: string;
  moves?: readonly { payment: string; amount?: number; currency: string }[];
}

type OpenedAudit = Awaited<ReturnType<typeof openAuditLog>>;

/** The audit log of a server that restarts, and an operator who moves the file away meanwhile. */
export interface RotatingAuditLog {
  /** Opens the log of the running sequence, as a start of the server does. */
  open(): Promise<OpenedAudit>;
  /** Ends the sequence: the next one has a log of its own. */
  reset(): Promise<void>;
  close(): Promise<void>;
  /** Moves the file away, as the documentation says. */
  rotate(): Promise<void>;
  /** Closes the log and returns what all of its files contain. */
  read(): Promise<{ ok: boolean; lines: AuditLine[] }>;
}

interface Options {
  /** Unix seconds. */
  now(): number;
  log(line: string): void;
  /** False to lose the step, as if the server had died before. */
  beforeStep(step: string): Promise<boolean>;
}

export function createRotatingAuditLog(folder: string, { now, log, beforeStep }: Options): RotatingAuditLog {
  let audit: AuditLog | undefined;
  let sequence = 0;
  let rotated: string[] = [];
  const getFolder = () => join(folder, String(sequence));
  const getPath = () => join(getFolder(), 'audit.jsonl');

  async function close(): Promise<void> {
    await audit?.close();
    audit = undefined;
  }

  return {
    close,
    async open() {
      await mkdir(getFolder(), { recursive: true });
      const day = formatKst(now(), { precision: 'day' });
      const opened = await openAuditLog(getPath(), day, { now: () => now() * 1_000, log });
      audit = opened.audit;
      return {
        ...opened,
        audit: {
          ...opened.audit,
          async recordStep(step) {
            if (await beforeStep(step.step)) await opened.audit.recordStep(step);
          },
        },
      };
    },
    async reset() {
      await close();
      await rm(getFolder(), { recursive: true, force: true });
      sequence += 1;
      rotated = [];
    },
    async rotate() {
      // What was moved away and has no line since then is not there.
      if ((await readLines(getPath())).length === 0) return;
      const path = join(getFolder(), `audit-${rotated.length}.jsonl`);
      await rename(getPath(), path);
      await rename(`${getPath()}.head`, `${path}.head`);
      rotated.push(path);
    },
    async read() {
      await close();
      const files = [];
      for (const path of [...rotated, getPath()]) {
        const lines = await readLines(path);
        if (lines.length > 0) files.push({ lines, ...(await verifyAuditLog(path)) });
      }
      return { ok: files.every(({ ok }) => ok), lines: files.flatMap(({ lines }) => lines) };
    },
  };
}

async function readLines(path: string): Promise<AuditLine[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
}
