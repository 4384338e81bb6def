import { expect, it } from 'vitest';
import { omitNewerFields } from '../../../src/mcp/omit-newer-fields.ts';

const tool = { name: 'a', title: 'A', annotations: { readOnlyHint: true }, _meta: { x: 1 }, inputSchema: {} };

it.each([
  ['2024-11-05', { name: 'a', inputSchema: {} }],
  ['2025-03-26', { name: 'a', annotations: { readOnlyHint: true }, inputSchema: {} }],
  ['2025-06-18', tool],
  ['2026-07-28', tool],
])('a tool list in a session of %s has the fields of that version only', (version, listed) =>
  expect(omitNewerFields('tools/list', { tools: [tool] }, version)).toEqual({ tools: [listed] }),
);

it('a session older than the one that introduced it is told nothing of caching, completion or titles', () => {
  const initialized = { capabilities: { tools: {}, completions: {} }, serverInfo: { name: 's', title: 'S' } };
  expect(omitNewerFields('initialize', initialized, '2024-11-05')).toEqual({
    capabilities: { tools: {} },
    serverInfo: { name: 's' },
  });
  expect(omitNewerFields('initialize', initialized, '2025-11-25')).toEqual(initialized);
  expect(omitNewerFields('prompts/list', { prompts: [{ name: 'p', title: 'P' }] }, '2025-03-26')).toEqual({
    prompts: [{ name: 'p' }],
  });
  const read = { contents: [], ttlMs: 5, cacheScope: 'private' };
  expect(omitNewerFields('resources/read', read, '2025-11-25')).toEqual({ contents: [] });
  expect(omitNewerFields('resources/read', read, '2026-07-28')).toEqual(read);
});

it('an error or a result of another method is left as it is', () => {
  const result = { title: 'x', structuredContent: {} };
  expect(omitNewerFields('prompts/get', result, '2024-11-05')).toBe(result);
});
