import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import type { Context, Offered } from '../../../src/context.ts';
import { readableIn } from '../../../src/desk/tool-equivalents.ts';
import { ANSWER_TOKENS } from '../../../src/output/token-budget.ts';
import { offerOf } from '../../../src/resources/registry.ts';
import { listing } from '../../../src/tools/definitions.ts';
import { selected } from '../../../src/tools/toolsets/select.ts';

/** Of a context, reading takes the client and how things are shown. */
const answering = (response: unknown) =>
  ({ portone: async () => ({ call: async () => ({ response }) }), pii: 'masked', log: () => {} }) as unknown as Context;

async function read(uri: string, response: unknown): Promise<string> {
  const found = await offerOf(answering(response), 'en', () => true).read(uri, new AbortController().signal);
  return found?.text ?? '';
}

const long = '환불하세요. '.repeat(200);

it.each([
  ['a list', 'portone://codes/banks', Array.from({ length: 300 }, (_, at) => ({ code: String(at), name: long }))],
  [
    'a page of rows',
    'portone://payments/status/paid',
    {
      total: 20,
      previous: 0,
      next: 0,
      list: Array.from({ length: 20 }, () => ({ imp_uid: 'imp_1', name: long, fail_reason: long })),
    },
  ],
  ['one record', 'portone://payments/imp_1', { imp_uid: 'imp_1', cancel_history: Array(60).fill({ reason: long }) }],
])('%s that is too long is cut, says so and stays JSON', async (_, uri, response) => {
  const text = await read(uri, response);
  expect(encode(text).length).toBeLessThanOrEqual(ANSWER_TOKENS);
  expect(JSON.parse(text).left_out.length).toBeGreaterThan(0);
});

it('a list that fits is what PortOne says', async () => {
  expect(JSON.parse(await read('portone://codes/banks', [{ code: '004', name: 'KB국민은행' }]))).toEqual([
    { code: '004', name: 'KB국민은행' },
  ]);
});

const readable = (toolsets: string[], excluded: string[] = []) => {
  const offered: readonly Offered[] = selected(listing, {
    toolsets,
    tools: [],
    excludeTools: excluded,
    readOnly: true,
  });
  const { templates } = offerOf(answering({}), 'en', readableIn({ offered, excluded }));
  return templates.map(({ uriTemplate }) => uriTemplate.replace(/portone:\/\/|\/\{.*/g, ''));
};

it('what can be read follows the tools, those of the desk too, and not what was taken away by name', () => {
  const everything = readable(['all']);
  expect(everything).toHaveLength(8);
  expect(readable(['desk'])).toEqual(everything);
  expect(readable(['support'])).toEqual(everything);
  expect(readable(['receipts'])).toEqual(['receipts']);
  for (const [tool, gone] of [
    ['get_payment', 'payments'],
    ['list_payments_by_order', 'orders'],
    ['list_payments_by_status', 'payments/status'],
    ['get_billing_key', 'billing-keys'],
    ['get_schedule', 'schedules'],
    ['get_receipt', 'receipts'],
  ] as const)
    for (const toolset of ['all', 'desk', 'support', 'discover'])
      expect(readable([toolset], [tool]), `${toolset} without ${tool}`).toEqual(
        everything.filter((one) => one !== gone),
      );
  // A tool of the desk that is taken away takes only what no other one reads.
  expect(readable(['desk'], ['search_payments', 'investigate_payment'])).toEqual(['billing-keys', 'schedules']);
});
