import { Refused } from '../base/refusal.ts';
import type { PortOneReader } from './client.ts';

/**
 * The same reader without the endpoints whose tools the operator excluded: no other tool, resource or prompt reads
 * through them either. Throws Refused.
 */
export function withoutExcludedReads(reader: PortOneReader, excludedTools: readonly string[]): PortOneReader {
  const excluded = new Set(excludedTools);
  return {
    ...reader,
    call: (row, args, options) =>
      excluded.has(row.name) ? Promise.reject(createExcludedError(row.name)) : reader.call(row, args, options),
  };
}

const createExcludedError = (tool: string) =>
  new Refused(
    'policy_refused',
    'The operator excluded a read that this needs. Nothing was read.',
    `Tell the user. Only the operator can allow ${tool} again.`,
  );
