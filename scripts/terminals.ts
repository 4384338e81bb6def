/**
 * Draws terminals as SVG into docs/images/: the demo as it runs now, and the question in Claude Code from captures of
 * `npm run hosts:capture -- <folder> --lang <ko|en> "Claude Code"`. `npm run screenshots [-- <folder>]` calls it; without a
 * folder only the demo is drawn.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { layOutLine, type Run } from './screenshots/terminal-lines.ts';
import { drawTerminal } from './screenshots/terminal-svg.ts';

const OUT = 'docs/images';
const WIDTH = 104;
const INDENT = 8;

/** How long a reader needs before the next line appears, in seconds, by the label at its beginning. */
const pauses: readonly (readonly [label: RegExp, seconds: number])[] = [
  [/^사람 {4}/, 2.2],
  [/^도구 {4}/, 1],
  [/^(답변|질문) {4}/, 0.9],
  [/^done/, 1.5],
];
const LINE_SECONDS = 0.06;
const LAST_SECONDS = 5;

function drawDemo(): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/demo.ts'], {
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '1' },
  });
  if (status !== 0) throw new Error(`The demo failed:\n${stderr}`);
  const lines: Run[][] = [];
  const appearances: number[] = [];
  let now = 0.3;
  for (const text of stdout.trimEnd().split('\n')) {
    const plain = stripVTControlCharacters(text);
    now += pauses.find(([label]) => label.test(plain))?.[1] ?? LINE_SECONDS;
    for (const line of layOutLine(text, WIDTH, INDENT)) {
      lines.push(line);
      appearances.push(now);
    }
  }
  const picture = drawTerminal({
    title: 'npm run demo',
    description: 'A session with the sandbox: searches, a partial refund that a person confirms, and its result',
    lines,
    width: WIDTH,
    height: 30,
    animation: { appearances, seconds: Math.ceil(now + LAST_SECONDS) },
  });
  writeFileSync(join(OUT, 'demo.svg'), picture);
}

/** The request and the dialog of a captured screen, without the lines between them that say nothing. */
function pickDialog(capture: string): { title: string; lines: string[] } {
  const [title = '', ...rest] = capture.split('\n');
  const screen = rest.join('\n').split('\nThe model was told:')[0] ?? '';
  const lines = screen.slice(screen.indexOf('❯')).trimEnd().split('\n');
  return {
    title: title.split(':')[0] ?? title,
    lines: lines.filter((line, at) => line.trim() !== '' || lines[at - 1]?.trim() !== ''),
  };
}

function drawQuestion(capturePath: string, name: string): void {
  const { title, lines } = pickDialog(readFileSync(capturePath, 'utf8'));
  const runs = lines.flatMap((line) => layOutLine(line.slice(0, WIDTH), WIDTH, 2));
  const picture = drawTerminal({
    title,
    description: lines.join(' ').replaceAll(/\s+/g, ' '),
    lines: runs,
    width: WIDTH,
    height: runs.length,
  });
  writeFileSync(join(OUT, `${name}.svg`), picture);
}

drawDemo();
const [, , captures] = process.argv;
if (captures !== undefined) {
  for (const lang of ['en', 'ko']) {
    const path = join(captures, lang, 'Claude-Code---refund.txt');
    if (!existsSync(path)) throw new Error(`There is no ${path}.`);
    drawQuestion(path, lang === 'en' ? 'question-claude-code' : 'question-claude-code-ko');
  }
}
