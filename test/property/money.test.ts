import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CallOutcomes, type InProcessShop, openShop } from '../support/in-process-shop.ts';
import { createModel, findAuditProblems } from '../support/money-model.ts';
import {
  type Call,
  type InjectedLie,
  type PersonBehavior,
  policy,
  type Step,
  sequences,
  WRITE_TIMEOUT_MS,
} from '../support/money-steps.ts';
import { createQuestionCheck } from '../support/question-check.ts';

/** More on demand: `npm run test:money` runs ten thousand, with a new seed each time unless MONEY_SEED names one. */
const requestedSequences = Number(process.env.MONEY_SEQUENCES ?? 0);
const SEQUENCES = requestedSequences || 100;

let shop: InProcessShop;

beforeAll(async () => {
  shop = await openShop({ policy, writeTimeoutMs: WRITE_TIMEOUT_MS });
});
afterAll(async () => {
  await shop.close();
});

/** One of two equal concurrent writes is lost on its way: it must not be taken for the other, whichever tools made them. */
const buildLostTwinStep = (tools: readonly ('cancel_payment' | 'refund_payment')[]): Step => ({
  calls: tools.map((tool, index) => ({
    ...({ do: 'refund', payment: 1, by: 'imp_uid', amount: 1_000, person: 'yes' } as const),
    tool,
    caller: index === 0 ? 'alice' : 'bob',
  })),
  faults: [{ route: 'POST /payments/cancel', kind: 'reset_before', times: 1 }],
  lies: [],
});
const twins = [
  buildLostTwinStep(['cancel_payment', 'cancel_payment']),
  buildLostTwinStep(['cancel_payment', 'refund_payment']),
];

const buildRefundStep = (amount: number, person: PersonBehavior, lies: InjectedLie[] = []): Step => ({
  calls: [{ do: 'refund', tool: 'refund_payment', payment: 1, by: 'imp_uid', amount, person, caller: 'alice' }],
  faults: [],
  lies,
});
/** The second question must mention the first refund. */
const repetitions: Step[][] = [
  [buildRefundStep(1_000, 'yes'), buildRefundStep(1_000, 'yes')],
  [buildRefundStep(1_000, 'leaves'), buildRefundStep(2_000, 'yes')],
  [buildRefundStep(1_000, 'yes', [{ route: 'POST /payments/cancel', lie: '401 of PortOne' }])],
];

async function runCalls({ faults, lies, calls }: Extract<Step, { calls: Call[] }>): Promise<CallOutcomes[]> {
  for (const fault of faults) await shop.injectFault(fault);
  for (const lie of lies) shop.injectLie(lie);
  return Promise.all(calls.map(shop.makeCall));
}

/** Runs a sequence and returns what is wrong with the executed or reported money; empty if all is right. */
async function runSteps(steps: readonly Step[]): Promise<string[]> {
  await shop.reset();
  const model = createModel(shop.sandbox);
  const checkQuestions = createQuestionCheck();
  for (const step of steps) {
    if ('advance' in step) {
      await shop.advance(step.advance);
      model.recordTimePassed(await shop.readLedger());
      continue;
    }
    if ('do' in step) {
      await (step.do === 'restart' ? shop.restart() : shop.rotate());
      continue;
    }
    const callOutcomes = 'crash' in step ? [await shop.crashDuring(step.crash)] : await runCalls(step);
    const wrong = [
      ...model.checkCalls(callOutcomes, await shop.readLedger()),
      ...checkQuestions(callOutcomes, shop.sandbox.getWorld().clock.now()),
    ];
    if (wrong.length > 0) return wrong;
  }
  return [...model.checkBalances(), ...findAuditProblems(await shop.readAudit(), model.counts())];
}

it(`the money is right after ${SEQUENCES} random sequences`, { timeout: 30_000 + SEQUENCES * 3_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(sequences, async (steps) => {
      expect(await runSteps(steps)).toEqual([]);
    }),
    {
      numRuns: SEQUENCES,
      examples: [...twins.map((twin) => [twin]), ...repetitions].map((steps): [Step[]] => [steps]),
      ...(requestedSequences === 0 ? { seed: 20_261_122 } : {}),
      ...(process.env.MONEY_SEED ? { seed: Number(process.env.MONEY_SEED) } : {}),
    },
  );
  expect(shop.logged).toEqual([]);
});
