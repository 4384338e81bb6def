import { open } from 'node:fs/promises';

/** Longer than any first line, in bytes. */
const MAX_FIRST_LINE_BYTES = 2_000;

/** Reads the id of an audit log, which is in its first line and stays the same when the file is moved. */
export async function readAuditLogId(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(MAX_FIRST_LINE_BYTES), position: 0 });
    const [line = ''] = buffer.toString('utf8', 0, bytesRead).split('\n', 1);
    const { id, hash }: Record<string, unknown> = JSON.parse(line);
    return String(id ?? hash);
  } finally {
    await file.close();
  }
}
