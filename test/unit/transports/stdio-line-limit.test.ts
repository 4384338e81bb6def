import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { watchLineLength } from '../../../src/transports/stdio-line-limit.ts';

const filler = 'x'.repeat(500);
const answer = async (lines: readonly string[]) => {
  const stdin = new PassThrough();
  const watch = watchLineLength(stdin, 1_000);
  for (const line of lines) stdin.write(line);
  stdin.end();
  await new Promise((resolve) => setTimeout(resolve, 10));
  return watch.isExceeded ? watch.createAnswer() : undefined;
};

it.each<[string, string[], unknown]>([
  ['at its start', ['{"jsonrpc":"2.0","id":7,"method":"x","params":{"a":"', filler, filler, '"}}\n'], 7],
  ['at its end', ['{"method":"x","params":{"id":1,"a":"', filler, filler, '"},"jsonrpc":"2.0","id":"b-2"}\n'], 'b-2'],
  ['only in its arguments', ['{"params":{"id":1,"a":"', filler, filler, '"}}\n'], null],
  ['nowhere, since the client stops sending', ['{"method":"x","params":{"a":"', filler, filler], null],
])('a line over the limit with the id %s is answered with an error', async (_, lines, id) => {
  expect(await answer(lines)).toMatchObject({ jsonrpc: '2.0', id, error: { code: -32_600 } });
});

it('many short lines are not over the limit', async () => {
  expect(await answer(Array.from({ length: 20 }, () => `{"a":"${filler}"}\n`))).toBeUndefined();
});
