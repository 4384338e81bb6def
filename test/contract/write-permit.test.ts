import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';

const FOLDER = 'test/contract/fixtures/write-permit';
const readFixture = (file: string) => readFileSync(`${FOLDER}/${file}`, 'utf8');

/** A compiler error: the file, the text of the line and the error code. */
interface CompilerError {
  file: string;
  line: string;
  code: string;
}

function compileFixtures(): Promise<CompilerError[]> {
  const args = ['node_modules/typescript/bin/tsc', '-p', `${FOLDER}/tsconfig.json`, '--pretty', 'false'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, (error, stdout, stderr) => {
      if (stderr !== '' || (error && stdout === '')) return reject(error ?? new Error(stderr));
      const found = [...stdout.matchAll(/^(\S+?)\((\d+),\d+\): error (TS\d+):/gm)];
      resolve(
        found.map(([, path = '', line, code = '']) => ({
          file: path.replace(`${FOLDER}/`, ''),
          line: readFileSync(path, 'utf8').split('\n')[Number(line) - 1]?.trim() ?? '',
          code,
        })),
      );
    });
  });
}

describe('type checks against unguarded writes', () => {
  let errors: CompilerError[];
  beforeAll(async () => {
    errors = await compileFixtures();
    // The compiler reads most of src, which takes seconds on an idle machine and longer on a busy one.
  }, 300_000);
  const getErrors = (name: string) => errors.filter(({ file }) => file === name);

  it('the compiler rejects a tool that calls a PortOne write through its context', () => {
    expect(getErrors('tool-that-writes.ts')).toEqual([
      {
        file: 'tool-that-writes.ts',
        line: "if (args.compare) await portone.call(cancelPayment, { imp_uid: 'imp_1' });",
        code: 'TS2379',
      },
    ]);
  });

  it('the compiler accepts the same tool with a read, so it rejects only the write', () => {
    expect(readFixture('tool-that-reads.ts').replaceAll('getPayment', 'cancelPayment')).toBe(
      readFixture('tool-that-writes.ts'),
    );
    expect(getErrors('tool-that-reads.ts')).toEqual([]);
  });

  it('the compiler rejects a forged WritePermit and a write through a reader', () => {
    expect(getErrors('forged-permits.ts').map(({ line, code }) => `${code} ${line}`)).toEqual([
      'TS2739 await writer.send(permit);',
      'TS2345 await writer.send(new WritePermit());',
      'TS2339 await reader.send(cancelPayment);',
    ]);
  });
});
