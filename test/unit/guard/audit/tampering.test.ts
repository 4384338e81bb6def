import { createHash } from 'node:crypto';
import { rm, stat, truncate, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import {
  describeVerification,
  openAuditFile,
  path,
  useAuditFolder,
  writeSixLines,
} from '../../../support/audit-log.ts';

useAuditFolder();

describe('a tampered audit log', () => {
  const rehashLine = (line: string, change: object) => {
    const { hash: _, ...rest } = JSON.parse(line);
    const body = JSON.stringify({ ...rest, ...change });
    return `${body.slice(0, -1)},"hash":"${createHash('sha256').update(body).digest('hex')}"}`;
  };
  const getLine = (lines: string[], index: number) => lines[index] ?? '';

  it.each<[string, (lines: string[]) => string[], string]>([
    ['an amount changed', (l) => l.with(2, getLine(l, 2).replace('1000', '9000')), 'line 3 was altered'],
    ['a space added', (l) => l.with(2, getLine(l, 2).replace(':', ': ')), 'line 3 was altered'],
    [
      'the hash of a line changed',
      (l) => l.with(2, getLine(l, 2).replace(/.{3}"}$/, 'xyz"}')),
      'line 3 is not a line of an audit log',
    ],
    [
      'a line rewritten with a new hash',
      (l) => l.with(2, rehashLine(getLine(l, 2), { call: 'z' })),
      'line 4 does not match the line before it, which was altered or replaced',
    ],
    [
      'the last line rewritten with a new hash',
      (l) => l.with(5, rehashLine(getLine(l, 5), { call: 'z' })),
      'line 6 is not the one that was written: the audit log was replaced',
    ],
    ['the first line changed', (l) => l.with(0, getLine(l, 0).replace('genesis', 'Genesis')), 'line 1 was altered'],
    ['the first line removed', (l) => l.slice(1), 'line 1 has the number 2: 1 line is missing before it'],
    ['a line removed', (l) => l.toSpliced(2, 1), 'line 3 has the number 4: 1 line is missing before it'],
    ['two lines removed', (l) => l.toSpliced(2, 2), 'line 3 has the number 5: 2 lines are missing before it'],
    [
      'the last line removed',
      (l) => l.slice(0, 5),
      'line 6 is missing: the audit log was cut off after it had 6 lines',
    ],
    ['all lines removed', () => [], 'line 1 is missing: the audit log is empty'],
    [
      'two lines swapped',
      (l) => l.with(2, getLine(l, 3)).with(3, getLine(l, 2)),
      'line 3 has the number 4: 1 line is missing before it',
    ],
    [
      'a line duplicated',
      (l) => l.toSpliced(3, 0, getLine(l, 2)),
      'line 4 has the number 3: it is out of order or a duplicate',
    ],
    [
      'a line inserted',
      (l) => l.toSpliced(3, 0, rehashLine(getLine(l, 2), { seq: 4 })),
      'line 4 does not match the line before it, which was altered or replaced',
    ],
    ['an empty line', (l) => l.toSpliced(3, 0, ''), 'line 4 is not a line of an audit log'],
    ['a line that is not a record', (l) => [...l, 'hello'], 'line 7 is not a line of an audit log'],
    [
      'a second genesis line',
      (l) => l.with(5, rehashLine(getLine(l, 5), { step: 'genesis' })),
      'line 6 is not a valid first line, or a first line in the wrong place',
    ],
  ])('verification reports a tampered audit log: %s', async (_name, tamper, expected) => {
    const lines = tamper(await writeSixLines());
    await writeFile(path, lines.map((line) => `${line}\n`).join(''));
    expect(await describeVerification()).toEqual({ text: `ledger: corrupt: ${expected}`, exitCode: 1 });
    await expect(openAuditFile()).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringContaining(path),
    });
  });

  it('verification reports an audit log that ends within a line', async () => {
    await writeSixLines();
    await truncate(path, (await stat(path)).size - 10);
    expect((await describeVerification()).text).toBe('ledger: corrupt: line 6 is incomplete: the file ends within it');
  });

  it('verification says that truncation cannot be detected without the head file', async () => {
    await writeSixLines();
    await rm(`${path}.head`);
    expect((await describeVerification()).text).toMatch(/^ledger: ok, 6 lines.*\.head is missing/);
  });
});

it('a log that a newer version wrote is neither continued nor called corrupt', async () => {
  const body = JSON.stringify({
    seq: 1,
    at: '2030-01-01T00:00:00Z',
    step: 'genesis',
    version: 2,
    prev: '0'.repeat(64),
  });
  const hash = createHash('sha256').update(body).digest('hex');
  const text = `${body.slice(0, -1)},"hash":"${hash}"}\n`;
  await writeFile(path, text);
  await expect(openAuditFile()).rejects.toThrow(/was written by a newer version: line 1 has format 2/);
  expect(await describeVerification()).toEqual({
    text: 'ledger: not checked: line 1 has format 2, and this version knows 1',
    exitCode: 1,
  });
});

it('a log that was cut together with its head is refused at the start', async () => {
  const lines = await writeSixLines();
  const kept = lines.slice(0, 4);
  await writeFile(path, `${kept.join('\n')}\n`);
  const { seq, hash } = JSON.parse(kept.at(-1) ?? '');
  await writeFile(`${path}.head`, `${String(seq).padStart(16, '0')} ${hash}\n`);
  await expect(openAuditFile()).rejects.toThrow(/it ends at line 4, and .*\.last says line 6/);
});
