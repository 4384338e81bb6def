import { expect, it } from 'vitest';
import { cleanText, oneLine, quoted, word } from '../../../src/base/text.ts';
import { payOnetime } from '../../../src/endpoints/catalog/subscriptions.ts';
import { endpoints } from '../../../src/endpoints/index.ts';
import { shown } from '../../../src/output/redact.ts';
import { handlers } from '../../../src/sandbox/handlers/index.ts';
import { createWorld } from '../../../src/sandbox/seed/index.ts';
import { problemsOf, shapeOf } from '../../support/hostile-text-checks.ts';
import { HARMLESS, hostile, MARK, UNSEEN } from '../../support/hostile-texts.ts';
import { filled } from '../../support/hostile-upstream.ts';
import { handled } from '../../support/run-handler.ts';

const texts = Object.entries(hostile);
const answerOf = (row: (typeof endpoints)[number], text: string, pii: 'masked' | 'full') =>
  shown(filled(null, row.returns, row.name, { text: () => text, everywhere: true }), row.returns, { pii });

it.each(['masked', 'full'] as const)('every field of every model holds every text and nothing else, %s', (pii) => {
  for (const row of endpoints) {
    const plain = answerOf(row, HARMLESS, pii);
    for (const [kind, text] of texts) {
      const answer = answerOf(row, text, pii);
      expect(shapeOf(answer), `${row.name}, ${kind}`).toEqual(shapeOf(plain));
      expect(problemsOf(answer, plain), `${row.name}, ${kind}`).toEqual([]);
    }
  }
});

it('fields that no model knows hold them too, and so do their names', () => {
  for (const [kind, text] of texts) {
    const view = shown(
      { news: { [text]: text, more: [text] }, custom_data: JSON.stringify({ [text]: text }) },
      endpoints[0]?.returns ?? never(),
      { pii: 'masked' },
    );
    expect(
      problemsOf(view, view).filter((problem) => !problem.includes('outside of quotes')),
      kind,
    ).toEqual([]);
    for (const name of Object.keys(Object(Object(view).news))) expect(name.length, kind).toBeLessThan(120);
  }
});

it.each(texts)('%s is one line within a sentence, in quotes that it cannot close', (_, text) => {
  for (const part of [quoted(text), word(text)]) {
    expect(part.length).toBeLessThan(300);
    expect(part).not.toMatch(UNSEEN);
    expect(part).not.toContain('\n');
    const sentence = `The product ${part} was paid.`;
    expect(sentence.replace(/"(?:[^"\\]|\\.)*"/g, '')).toBe('The product  was paid.');
    // Quotes hold exactly one JSON text.
    expect(JSON.parse(part)).toEqual(expect.any(String));
  }
  expect(oneLine(text)).not.toMatch(/[\n\t]/);
});

it.each([
  ['card', 'card'],
  ['kcp_billing', 'kcp_billing'],
  ['KB국민은행', 'KB국민은행'],
  ['imp_982267530168', 'imp_982267530168'],
  ['paid, refunded: yes', '"paid, refunded: yes"'],
  ['x'.repeat(41), `"${'x'.repeat(41)}"`],
])('the word %s stands as %s', (said, stands) => expect(word(said)).toBe(stands));

it('says how much of a text it left out, and cuts no letter in two', () => {
  const cut = cleanText('😀'.repeat(1_500));
  expect(cut).toBe(`${'😀'.repeat(1_000)}… (1000 more characters)`);
  const odd = cleanText(`a${'😀'.repeat(1_500)}`);
  expect(odd.isWellFormed()).toBe(true);
  expect(odd).toMatch(/😀… \(\d+ more characters\)$/);
  expect(cleanText('가'.repeat(2_000))).toBe('가'.repeat(2_000));
  expect(cleanText(`${'\u200b'.repeat(500)}가`)).toBe('가');
});

it('keeps the lines of a memo, whatever ends them', () => {
  expect(cleanText('하나\r\n둘\r셋\u2028넷\t다섯')).toBe('하나\n둘\n셋\n넷\t다섯');
});

it("the sandbox's own rows carry them", () => {
  const { world } = createWorld({ seed: 1, startedAt: 1_795_000_000 });
  for (const [index, [kind, text]] of texts.entries()) {
    const { code, response } = handled(
      [...handlers.values()],
      payOnetime,
      {
        merchant_uid: `order_hostile_${index}`,
        amount: 1_000,
        card_number: '4000-1234-5678-9010',
        expiry: '2099-12',
        name: text,
        buyer_name: text,
        buyer_addr: text,
        custom_data: text,
      },
      world,
    );
    expect(code, kind).toBe(0);
    expect(response, kind).toMatchObject({ name: text, buyer_name: text, buyer_addr: text, custom_data: text });
    expect(text).toContain(MARK);
  }
});

function never(): never {
  throw new Error('there are rows');
}
