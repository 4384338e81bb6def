import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  bilingualPages,
  findHeadings,
  findLinks,
  koreanTwin,
  pages,
  readPage,
  toAnchor,
} from '../support/doc-pages.ts';

const isExternal = (link: string) => /^https?:/.test(link);
const resolveLink = (page: string, link: string) => {
  const [file = '', anchor] = link.split('#');
  return { target: file === '' ? page : posix.join(posix.dirname(page), file), anchor };
};

describe.each(pages)('the links in %s', (page) => {
  const links = findLinks(readPage(page));

  it('every link leads to an existing file and heading', () => {
    const broken = links.filter((link) => {
      if (isExternal(link)) return !URL.canParse(link);
      const { target, anchor } = resolveLink(page, link);
      if (!existsSync(target)) return true;
      const anchors = () => findHeadings(readPage(target)).map(({ text }) => toAnchor(text));
      return anchor !== undefined && !anchors().includes(decodeURIComponent(anchor));
    });
    expect(broken).toEqual([]);
  });

  it('a Korean page leads to Korean pages wherever there is one', () => {
    if (!page.endsWith('.ko.md')) return;
    const targets = links.filter((link) => !isExternal(link)).map((link) => resolveLink(page, link).target);
    const english = targets.filter((target) => bilingualPages.includes(target) && koreanTwin(target) !== page);
    expect(english).toEqual([]);
  });
});

it.each([
  ['docs/README.md', (path: string) => path],
  ['docs/README.ko.md', koreanTwin],
])('%s lists every page of the documentation', (index, inLanguage) => {
  const listed = findLinks(readPage(index)).map((link) => resolveLink(index, link).target);
  const wanted = bilingualPages.map(inLanguage).filter((path) => path !== index);
  expect(wanted.filter((path) => !listed.includes(path))).toEqual([]);
});
