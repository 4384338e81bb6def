import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

export const MAX_LINE_BYTES = 10 * 1024 * 1024;
/** Clients write the id of a request at the beginning or at the end. */
const ENDS_LENGTH = 1_000;
/** How long the rest of the line may take, to find the id at its end. */
const MAX_WAIT_MS = 3_000;

/** Watches for a line that is so long that the SDK's transport closes the connection. */
export interface LineWatch {
  readonly isExceeded: boolean;
  /** Resolves to the JSON-RPC error that answers the line, once it has ended. */
  createAnswer(): Promise<object>;
}

export function watchLineLength(stdin: Readable, maxBytes = MAX_LINE_BYTES): LineWatch {
  let length = 0;
  let start = '';
  let end = '';
  let isExceeded = false;
  let notifyEnded = () => {};
  const ended = new Promise<void>((resolve) => {
    notifyEnded = resolve;
  });
  const add = (part: Buffer) => {
    length += part.length;
    if (start.length < ENDS_LENGTH) start += part.toString('latin1', 0, ENDS_LENGTH);
    end = (end + part.toString('latin1', Math.max(0, part.length - ENDS_LENGTH))).slice(-ENDS_LENGTH);
  };
  stdin.on('data', function watch(chunk: Buffer) {
    // The same condition as in the transport.
    isExceeded ||= length + chunk.length > maxBytes;
    const newline = isExceeded ? chunk.indexOf('\n') : chunk.lastIndexOf('\n');
    if (isExceeded) {
      add(newline < 0 ? chunk : chunk.subarray(0, newline));
      if (newline < 0) return;
      stdin.off('data', watch);
      notifyEnded();
      return;
    }
    if (newline >= 0) [length, start, end] = [0, '', ''];
    add(chunk.subarray(newline + 1));
  });
  stdin.once('end', () => notifyEnded());

  return {
    get isExceeded() {
      return isExceeded;
    },
    async createAnswer() {
      await Promise.race([ended, delay(MAX_WAIT_MS, undefined, { ref: false })]);
      const message = `The message was longer than ${maxBytes / 1024 / 1024} MB, so the server ends. Nothing was sent.`;
      return { jsonrpc: '2.0', id: findRequestId(start, end), error: { code: -32_600, message } };
    },
  };
}

const ID = '"id"\\s*:\\s*("(?:[^"\\\\]|\\\\.){1,200}"|-?\\d{1,15})';
const ID_AT_START = new RegExp(`^\\s*\\{\\s*(?:"jsonrpc"\\s*:\\s*"2\\.0"\\s*,\\s*)?${ID}\\s*,`);
const ID_AT_END = new RegExp(`,\\s*${ID}\\s*\\}\\s*$`);

/** An "id" elsewhere could belong to the arguments. Null if there is none. */
function findRequestId(start: string, end: string): unknown {
  const text = ID_AT_START.exec(start)?.[1] ?? ID_AT_END.exec(end)?.[1];
  return text === undefined ? null : JSON.parse(text);
}
