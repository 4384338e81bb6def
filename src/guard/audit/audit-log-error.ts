import type { Localized } from '../../base/bilingual.ts';

/** The audit log cannot be used: one line for the operator. `message` is in English. */
export class AuditLogError extends Error {
  override name = 'AuditLogError';
  readonly text: Localized;

  constructor(text: Localized) {
    super(text.en);
    this.text = text;
  }
}

const getErrorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';

/** Puts the path of the log in front of what is wrong with it. */
export function toAuditLogError(path: string, error: unknown): AuditLogError {
  const { en, ko } = error instanceof AuditLogError ? error.text : describeWriteError(getErrorCode(error));
  return new AuditLogError({ en: `the audit log ${path} ${en}`, ko: `감사 로그 ${path}: ${ko}` });
}

const describeWriteError = (code: string): Localized => ({
  en: `cannot be written (${code})`,
  ko: `쓸 수 없습니다(${code})`,
});

/** Says why the lock file beside the log cannot be made. */
export function createLockError(path: string, folder: string, error: unknown): AuditLogError {
  const code = getErrorCode(error);
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new AuditLogError({
      en: `the audit log ${path} cannot be created: the folder ${folder} does not exist; create it first`,
      ko: `감사 로그 ${path}: 폴더가 없습니다: ${folder}. 먼저 만드세요`,
    });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new AuditLogError({
      en: `the audit log ${path} cannot be locked: this user may not write to the folder ${folder} (${code})`,
      ko: `감사 로그 ${path}: 폴더 ${folder}에 쓸 권한이 없습니다(${code})`,
    });
  return new AuditLogError({
    en: `the audit log ${path} cannot be locked (${code} for ${path}.lock)`,
    ko: `감사 로그 ${path}: 잠글 수 없습니다(${path}.lock, ${code})`,
  });
}

export const createInUseError = (path: string, holder: Localized): AuditLogError =>
  new AuditLogError({
    en: `the audit log ${path} is in use by ${holder.en}: give each server its own file`,
    ko: `감사 로그 ${path}: 사용 중입니다(${holder.ko}). 서버마다 다른 파일을 지정하세요`,
  });
