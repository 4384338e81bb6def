import fc from 'fast-check';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { estimateMaxTokens } from '../../../src/base/token-estimate.ts';
import { endpoints } from '../../../src/endpoints/index.ts';
import { redact } from '../../../src/output/redact.ts';
import { createPortOne } from '../../../src/portone/client.ts';
import { startSandbox } from '../../../src/sandbox/server.ts';
import { toolDefinitions } from '../../../src/tools/definitions.ts';

const countRealTokens = (text: string) => encode(text, { allowedSpecial: 'all' }).length;

const alphabets = {
  'small letters': 'abcdefghijklmnopqrstuvwxyz',
  'capital letters': 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  'pairs that are no token': 'jxqzkvQJZX',
  'names of fields': 'imp_uiderchant_amoutcl',
  ids: 'abcDEF0123456789_-.',
  Korean: '가나다라마바사환불결제취소홍길동',
  'rare Korean': '뷁쀍쫾꿟먊',
  'Korean beside other letters': '환불abQ9 _',
  'other scripts': 'éßñжשلไ中文日本語',
  emoji: '😀🇰🇷👨‍👩‍👧❤️✔',
  'what JSON is made of': '"\':{}[],\\n/*-+=#',
  'masked values': '•○송우a@1":{},',
  blanks: ' \n\t\r\u00a0',
  apostrophes: "'stmdlver S'",
  everything: 'aZ0가뷁😀é"{}:,[]\\ _-*/\n',
};

describe('the token estimate', () => {
  it.each(Object.entries(alphabets))('the estimate is never too low for text in: %s', (_, alphabet) => {
    const text = fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 60 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(estimateMaxTokens(one)).toBeGreaterThanOrEqual(countRealTokens(one));
        const json = JSON.stringify({ [one]: other, list: [other, { name: one }] });
        expect(estimateMaxTokens(json)).toBeGreaterThanOrEqual(countRealTokens(json));
      }),
      { numRuns: 400 },
    );
  });

  it('the estimate is never below the real token count for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        expect(estimateMaxTokens(text)).toBeGreaterThanOrEqual(countRealTokens(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('the estimate is never below the real token count for the tool definitions', () => {
    for (const { definition } of toolDefinitions) {
      const text = JSON.stringify(definition);
      expect(estimateMaxTokens(text), definition.name).toBeGreaterThanOrEqual(countRealTokens(text));
    }
  });

  it('the estimate exceeds the real token count of PortOne rows by at most a quarter', async () => {
    const { url, close } = await startSandbox({ seed: 1 });
    const portone = createPortOne({
      baseUrl: url,
      apiKey: 'sandbox_key',
      apiSecret: 'sandbox_secret',
      userAgent: 'test',
    });
    const row = endpoints.find(({ name }) => name === 'list_payments_by_status');
    if (row?.effect !== 'read') throw new Error('the row is gone');
    const { response } = await portone.reader.call(row, { payment_status: 'all', limit: 1000 });
    const { list } = response as { list: object[] };
    expect(list.length).toBeGreaterThan(300);
    for (const pii of ['masked', 'full'] as const) {
      const view = redact(response, row.returns, { pii }) as { list: object[] };
      const whole = JSON.stringify(view);
      expect(estimateMaxTokens(whole)).toBeLessThanOrEqual(1.25 * countRealTokens(whole));
      for (const one of view.list) {
        const text = JSON.stringify(one);
        expect(estimateMaxTokens(text)).toBeGreaterThanOrEqual(countRealTokens(text));
      }
    }
    await portone.close();
    await close();
  });
});

it('counting tokens stops at a limit, and says no less than that it is exceeded', () => {
  const texts = ['payment '.repeat(1_000_000), 'x'.repeat(8_000_000), '가'.repeat(3_000_000), ' '.repeat(8_000_000)];
  for (const text of texts) {
    const startedAt = performance.now();
    expect(estimateMaxTokens(text, 8_000)).toBeGreaterThan(8_000);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  }
  const short = 'payment 결제 12345'.repeat(100);
  expect(estimateMaxTokens(short, 8_000)).toBe(estimateMaxTokens(short));
});
