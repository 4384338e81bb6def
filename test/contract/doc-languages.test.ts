import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bilingualPages, findCodeBlocks, findHeadings, findLinks, koreanTwin, readPage } from '../support/doc-pages.ts';

/** Lines of tables, with how many cells they have. */
const listRows = (text: string) =>
  text.split('\n').flatMap((line) => (line.startsWith('|') ? [line.replaceAll('\\|', '').split('|').length] : []));
const findTwinLink = (path: string) => path.split('/').at(-1) ?? path;

describe.each(bilingualPages)('%s and its Korean twin', (path) => {
  const twin = koreanTwin(path);

  it('the page exists in Korean, and each links to the other', () => {
    expect(existsSync(twin)).toBe(true);
    expect(findLinks(readPage(path))).toContain(findTwinLink(twin));
    expect(findLinks(readPage(twin))).toContain(findTwinLink(path));
  });

  it('both have the same structure of headings', () => {
    const levels = (page: string) => findHeadings(readPage(page)).map(({ level }) => level);
    expect(levels(twin)).toEqual(levels(path));
  });

  it('both have the same tables and the same blocks of code', () => {
    expect(listRows(readPage(twin))).toEqual(listRows(readPage(path)));
    const languages = (page: string) => findCodeBlocks(readPage(page)).map(({ language }) => language);
    expect(languages(twin)).toEqual(languages(path));
  });
});
