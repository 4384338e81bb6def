import type { Readable } from 'node:stream';
import type { JSONRPCErrorResponse } from '@modelcontextprotocol/server';
import { isRecord, parseJson } from '../base/json.ts';

/** Longer than any answer of a person. */
const MAX_REPLY_LENGTH = 64 * 1024;

/**
 * Returns the error that stands for a reply which is not JSON-RPC; undefined for any other message. The SDK drops such a
 * reply, and the question that it belongs to would wait until its time is up.
 */
export function toErrorResponse(message: unknown): JSONRPCErrorResponse | undefined {
  if (!isRecord(message) || message.method !== undefined) return undefined;
  const { id, result, error } = message;
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  if (isRecord(result)) return undefined;
  if (isRecord(error) && Number.isInteger(error.code) && typeof error.message === 'string') return undefined;
  return { jsonrpc: '2.0', id, error: { code: -32_600, message: 'The reply is not a JSON-RPC response' } };
}

/** Reports the replies on stdin that are not JSON-RPC. */
export function watchReplies(stdin: Readable, onMalformed: (error: JSONRPCErrorResponse) => void): void {
  let line = '';
  const checkLine = () => {
    if (line.length > MAX_REPLY_LENGTH || line.includes('"method"')) return;
    const error = toErrorResponse(parseJson(line));
    if (error) onMalformed(error);
  };
  stdin.on('data', (chunk: Buffer) => {
    for (const [index, part] of chunk.toString('latin1').split('\n').entries()) {
      if (index > 0) {
        checkLine();
        line = '';
      }
      if (line.length <= MAX_REPLY_LENGTH) line += part;
    }
  });
}
