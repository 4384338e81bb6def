import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { isRecord } from '../../base/json.ts';
import type { ServeConfig } from '../../config/index.ts';
import { readLockHolder } from '../../guard/audit/file-lock.ts';
import { describeVerification, verifyAuditLog } from '../../guard/audit/verify.ts';
import { createFindings, type Finding } from './finding.ts';

const audit = createFindings({ en: 'Audit log', ko: '감사 로그' });

/** Longer than a line. */
const TAIL_BYTES = 65_536;

/** Verifies the audit log without opening it for writing, so also while a server uses it. */
export async function checkAuditLog({ auditFile, http }: ServeConfig): Promise<Finding> {
  if (auditFile === undefined)
    return http
      ? audit.ok('lines on stderr', 'stderr에 출력')
      : audit.ok('off (--audit <file> keeps one)', '꺼짐(--audit <파일>로 켤 수 있음)');
  const path = resolve(auditFile);
  const info = await stat(path).catch(() => undefined);
  const place = await findBarrier(info === undefined ? dirname(path) : path);
  if (place) return place;
  if (!info || info.size === 0) return audit.ok(`${path} will be created`, `${path} 파일을 새로 만듦`);
  const result = await verifyAuditLog(path);
  const text = describeVerification(path, result);
  const holder = await readLockHolder(path);
  const use = holder
    ? { en: `; in use by ${holder.en}`, ko: `, 사용 중: ${holder.ko}` }
    : { en: '; not in use', ko: ', 사용 중 아님' };
  // A server that is writing may not have finished its line.
  const isBeingWritten = !result.ok && result.torn === true && holder !== undefined;
  if (!result.ok && !isBeingWritten)
    return audit.problem({
      what: { en: `${path}: ${text.en}`, ko: `${path}: ${text.ko}` },
      advice: result.newer
        ? {
            en: 'Use the version that wrote it, or move the log away to start a new one.',
            ko: '이 로그를 쓴 버전을 사용하거나, 새로 시작하려면 로그를 옮기세요.',
          }
        : {
            en: 'Restore the right file, or move it away together with its .head file to start a new one.',
            ko: '맞는 파일을 되돌려 놓거나, 새로 시작하려면 .head 파일과 함께 옮기세요.',
          },
    });
  const lastEntry = await readLastTime(path);
  const last =
    lastEntry === undefined
      ? { en: '', ko: '' }
      : { en: `; last entry ${lastEntry}`, ko: `, 마지막 기록 ${lastEntry}` };
  const count = result.ok ? result.count : undefined;
  if (result.ok && !result.headKnown)
    return audit.warning({ what: { en: `${path}: ${text.en}`, ko: `${path}: ${text.ko}` } });
  return audit.ok(
    `${path}: intact${count === undefined ? '' : `, ${count} lines`}${last.en}${use.en}`,
    `${path}: 이상 없음${count === undefined ? '' : `, ${count}줄`}${last.ko}${use.ko}`,
  );
}

/** Finds out why a file or folder cannot be written. */
async function findBarrier(path: string): Promise<Finding | undefined> {
  try {
    await access(path, constants.W_OK);
    return undefined;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return audit.problem(
      isMissing
        ? {
            what: { en: `the folder ${path} does not exist`, ko: `폴더가 없습니다: ${path}` },
            advice: { en: 'Create it.', ko: '폴더를 만드세요.' },
          }
        : {
            what: { en: `this user may not write to ${path}`, ko: `이 사용자에게 쓰기 권한이 없습니다: ${path}` },
            advice: {
              en: 'Change the permissions, or choose another place.',
              ko: '권한을 바꾸거나 다른 위치를 고르세요.',
            },
          },
    );
  }
}

async function readLastTime(path: string): Promise<string | undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(TAIL_BYTES),
      0,
      TAIL_BYTES,
      Math.max(0, size - TAIL_BYTES),
    );
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n').filter(Boolean);
    const record: unknown = JSON.parse(lines.at(-1) ?? '{}');
    return isRecord(record) && typeof record.at === 'string' ? record.at : undefined;
  } catch {
    return undefined;
  } finally {
    await file.close();
  }
}
