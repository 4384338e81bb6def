import { expect, it } from 'vitest';
import { parseToolAnswer } from '../../../src/views/host/tool-answer.ts';

const text = (value: string) => [{ type: 'text', text: value }];

it.each([
  [
    'the structured content',
    { structuredContent: { a: 1 }, content: text('{}') },
    { status: 'done', content: { a: 1 } },
  ],
  ['the text if the host passes on nothing else', { content: text('{"a":1}') }, { status: 'done', content: { a: 1 } }],
  [
    'the message of an error',
    { isError: true, structuredContent: { error: { kind: 'not_found', message: 'None.' } } },
    { status: 'failed', message: 'None.' },
  ],
  ['an error that is text only', { isError: true, content: text('Busy') }, { status: 'failed', message: 'Busy' }],
  ['text that is no JSON as unreadable', { content: text('hello') }, { status: 'unreadable' }],
  ['a question to the user as unreadable', { resultType: 'input_required' }, { status: 'unreadable' }],
  ['nothing as unreadable', undefined, { status: 'unreadable' }],
  ['an error without words as unreadable', { isError: true, structuredContent: {} }, { status: 'unreadable' }],
])('a view reads from a tool result %s', (_, result, answer) => {
  expect(parseToolAnswer(result)).toEqual(answer);
});
