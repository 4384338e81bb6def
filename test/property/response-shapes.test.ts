import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endpoints } from '../../src/endpoints/index.ts';
import type { CallOutcome } from '../../src/tools/call-tool.ts';
import { cases } from '../e2e/calls/index.ts';
import { type InProcessShop, openShop } from '../support/in-process-shop.ts';

/** More on demand: `RESPONSE_SHAPES=100 npx vitest run test/property/response-shapes.test.ts`. */
const SHAPES = Number(process.env.RESPONSE_SHAPES ?? 2);

let shop: InProcessShop;

beforeAll(async () => {
  shop = await openShop({ allowCardData: true, strict: false });
});
beforeEach(async () => {
  await shop.reset();
});
afterAll(async () => {
  await shop.close();
});

/** Values that no model describes. The last one cannot be converted to text. */
const oddValue = fc.constantFrom<unknown>(
  ...[null, '', 'text', '1000', 0, -1, 1.5, 1e308, true, [], {}, ['x'], [null], [[]], { at: 1 }, 'x'.repeat(30_000)],
  { toString: 1, valueOf: 1 },
);
/** The fields that the server reads itself, and any other by its position. */
const field = fc.oneof(
  fc.constantFrom('imp_uid', 'merchant_uid', 'status', 'amount', 'cancel_amount', 'cancel_history', 'currency'),
  fc.constantFrom('pay_method', 'pg_provider', 'receipt_url', 'list', 'customer_uid', 'product_order_id'),
  fc.nat(60),
);
/** Changes the real response, or replaces it. */
const oddResponse = fc.oneof(
  fc.array(fc.tuple(field, oddValue), { minLength: 1, maxLength: 4 }).map((changes) => ({ changes })),
  fc.oneof(oddValue, fc.jsonValue(), fc.array(oddValue, { maxLength: 3 })).map((response) => ({ response })),
);
type OddResponse = typeof oddResponse extends fc.Arbitrary<infer T> ? T : never;

function applyOddResponse(odd: OddResponse, response: unknown): unknown {
  if ('response' in odd) return odd.response;
  if (Array.isArray(response)) return response.map((row) => applyOddResponse(odd, row));
  const record = { ...Object(response) };
  const names = Object.keys(record);
  for (const [name, value] of odd.changes)
    record[typeof name === 'string' ? name : (names[name % names.length] ?? 'unknown')] = value;
  return record;
}

/** Calls the tool and approves its question. */
async function callAndApprove(tool: string, args: Record<string, unknown>): Promise<CallOutcome> {
  const outcome = await shop.callTool(tool, args);
  if (outcome.status !== 'pending' || outcome.channel !== 'form') return outcome;
  const { token, amountToType: typedAmount } = outcome;
  return shop.callTool(tool, args, { token, decision: 'approved', channel: 'form', typedAmount });
}

/** Shapes that the result of a refund cannot be built from. */
const knownTrouble: OddResponse[] = [
  { changes: [['cancel_history', {}]] },
  { changes: [['cancel_history', [null]]] },
  {
    changes: [
      ['imp_uid', {}],
      ['cancel_amount', 0],
    ],
  },
];

const writes = endpoints.filter(({ effect }) => effect !== 'read');
const runs = [
  ...writes.map((row) => ({ tool: row.name, row })),
  ...writes.filter(({ name }) => name === 'cancel_payment').map((row) => ({ tool: 'refund_payment', row })),
].map((run, index) => ({ ...run, index }));

function buildArguments(tool: string): Record<string, unknown> {
  const samples = shop.sandbox.getSamples();
  if (tool === 'refund_payment') return { imp_uid: samples.paid_card?.imp_uid, amount: 1_000, reason: 'returned' };
  return cases.find((one) => one.tool === tool)?.buildArguments(samples) ?? {};
}

describe.each(runs)('$tool', ({ tool, row, index }) => {
  const path = new RegExp(`^${row.template.replaceAll(/\{\w+\}/g, '[^/]+')}$`);

  it(`${tool} is reported as done or as unknown, whatever the shape of PortOne's response`, async () => {
    await fc.assert(
      fc.asyncProperty(oddResponse, fc.constantFrom(200, 200, 207), async (odd, status) => {
        await shop.reset();
        shop.proxy.lieOnce(row.method, path, (body) => ({
          status,
          contentType: 'application/json',
          body: JSON.stringify({ ...JSON.parse(body), response: applyOddResponse(odd, JSON.parse(body).response) }),
        }));
        const outcome = await callAndApprove(tool, buildArguments(tool));
        expect(await shop.readLedger()).toHaveLength(1);
        if (outcome.status === 'done') expect(outcome.result).toBeTypeOf('object');
        else expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'outcome_unknown' } });
      }),
      tool === 'refund_payment'
        ? {
            numRuns: 10 * SHAPES,
            seed: 20_261_130,
            examples: knownTrouble.map((odd): [OddResponse, 200] => [odd, 200]),
          }
        : { numRuns: SHAPES, seed: 20_261_130 + index },
    );
  });
});
