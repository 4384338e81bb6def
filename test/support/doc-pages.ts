import { readdirSync } from 'node:fs';
import { readText } from './read-text.ts';

export { readText as readPage };

/** Pages of the documentation with a twin in Korean, by their English path. */
export const bilingualPages: readonly string[] = [
  'README.md',
  ...readdirSync('docs').map((name) => `docs/${name}`),
].filter((path) => path.endsWith('.md') && !path.endsWith('.ko.md'));

export const koreanTwin = (path: string): string => path.replace(/\.md$/, '.ko.md');

/** All pages for readers, in both languages, and the pages that are in English only. */
export const pages: readonly string[] = [
  ...bilingualPages.flatMap((path) => [path, koreanTwin(path)]),
  'CHANGELOG.md',
  'CODE_OF_CONDUCT.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'bench/README.md',
  'llms.txt',
  'test/hosts/README.md',
];

export const withoutCode = (text: string): string =>
  text.replaceAll(/^ *```.*?^ *```$/gms, '').replaceAll(/`[^`\n]*`/g, '');

export interface CodeBlock {
  language: string;
  text: string;
}

export const findCodeBlocks = (text: string): CodeBlock[] =>
  [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = '', block = '']) => ({ language, text: block }));

export interface Heading {
  level: number;
  text: string;
}

export const findHeadings = (text: string): Heading[] =>
  [...text.replaceAll(/^```.*?^```$/gms, '').matchAll(/^(#+) (.+)$/gm)].map(([, marks = '', heading = '']) => ({
    level: marks.length,
    text: heading,
  }));

/** The anchor that GitHub gives a heading. */
export const toAnchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

/** Targets of links and images. */
export const findLinks = (text: string): string[] => [
  ...new Set([...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)),
];
