import { randomBytes } from 'node:crypto';
import { open, realpath, stat } from 'node:fs/promises';
import type { Localized } from '../../base/bilingual.ts';

/** Path of the key file, which stays when the log is rotated: all logs in its place share one key. */
const getKeyPath = (path: string): string => `${path}.key`;

/** Whether a log was kept at this path before: its key stays when the log is moved away. */
export const hasKeyFile = (path: string): Promise<boolean> =>
  stat(getKeyPath(path)).then(
    () => true,
    () => false,
  );

const KEY_BYTES = 32;
const KEY_TEXT = /^[\w-]{43}\n?$/;

/** The key file holds something else. */
export class InvalidKeyFile extends Error {
  override name = 'InvalidKeyFile';
  readonly text: Localized;

  constructor(text: Localized) {
    super(text.en);
    this.text = text;
  }
}

/**
 * Reads the key of the pseudonyms in an audit log, or creates it. Throws InvalidKeyFile and errors of the file system. A
 * new key would count what was spent on an order as spent on another one, so a broken one is not replaced.
 */
export async function readAuditKey(path: string): Promise<Uint8Array> {
  // As for the log itself, two names of one file are one log.
  const keyPath = getKeyPath(await realpath(path));
  const created = await open(keyPath, 'wx', 0o600).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
    throw error;
  });
  if (created) {
    try {
      await created.writeFile(`${randomBytes(KEY_BYTES).toString('base64url')}\n`);
      await created.sync();
    } finally {
      await created.close();
    }
  }
  const text = await readPrivateFile(keyPath);
  if (!KEY_TEXT.test(text))
    throw new InvalidKeyFile({
      en: `${keyPath} is not the key of an audit log`,
      ko: `${keyPath}: 감사 로그의 키 파일이 아닙니다`,
    });
  return Buffer.from(text.trim(), 'base64url');
}

async function readPrivateFile(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    await file.chmod(0o600);
    return await file.readFile('latin1');
  } finally {
    await file.close();
  }
}
