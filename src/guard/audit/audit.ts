import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DAY_SECONDS } from '../../base/korean-time.ts';
import { createPseudonyms, type Pseudonyms } from '../../base/pseudonym.ts';
import { Refused } from '../../base/refusal.ts';
import { ConfigError } from '../../config/index.ts';
import { withPrefix } from '../../config/issue-text.ts';
import type { RecordedSpend } from '../policy/spend-counters.ts';
import type { AuditStep } from './audit-step.ts';
import type { RecordedWrite } from './replay-writes.ts';

/** The audit log: what was requested, confirmed and done. */
export interface AuditLog {
  /**
   * Resolves when the step is on disk. Steps before sending (`asked`, `agreed`, `started`) throw Refused if the log
   * cannot be written. Later steps never throw: an outcome is kept in memory and written as soon as possible.
   */
  recordStep(entry: AuditStep): Promise<void>;
  /** Returns the latest lines, newest first. */
  getRecent(limit: number): Readonly<Record<string, unknown>>[];
  close(): Promise<void>;
}

interface Options {
  /** Without them, the pseudonyms are made with a key that is kept beside the log. */
  pseudonyms?: Pseudonyms;
  /** Milliseconds since 1970. */
  now(): number;
  log(line: string): void;
}

/** Maximum number of lines that `getRecent` returns. */
const MAX_RECENT = 200;
/** Only the outcomes of calls in progress when the log failed can be waiting. */
const MAX_PENDING = 1_000;
const mustPersistFirst = (step: AuditStep['step']) => step === 'asked' || step === 'agreed' || step === 'started';

/** For a server without an audit log. */
export const disabledAudit: AuditLog = {
  recordStep: async () => undefined,
  getRecent: () => [],
  close: async () => undefined,
};

interface ConsoleOptions {
  /** Milliseconds since 1970. */
  now(): number;
  write(line: string): void;
  pseudonyms: Pseudonyms;
}

/**
 * Creates an audit log that is only printed as JSON lines: a restart cannot restore counters from it, and it has no
 * hash chain.
 */
export function createConsoleAudit({ now, write, pseudonyms }: ConsoleOptions): AuditLog {
  const lines: Record<string, unknown>[] = [];
  return {
    async recordStep(entry) {
      const { toAuditRecord } = await import('./record.ts');
      const record = { at: entry.at ?? new Date(now()).toISOString(), ...toAuditRecord(entry, pseudonyms) };
      write(JSON.stringify({ audit: record }));
      addRecent(lines, record);
    },
    getRecent: (limit) => lines.slice(-Math.min(limit, MAX_RECENT)).reverse(),
    close: async () => undefined,
  };
}

function addRecent(lines: Record<string, unknown>[], line: Record<string, unknown>): void {
  lines.push(line);
  if (lines.length > 2 * MAX_RECENT) lines.splice(0, lines.length - MAX_RECENT);
}

interface OpenedAudit {
  audit: AuditLog;
  spendToday: RecordedSpend[];
  /** An earlier log is missing that may say more of what was spent today. */
  isSpendingLost: boolean;
  /** Nothing beside the log tells of an earlier one. */
  isNew: boolean;
  /** The writes of the last day that people must know of before they agree to related ones. */
  earlierWrites: RecordedWrite[];
  /** Identifies this audit log, even after a restart. */
  identity: string;
  /** Those of the ids in this log. */
  pseudonyms: Pseudonyms;
}

/**
 * Opens and verifies an audit log, and returns what was spent on the given Korean day. Throws ConfigError if it is
 * corrupt, in use or not writable.
 */
export async function openAuditLog(path: string, day: string, { now, log, ...options }: Options): Promise<OpenedAudit> {
  const [
    { openAuditLogFile },
    { AuditLogError },
    { toAuditRecord },
    { collectSpending },
    { collectWrites },
    { readAuditLogId },
    { readAuditKey, hasKeyFile, InvalidKeyFile },
    { readLastPosition },
    { readEarlierLogs },
  ] = await Promise.all([
    import('./log-file.ts'),
    import('./audit-log-error.ts'),
    import('./record.ts'),
    import('./replay-spending.ts'),
    import('./replay-writes.ts'),
    import('./log-id.ts'),
    import('./key-file.ts'),
    import('./last-position.ts'),
    import('./earlier-logs.ts'),
  ]);
  const lines: Record<string, unknown>[] = [];
  const pending: Record<string, unknown>[] = [];
  const spendReplay = collectSpending(day);
  const since = now() / 1000 - DAY_SECONDS;
  const writeReplay = collectWrites(since);
  const realPath = await realpath(path).catch(() => resolve(path));
  const hasKey = await hasKeyFile(realPath);
  const isNew =
    !(await stat(realPath).catch(() => undefined))?.size && (await readLastPosition(realPath)) === undefined;
  let needsKey = false;
  const replay = (line: Readonly<Record<string, unknown>>) => {
    needsKey ||= JSON.stringify(line).includes('"hmac:');
    spendReplay.visit(line);
    writeReplay.visit(line);
  };
  const isSpendingLost = await readEarlierLogs(path, { day, since, now: now() / 1000, visit: replay });
  const openFile = () =>
    openAuditLogFile(path, {
      now,
      visit(line) {
        addRecent(lines, line);
        replay(line);
      },
    });
  const auditFile = await openFile().catch((error: unknown) => {
    throw error instanceof AuditLogError ? new ConfigError(withPrefix('--audit: ', error.text)) : error;
  });
  const pseudonyms = options.pseudonyms ?? createPseudonyms(await readKey());

  async function readKey(): Promise<Uint8Array> {
    try {
      // With another key, what was spent on an order would count as spent on another one.
      if (needsKey && !hasKey)
        throw new InvalidKeyFile({
          en: `${realPath}.key is missing, and the log was made with it`,
          ko: `${realPath}.key: 이 로그를 만들 때 쓴 키 파일이 없습니다`,
        });
      return await readAuditKey(path);
    } catch (error) {
      await auditFile.close();
      const { en, ko } =
        error instanceof InvalidKeyFile
          ? error.text
          : { en: `${path}.key cannot be read or created`, ko: `${path}.key: 읽거나 만들 수 없습니다` };
      const advice = hasKey
        ? { en: 'move it away to start with new pseudonyms', ko: '새 가명으로 시작하려면 옮기세요' }
        : { en: 'move the log to another folder', ko: '로그를 다른 폴더로 옮기세요' };
      throw new ConfigError({
        en: `--audit: ${en}; restore it, or ${advice.en}`,
        ko: `--audit: ${ko}. 되돌려 놓거나, ${advice.ko}`,
      });
    }
  }

  async function appendRecord(record: Record<string, unknown>): Promise<void> {
    const earlier = pending.splice(0);
    try {
      await auditFile.append([...earlier, record]);
    } catch (error) {
      // An earlier outcome may then be written twice, which is harmless.
      pending.unshift(...earlier);
      throw error;
    }
    for (const one of [...earlier, record]) addRecent(lines, one);
  }

  const audit: AuditLog = {
    async recordStep(entry) {
      const record = { at: entry.at ?? new Date(now()).toISOString(), ...toAuditRecord(entry, pseudonyms) };
      try {
        await appendRecord(record);
      } catch (error) {
        if (!(error instanceof AuditLogError)) throw error;
        log(error.message);
        if (mustPersistFirst(entry.step))
          throw new Refused(
            'policy_refused',
            'The audit log cannot be written, so changes are blocked. Nothing was sent.',
            "Tell the user: the server's log tells the operator the reason. Reads still work. Call again once the problem is fixed.",
          );
        if (entry.step === 'outcome' && pending.length < MAX_PENDING) pending.push(record);
      }
    },
    getRecent: (limit) => lines.slice(-Math.min(limit, MAX_RECENT)).reverse(),
    close: () => auditFile.close(),
  };
  return {
    audit,
    spendToday: spendReplay.getSpending(),
    isSpendingLost,
    isNew,
    earlierWrites: writeReplay.getWrites(pseudonyms),
    identity: await readAuditLogId(path),
    pseudonyms,
  };
}
