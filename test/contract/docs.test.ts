import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pgRulesPath, renderPgRulesPage } from '../../scripts/docs/pg-rules.ts';
import { documents, replaceTables } from '../../scripts/docs/tables.ts';
import { tools } from '../../src/tools/index.ts';

describe.each(documents)('the documentation page $path', ({ path, language }) => {
  const text = readFileSync(path, 'utf8');

  it('the tables of settings and tools are up to date', () => {
    expect(text, 'a setting or a row has changed: npm run docs').toBe(replaceTables(text, language));
  });

  it('the page names every tool', () => {
    const missing = tools.filter((tool) => !text.includes(`| \`${tool.name}\` |`));
    expect(missing.map((tool) => tool.name)).toEqual([]);
  });

  it('the page names only existing npm scripts', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const named = [...text.matchAll(/npm run ([a-z]+)/g)].map(([, name]) => name);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });
});

it('an outdated table is detected', () => {
  const text = readFileSync('README.md', 'utf8');
  const stale = text.replace('| `cancel_payment` |', '| `cancel_everything` |');
  expect(stale).not.toBe(text);
  expect(replaceTables(stale, 'en')).toBe(text);
});

it('the page of PG rules is up to date', () => {
  expect(readFileSync(pgRulesPath, 'utf8'), 'a rule has changed: npm run docs').toBe(renderPgRulesPage());
});
