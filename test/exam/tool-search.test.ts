import { expect, it } from 'vitest';
import { toolDefinitions } from '../../src/tools/definitions.ts';
import { allPhrasings, heldOutPhrasings, measureToolSearch } from './tool-search.ts';

const searchable = toolDefinitions.filter(({ toolset }) => toolset !== 'discover');

it.each([
  ['all sixty phrasings', allPhrasings, 60, 49, 58],
  ['the thirty phrasings that its words were not chosen by', heldOutPhrasings, 30, 25, 28],
] as const)('find_tools ranks a right tool early for %s', (_, phrasings, asked, fewestFirst, fewestInFirstThree) => {
  const { first, inFirstThree, missed } = measureToolSearch(phrasings, searchable);
  expect(phrasings).toHaveLength(asked);
  expect(first).toBeGreaterThanOrEqual(fewestFirst);
  expect(inFirstThree, JSON.stringify(missed, null, 1)).toBeGreaterThanOrEqual(fewestInFirstThree);
});

it('every phrasing names tools that exist', () => {
  const names = searchable.map(({ definition }) => definition.name);
  expect(allPhrasings.flatMap(({ tools }) => tools).filter((name) => !names.includes(name))).toEqual([]);
});
