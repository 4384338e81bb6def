import { spawnSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';

it('the demo shows the result of each call and mentions only what was shown before', () => {
  const { status, stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/demo.ts'], { encoding: 'utf8' });
  expect(status).toBe(0);
  const lines = stripVTControlCharacters(stdout).split('\n');
  const spokenLines = lines.flatMap((line) => /^(사람|도구|답변|질문) {4}(.*)$/.exec(line)?.[1] ?? []);
  expect(spokenLines.filter((speaker) => speaker === '도구')).toHaveLength(5);
  for (const [at, speaker] of spokenLines.entries()) {
    if (speaker === '도구') expect(['답변', '질문']).toContain(spokenLines[at + 1]);
    if (speaker === '질문') expect(spokenLines.slice(at + 1, at + 3)).toEqual(['사람', '답변']);
  }
  expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
  const questionIndex = lines.findIndex((line) => /^사람.*order_\d/.test(line));
  const order = /order_\w+/.exec(lines[questionIndex] ?? '')?.[0] ?? 'none';
  expect(lines.slice(0, questionIndex).some((line) => line.includes(order))).toBe(true);
  expect(stdout).toContain('결제 환경: 샌드박스');
}, 30_000);
