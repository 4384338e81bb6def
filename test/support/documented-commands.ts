import { findCodeBlocks } from './doc-pages.ts';

/** Commands in the blocks of a page, one a line, without comments; continued lines are joined. */
export const findCommands = (page: string): string[] =>
  findCodeBlocks(page)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.replaceAll(/\\\n\s*/g, '').split('\n'))
    .map((line) => line.replace(/\s+#\s.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Commands of this server in the prose of a page. */
export const findInlineCommands = (page: string): string[] =>
  [...page.replaceAll(/^```.*?^```$/gms, '').matchAll(/`(node dist\/main\.js [^`]+)`/g)].map(
    ([, command = '']) => command,
  );
