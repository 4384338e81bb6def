import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type InProcessShop, openShop } from '../support/in-process-shop.ts';

let shop: InProcessShop;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(async () => {
  await shop.close();
});

/** Confirms a call by typing what the question asks for, and says what was shown, typed and executed. */
async function confirmByTyping(tool: string, args: Record<string, unknown>) {
  const first = await shop.callTool(tool, args);
  if (first.status !== 'pending' || first.channel !== 'form') throw new Error(`No question: ${JSON.stringify(first)}`);
  const { message, token, amountToType } = first;
  const second = await shop.callTool(tool, args, {
    token,
    decision: 'approved',
    channel: 'form',
    typedAmount: amountToType,
  });
  const entry = (await shop.readLedger()).at(-1);
  return {
    shown: message.split('\n').find((line) => /^(Refund amount|Charged later)/.test(line)),
    amountToType,
    second,
    entry,
  };
}

const formatCents = (cents: number) =>
  `USD ${Math.floor(cents / 100).toLocaleString('en-US')}.${String(cents % 100).padStart(2, '0')}`;
const price = fc.integer({ min: 3, max: 1_000_000 });

it('a refund in dollars shows, asks for, sends and books one and the same amount', async () => {
  await fc.assert(
    fc.asyncProperty(
      price,
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      fc.boolean(),
      async (cents, share, isFull) => {
        await shop.reset();
        const { imp_uid = '' } = shop.sandbox.getSamples().paypal ?? {};
        const { payments, clock } = shop.sandbox.getWorld();
        const part = Math.floor(cents * share);
        const stored = payments.get(imp_uid);
        if (!stored) throw new Error('The PayPal sample is missing');
        payments.update(stored, { amount: cents / 100, cancel_amount: part / 100 }, clock.now());
        const left = cents - part;
        const refunded = isFull ? left : Math.max(1, Math.floor(left / 3));
        const args = { imp_uid, reason: 'returned', ...(isFull ? { full_refund: true } : { amount: refunded / 100 }) };
        const { shown, amountToType, second, entry } = await confirmByTyping('cancel_payment', args);
        expect(second).toHaveProperty('result');
        expect(shown).toBe(`Refund amount: ${formatCents(refunded)}`);
        expect(amountToType).toBe(formatCents(refunded));
        expect(entry).toMatchObject({ imp_uid, amount: refunded / 100 });
        expect(payments.get(imp_uid)?.record.cancel_amount).toBe((part + refunded) / 100);
      },
    ),
    { numRuns: 40, seed: 20_261_130, examples: [[2_499, 10 / 2_499 + 1e-9, true]] },
  );
});

it('schedules in dollars show and ask for the exact sum of their amounts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(price, { minLength: 2, maxLength: 5 }), async (parts) => {
      await shop.reset();
      const { customer_uid } = shop.sandbox.getSamples().subscription ?? {};
      const schedule_at = shop.sandbox.getWorld().clock.now() + 90_000;
      const schedules = parts.map((cents, index) => ({
        merchant_uid: `usd_${index}`,
        schedule_at,
        amount: cents / 100,
        currency: 'USD',
        name: 'a thing',
      }));
      const { shown, amountToType } = await confirmByTyping('create_schedules', { customer_uid, schedules });
      const sum = formatCents(parts.reduce((total, cents) => total + cents, 0));
      expect(shown).toContain(`: ${sum}`);
      expect(amountToType).toBe(sum);
    }),
    { numRuns: 20, seed: 20_261_130, examples: [[[1_010, 2_020]]] },
  );
});
