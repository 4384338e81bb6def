import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText } from '../support/read-text.ts';

const pages = ['docs/threat-model.md', 'docs/threat-model.ko.md'];
const listTests = (text: string) => [...text.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path);
/** Rows of tables without their heads, and items of lists. */
const listClaims = (text: string) =>
  text
    .split('\n')
    .filter((line, index, lines) => /^(?:- |\| (?!---))/.test(line) && !lines[index + 1]?.startsWith('| ---'));

describe.each(pages)('%s', (page) => {
  it('every claim names a test', () => {
    const claims = listClaims(readText(page));
    expect(claims.length).toBeGreaterThan(30);
    expect(claims.filter((claim) => listTests(claim).length === 0)).toEqual([]);
  });

  it('every test that it names exists', () => {
    expect(listTests(readText(page)).filter((path) => !existsSync(path))).toEqual([]);
  });

  it('every page of a language is linked from its README', () => {
    expect(readText(page.includes('.ko.') ? 'README.ko.md' : 'README.md')).toContain(page);
  });
});

it('the threat model makes the same claims in both languages', () => {
  const [english = '', korean = ''] = pages.map(readText);
  expect(listTests(korean)).toEqual(listTests(english));
});
