import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openShop, type Shop } from '../support/in-process-shop.ts';
import { complaints, createModel } from '../support/money-model.ts';
import { type Step, sequences } from '../support/money-steps.ts';

/** More on demand: `npm run money` runs ten thousand, of another seed each time. */
const asked = Number(process.env.MONEY_SEQUENCES ?? 0);
const SEQUENCES = asked || 200;

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(async () => {
  await shop.close();
});

/** Of two alike at the same time one is lost on its way: it must not be taken for the other, whichever tools they are of. */
const lostBesideItsTwin = (tools: readonly ('cancel_payment' | 'refund_payment')[]): Step => ({
  calls: tools.map((tool, index) => ({
    ...({ do: 'refund', payment: 1, by: 'imp_uid', amount: 1_000, person: 'yes' } as const),
    tool,
    caller: index === 0 ? 'alice' : 'bob',
  })),
  faults: [{ route: 'POST /payments/cancel', kind: 'reset_before', times: 1 }],
});
const twins = [
  lostBesideItsTwin(['cancel_payment', 'cancel_payment']),
  lostBesideItsTwin(['cancel_payment', 'refund_payment']),
];

/** Plays a sequence, and says what is wrong with what was done or told: nothing, if the money is right. */
async function play(steps: readonly Step[]): Promise<string[]> {
  await shop.reset();
  const model = createModel(shop.sandbox);
  for (const step of steps) {
    if ('advance' in step) {
      await shop.advance(step.advance);
      model.passed(await shop.ledger());
      continue;
    }
    for (const fault of step.faults) await shop.strike(fault);
    const told = await Promise.all(step.calls.map(shop.make));
    const wrong = model.done(told, await shop.ledger());
    if (wrong.length > 0) return wrong;
  }
  return [...model.ended(), ...complaints(await shop.audited(), model.counts())];
}

it(`keeps the money right over ${SEQUENCES} random sequences`, { timeout: SEQUENCES * 1_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(sequences, async (steps) => {
      expect(await play(steps)).toEqual([]);
    }),
    { numRuns: SEQUENCES, examples: twins.map((twin): [Step[]] => [[twin]]), ...(asked ? {} : { seed: 20_261_122 }) },
  );
  expect(shop.logged).toEqual([]);
});
