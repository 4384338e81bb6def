import { readdir, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

/** A particle with its other form in brackets, such as one that leaves the choice to the reader. */
const BRACKETED_PARTICLE = /\([을를은는이가과와으]\)[을를은는이가과와로]|[을를은는이가과와]\([을를은는이가과와]\)/;

it.each(['을(를)', '은(는)', '이(가)', '가(이)', '와(과)', '(으)로'])(
  'the bracketed particle %s is recognized',
  (form) => {
    expect(`주문${form}`).toMatch(BRACKETED_PARTICLE);
  },
);

it('no source text leaves the choice of a Korean particle to the reader: use withParticle', async () => {
  const found: string[] = [];
  const names = await readdir('src', { recursive: true });
  for (const name of names.filter((one) => one.endsWith('.ts'))) {
    const lines = (await readFile(`src/${name}`, 'utf8')).split('\n');
    lines.forEach((line, index) => {
      if (BRACKETED_PARTICLE.test(line)) found.push(`src/${name}:${index + 1}: ${line.trim()}`);
    });
  }
  expect(found).toEqual([]);
});
