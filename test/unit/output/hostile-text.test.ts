import { expect, it } from 'vitest';
import { quote, quoteUnlessPlain, sanitizeText, toSingleLine } from '../../../src/base/text.ts';
import { payOnetime } from '../../../src/endpoints/catalog/subscriptions.ts';
import { endpoints } from '../../../src/endpoints/index.ts';
import { redact } from '../../../src/output/redact.ts';
import { handlers } from '../../../src/sandbox/handlers/index.ts';
import { createWorld } from '../../../src/sandbox/seed/index.ts';
import { findProblems, getShape } from '../../support/hostile-text-checks.ts';
import { HARMLESS_TEXT, hostileTexts, MARKER, UNSAFE_CHARACTERS } from '../../support/hostile-texts.ts';
import { injectText } from '../../support/hostile-upstream.ts';
import { runHandler } from '../../support/run-handler.ts';

const texts = Object.entries(hostileTexts);
const buildAnswer = (row: (typeof endpoints)[number], text: string, pii: 'masked' | 'full') =>
  redact(injectText(null, row.returns, row.name, { getText: () => text, inAllFields: true }), row.returns, { pii });

it.each(['masked', 'full'] as const)('every field of every model neutralizes every hostile text (%s output)', (pii) => {
  for (const row of endpoints) {
    const plain = buildAnswer(row, HARMLESS_TEXT, pii);
    for (const [kind, text] of texts) {
      const answer = buildAnswer(row, text, pii);
      expect(getShape(answer), `${row.name}, ${kind}`).toEqual(getShape(plain));
      expect(findProblems(answer, plain), `${row.name}, ${kind}`).toEqual([]);
    }
  }
});

it('unknown fields and their names neutralize hostile text too', () => {
  for (const [kind, text] of texts) {
    const view = redact(
      { news: { [text]: text, more: [text] }, custom_data: JSON.stringify({ [text]: text }) },
      endpoints[0]?.returns ?? throwNever(),
      { pii: 'masked' },
    );
    expect(
      findProblems(view, view).filter((problem) => !problem.includes('outside of quotes')),
      kind,
    ).toEqual([]);
    for (const name of Object.keys(Object(Object(view).news))) expect(name.length, kind).toBeLessThan(120);
  }
});

it.each(texts)('the hostile text "%s" becomes one quoted line in a sentence', (_, text) => {
  for (const part of [quote(text), quoteUnlessPlain(text)]) {
    expect(part.length).toBeLessThan(300);
    expect(part).not.toMatch(UNSAFE_CHARACTERS);
    expect(part).not.toContain('\n');
    const sentence = `The product ${part} was paid.`;
    expect(sentence.replace(/"(?:[^"\\]|\\.)*"/g, '')).toBe('The product  was paid.');
    // Between the quotes is exactly one JSON string.
    expect(JSON.parse(part)).toEqual(expect.any(String));
  }
  expect(toSingleLine(text)).not.toMatch(/[\n\t]/);
});

it.each([
  ['card', 'card'],
  ['kcp_billing', 'kcp_billing'],
  ['KB국민은행', 'KB국민은행'],
  ['imp_982267530168', 'imp_982267530168'],
  ['paid, refunded: yes', '"paid, refunded: yes"'],
  ['x'.repeat(41), `"${'x'.repeat(41)}"`],
])('the word %s is written as %s', (said, stands) => expect(quoteUnlessPlain(said)).toBe(stands));

it('a shortened text states how many characters it omits and splits no character', () => {
  const cut = sanitizeText('😀'.repeat(1_500));
  expect(cut).toBe(`${'😀'.repeat(1_000)}… (1000 more characters)`);
  const oddPadding = sanitizeText(`a${'😀'.repeat(1_500)}`);
  expect(oddPadding.isWellFormed()).toBe(true);
  expect(oddPadding).toMatch(/😀… \(\d+ more characters\)$/);
  expect(sanitizeText('가'.repeat(2_000))).toBe('가'.repeat(2_000));
  expect(sanitizeText(`${'\u200b'.repeat(500)}가`)).toBe('가');
});

it('a memo keeps its line breaks, whatever their encoding', () => {
  expect(sanitizeText('하나\r\n둘\r셋\u2028넷\t다섯')).toBe('하나\n둘\n셋\n넷\t다섯');
});

it('the sandbox stores hostile texts in its payments unchanged', () => {
  const { world } = createWorld({ seed: 1, startedAt: 1_795_000_000 });
  for (const [index, [kind, text]] of texts.entries()) {
    const { code, response } = runHandler(
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
    expect(text).toContain(MARKER);
  }
});

function throwNever(): never {
  throw new Error('there are rows');
}
