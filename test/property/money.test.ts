import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type InProcessShop, openShop } from '../support/in-process-shop.ts';
import { type Call, type PersonBehavior, policy } from '../support/money-calls.ts';
import type { InjectedLie } from '../support/money-lies.ts';
import { createSequenceRunner } from '../support/money-runner.ts';
import { type Step, sequences } from '../support/money-steps.ts';

/** More on demand: `npm run test:money` runs ten thousand, with a new seed each time unless MONEY_SEED names one. */
const requestedSequences = Number(process.env.MONEY_SEQUENCES ?? 0);
const SEQUENCES = requestedSequences || 100;
/** How long a client of these tests waits for the response to a write, in milliseconds. */
const WRITE_TIMEOUT_MS = 150;

let shop: InProcessShop;

beforeAll(async () => {
  shop = await openShop({ policy, approvals: 'desk', writeTimeoutMs: WRITE_TIMEOUT_MS });
});
afterAll(async () => {
  await shop.close();
});

const buildRefund = (amount: number, person: PersonBehavior): Call => ({
  ...{ do: 'refund', tool: 'refund_payment', payment: 1, by: 'imp_uid', amount },
  ...{ person, typed: 'the amount', second: 'approves', caller: 'alice' },
});
const buildRefundStep = (amount: number, person: PersonBehavior, lies: InjectedLie[] = []): Step => ({
  calls: [buildRefund(amount, person)],
  faults: [],
  lies,
});

/** One of two equal concurrent writes is lost on its way: it must not be taken for the other, whichever tools made them. */
const buildLostTwinStep = (tools: readonly ('cancel_payment' | 'refund_payment')[]): Step => ({
  calls: tools.map((tool, index) => ({
    ...buildRefund(1_000, 'yes'),
    ...{ tool, caller: index === 0 ? ('alice' as const) : ('bob' as const) },
  })),
  faults: [{ route: 'POST /payments/cancel', kind: 'reset_before', times: 1 }],
  lies: [],
});

const examples: Step[][] = [
  [buildLostTwinStep(['cancel_payment', 'cancel_payment'])],
  [buildLostTwinStep(['cancel_payment', 'refund_payment'])],
  // The second question must mention the first refund.
  [buildRefundStep(1_000, 'yes'), buildRefundStep(1_000, 'yes')],
  [buildRefundStep(1_000, 'leaves late'), buildRefundStep(2_000, 'yes')],
  [buildRefundStep(1_000, 'yes', [{ route: 'POST /payments/cancel', lie: '401 of PortOne' }])],
];

it(`the money is right after ${SEQUENCES} random sequences`, { timeout: 30_000 + SEQUENCES * 3_000 }, async () => {
  const runSteps = createSequenceRunner(shop);
  await fc.assert(
    fc.asyncProperty(sequences, async (steps) => {
      expect(await runSteps(steps)).toEqual([]);
    }),
    {
      numRuns: SEQUENCES,
      examples: examples.map((steps): [Step[]] => [steps]),
      ...(requestedSequences === 0 ? { seed: 20_261_122 } : {}),
      ...(process.env.MONEY_SEED ? { seed: Number(process.env.MONEY_SEED) } : {}),
    },
  );
  expect(shop.logged).toEqual([]);
});
