import type { Result } from '@modelcontextprotocol/server';
import { isRecord } from '../base/json.ts';

interface VersionedFields {
  method: string;
  /** Where in the result the fields are: in it, in one object, or in each item of one list. */
  within?: string;
  fields: readonly string[];
  /** The first protocol version that has these fields. */
  since: string;
}

const versionedFields: readonly VersionedFields[] = [
  { method: 'initialize', within: 'serverInfo', fields: ['title'], since: '2025-06-18' },
  { method: 'initialize', within: 'capabilities', fields: ['completions'], since: '2025-03-26' },
  { method: 'tools/list', within: 'tools', fields: ['annotations'], since: '2025-03-26' },
  { method: 'tools/list', within: 'tools', fields: ['title', '_meta'], since: '2025-06-18' },
  { method: 'tools/call', fields: ['structuredContent'], since: '2025-06-18' },
  { method: 'prompts/list', within: 'prompts', fields: ['title'], since: '2025-06-18' },
  { method: 'resources/read', fields: ['ttlMs', 'cacheScope'], since: '2026-07-28' },
];

/**
 * Removes the fields that the session's protocol version does not have. Some clients reject or drop a result because of
 * something they do not know, and one that shows the whole result to its model would show it twice.
 */
export function omitNewerFields(method: string, result: Result, version: string): Result {
  let kept = result;
  for (const { since, within, fields } of versionedFields.filter((entry) => entry.method === method)) {
    if (version >= since) continue;
    if (within === undefined) kept = omitFields(kept, fields);
    else kept = { ...kept, [within]: omitWithin(kept[within], fields) };
  }
  return kept;
}

function omitWithin(value: unknown, fields: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => omitWithin(item, fields));
  return isRecord(value) ? omitFields(value, fields) : value;
}

const omitFields = (value: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !fields.includes(name)));
