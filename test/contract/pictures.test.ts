import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { layOutLine } from '../../scripts/screenshots/terminal-lines.ts';
import { drawTerminal } from '../../scripts/screenshots/terminal-svg.ts';
import { findLinks, pages, readPage } from '../support/doc-pages.ts';

const drawings = readdirSync('docs/images').filter((name) => name.endsWith('.svg'));

it.each(drawings)('the drawing %s is small and needs nothing but itself', (name) => {
  const text = readFileSync(`docs/images/${name}`, 'utf8');
  expect(text.length).toBeLessThan(150_000);
  expect(text).not.toMatch(/<script|<foreignObject|href=|url\(|@import/i);
});

it('every picture is shown on some page', () => {
  const shown = pages.flatMap((page) => findLinks(readPage(page))).map((link) => link.split('/').at(-1));
  expect(readdirSync('docs/images').filter((name) => !shown.includes(name))).toEqual([]);
});

describe('a terminal that is drawn', () => {
  it('Korean characters take two columns, so that the columns after them are in line', () => {
    const [runs = []] = layOutLine('김하늘  ok', 80, 0);
    expect(runs).toEqual([
      { column: 0, text: '김하늘', columns: 6, styles: [] },
      { column: 8, text: 'ok', columns: 2, styles: [] },
    ]);
  });

  it('a long line goes on between words in the next line, indented', () => {
    const lines = layOutLine('one two three', 8, 2);
    expect(lines.map((runs) => runs.map(({ column, text }) => [column, text]))).toEqual([
      [[0, 'one two']],
      [[2, 'three']],
    ]);
  });

  it('colors become classes, and text is escaped', () => {
    const lines = layOutLine('\u001b[36mtool\u001b[39m {"a":"<b>"}', 80, 0);
    const picture = drawTerminal({ title: 't', description: 'd', lines, width: 80, height: 1 });
    expect(picture).toContain('class="cyan"');
    expect(picture).toContain('{&quot;a&quot;:&quot;&lt;b&gt;&quot;}');
  });

  it('with an animation, each line appears at its time and the text moves up when the window is full', () => {
    const lines = ['a', 'b', 'c'].flatMap((text) => layOutLine(text, 80, 0));
    const animation = { appearances: [0, 1, 2], seconds: 4 };
    const picture = drawTerminal({ title: 't', description: 'd', lines, width: 80, height: 2, animation });
    expect(picture).toContain('@keyframes l1{0%,25%{opacity:0}');
    expect(picture).toContain('50%{transform:translateY(-19px)}');
    expect(picture).toContain('prefers-reduced-motion');
  });
});
