import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { expect, it } from 'vitest';
import { type Context, createCatalog } from '../../../src/context.ts';
import { canReadVia } from '../../../src/desk/tool-equivalents.ts';
import { MAX_ANSWER_TOKENS } from '../../../src/output/token-budget.ts';
import { createResourceRegistry } from '../../../src/resources/registry.ts';
import { toolDefinitions } from '../../../src/tools/definitions.ts';
import { selectTools } from '../../../src/tools/toolsets/select.ts';

/** Reading uses only the client and the output settings of a context. */
const createContext = (response: unknown) =>
  ({ portone: async () => ({ call: async () => ({ response }) }), pii: 'masked', log: () => {} }) as unknown as Context;

async function readResource(uri: string, response: unknown): Promise<string> {
  const found = await createResourceRegistry(createContext(response), 'en', () => true).read(
    uri,
    new AbortController().signal,
    'local',
  );
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
])('a resource over the token budget is cut, says so and stays valid JSON: %s', async (_, uri, response) => {
  const text = await readResource(uri, response);
  expect(encode(text).length).toBeLessThanOrEqual(MAX_ANSWER_TOKENS);
  expect(JSON.parse(text).omitted.length).toBeGreaterThan(0);
});

it('a list within the token budget is returned as PortOne sent it', async () => {
  expect(JSON.parse(await readResource('portone://codes/banks', [{ code: '004', name: 'KB국민은행' }]))).toEqual([
    { code: '004', name: 'KB국민은행' },
  ]);
});

const listReadable = (toolsets: string[], excludedTools: string[] = []) => {
  const offeredTools = selectTools(toolDefinitions, {
    toolsets,
    tools: [],
    excludeTools: excludedTools,
    readOnly: true,
  });
  const { templates } = createResourceRegistry(
    createContext({}),
    'en',
    canReadVia({ catalog: createCatalog(offeredTools), excludedTools }),
  );
  return templates.map(({ uriTemplate }) => uriTemplate.replace(/portone:\/\/|\/\{.*/g, ''));
};

/** Without the endpoint, the desk has no tool that investigates payments or searches them, by which it reads these. */
const searched = ['codes/banks', 'codes/cards'];
const readByDeskAlone = new Map([
  ['desk get_payment', ['receipts']],
  ['desk list_payments_by_status', searched],
  ['support list_payments_by_status', searched],
]);

it('the readable resources follow the enabled tools, including curated ones, and the excluded tools', () => {
  const everything = listReadable(['all']);
  expect(everything).toHaveLength(8);
  expect(listReadable(['desk'])).toEqual(everything);
  expect(listReadable(['support'])).toEqual(everything);
  expect(listReadable(['receipts'])).toEqual(['receipts']);
  for (const [tool, gone] of [
    ['get_payment', 'payments'],
    ['list_payments_by_order', 'orders'],
    ['list_payments_by_status', 'payments/status'],
    ['get_billing_key', 'billing-keys'],
    ['get_schedule', 'schedules'],
    ['get_receipt', 'receipts'],
  ] as const)
    for (const toolset of ['all', 'desk', 'support', 'discover']) {
      const alsoGone = readByDeskAlone.get(`${toolset} ${tool}`) ?? [];
      expect(listReadable([toolset], [tool]), `${toolset} without ${tool}`).toEqual(
        everything.filter((one) => ![gone, ...alsoGone].includes(one)),
      );
    }
  // An excluded curated tool removes only the resources that no other tool reads.
  expect(listReadable(['desk'], ['search_payments', 'investigate_payment'])).toEqual(['billing-keys', 'schedules']);
});
