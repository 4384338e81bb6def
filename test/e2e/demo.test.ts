import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { serverFile } from '../../scripts/demo/connect-assistant.ts';
import { runInteractiveDemo } from '../../scripts/demo/interactive.ts';
import { openApprovalPage } from '../support/approval-page.ts';

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
  expect(stdout).toContain(`claude mcp add portone-sandbox -- node ${serverFile} --sandbox`);
}, 30_000);

it('the interactive demo executes what its reader agrees to, in a form, on the page and when an answer is lost', async () => {
  const lines: string[] = [];
  const answers = ['yes', 'no', 'yes'];
  const terminal = {
    print: (line: string) => void lines.push(stripVTControlCharacters(line)),
    async ask(question: string) {
      // An answer that comes faster than anybody reads does not count.
      await sleep(1_000);
      if (!question.includes('Enter')) return answers.shift() ?? '';
      const page = await openApprovalPage(/http\S+/.exec(lines.at(-1) ?? '')?.[0] ?? '');
      await page.post({ decision: 'approve' });
      return '';
    },
  };
  await runInteractiveDemo(terminal, 'en');
  expect(answers).toEqual([]);
  expect(lines.filter((line) => /^(done|not done) /.test(line)).map((line) => line.split(' ₩')[0])).toEqual([
    'done',
    'not done Nothing was sent to PortOne.',
    'done',
    'done',
  ]);
  expect(lines.at(-1)).toContain('executed 3 refunds');
}, 60_000);

it('the interactive demo says that it needs a terminal', () => {
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'scripts/demo.ts', '--interactive', '--lang', 'ko'],
    { encoding: 'utf8' },
  );
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('터미널에서 실행하세요');
});
