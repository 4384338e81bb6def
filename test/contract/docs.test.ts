import { describe, expect, it } from 'vitest';
import { countedPages, countPatterns, replaceCounts } from '../../scripts/docs/counts.ts';
import { pgRulesPath, renderPgRulesPage } from '../../scripts/docs/pg-rules.ts';
import { documents, replaceTables } from '../../scripts/docs/tables.ts';
import { tools } from '../../src/tools/index.ts';
import { readText } from '../support/read-text.ts';
import { expectSameLines } from '../support/same-lines.ts';

describe.each(documents)('the documentation page $path', ({ path, language }) => {
  const text = readText(path);

  it('the tables of settings and tools are up to date', () => {
    expectSameLines(text, replaceTables(text, language), 'npm run accept');
  });

  it('the page names every tool', () => {
    const missing = tools.filter((tool) => !text.includes(`| \`${tool.name}\` |`));
    expect(missing.map((tool) => tool.name)).toEqual([]);
  });
});

it.each(['README.md', 'README.ko.md', 'CONTRIBUTING.md'])('%s names only npm scripts that exist', (path) => {
  const { scripts } = JSON.parse(readText('package.json'));
  const named = [...readText(path).matchAll(/npm run ([a-z:-]+)/g)].map(([, name = '']) => name);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

it('a table that is out of date is noticed', () => {
  const text = readText('README.md');
  const stale = text.replace('| `cancel_payment` |', '| `cancel_everything` |');
  expect(stale).not.toBe(text);
  expect(replaceTables(stale, 'en')).toBe(text);
});

it.each(countedPages)('%s counts endpoints, tools and tokens as they are now', (path) => {
  expectSameLines(readText(path), replaceCounts(readText(path)), 'npm run accept');
});

it('a number of endpoints or of tokens that is out of date is noticed', () => {
  const text = readText('README.md');
  expect(replaceCounts(text.replaceAll(/\d+ endpoints/g, '7 endpoints'))).toBe(text);
  const stale = text.replace(/^(\| `desk`.*?) \| \d+ \| \d+/m, '$1 | 1 | 2');
  expect(stale).not.toBe(text);
  expect(replaceCounts(stale)).toBe(text);
});

it.each(countPatterns)('$pattern still finds a number in some page', ({ pattern }) => {
  expect(countedPages.some((path) => readText(path).search(pattern) !== -1)).toBe(true);
});

it('the page of PG rules is as the rules are now', () => {
  expectSameLines(readText(pgRulesPath), renderPgRulesPage(), 'npm run accept');
});
