import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InProcessShop, openShop } from '../support/in-process-shop.ts';

/** PortOne was recorded to answer for a missing billing key in two ways; nothing that a client sees may depend on which. */
let documented: InProcessShop;
let recorded: InProcessShop;

beforeAll(async () => {
  documented = await openShop({ missingBillingKey: '404', allowCardData: true });
  recorded = await openShop({ missingBillingKey: '200', allowCardData: true });
});
afterAll(async () => {
  await documented.close();
  await recorded.close();
});

const CARD = { card_number: '5555-6666-7777-8888', expiry: '2029-03', birth: '880101', pwd_2digit: '11' };
const NOBODY = 'nobody';

type Play = (shop: InProcessShop) => Promise<unknown>;

/** Calls a tool and says yes to its question. */
async function confirmCall(shop: InProcessShop, tool: string, args: Record<string, unknown>) {
  const outcome = await shop.callTool(tool, args);
  if (outcome.status !== 'pending' || outcome.channel !== 'form') return { outcome };
  const { message, token, amountToType } = outcome;
  const reply = { token, decision: 'approved', channel: 'form', typedAmount: amountToType } as const;
  return { message, outcome: await shop.callTool(tool, args, reply) };
}

const schedules = (shop: InProcessShop) => [
  {
    merchant_uid: 'first_order',
    schedule_at: shop.sandbox.getWorld().clock.now() + 90_000,
    amount: 1_000,
    currency: 'KRW',
    name: 'a thing',
  },
];
const buildIssue = (shop: InProcessShop) => {
  const channel = shop.sandbox.getWorld().pgSettings.find(({ pg_provider }) => pg_provider === 'nice_v2');
  return { customer_uid: NOBODY, channel_key: channel?.channel_key, ...CARD };
};
const getSubscription = (shop: InProcessShop) => shop.sandbox.getSamples().subscription ?? {};

const plays: readonly [string, Play][] = [
  ['get_billing_key', (shop) => confirmCall(shop, 'get_billing_key', { customer_uid: NOBODY })],
  ['list_billing_keys', (shop) => confirmCall(shop, 'list_billing_keys', { customer_uids: [NOBODY] })],
  ['list_billing_key_payments', (shop) => confirmCall(shop, 'list_billing_key_payments', { customer_uid: NOBODY })],
  [
    'list_billing_key_schedules',
    (shop) =>
      confirmCall(shop, 'list_billing_key_schedules', { customer_uid: NOBODY, from: 1_790_000_000, to: 1_795_000_000 }),
  ],
  ['delete_billing_key', (shop) => confirmCall(shop, 'delete_billing_key', { customer_uid: NOBODY, reason: 'gone' })],
  [
    'delete_billing_key whose answer is lost',
    async (shop) => {
      await shop.injectFault({ route: 'DELETE /subscribe/customers/{customer_uid}', kind: 'reset_after', times: 1 });
      return confirmCall(shop, 'delete_billing_key', { customer_uid: getSubscription(shop).customer_uid });
    },
  ],
  ['issue_billing_key for a new customer', (shop) => confirmCall(shop, 'issue_billing_key', buildIssue(shop))],
  [
    'issue_billing_key whose request is lost',
    async (shop) => {
      await shop.injectFault({ route: 'POST /subscribe/customers/{customer_uid}', kind: 'reset_before', times: 1 });
      return confirmCall(shop, 'issue_billing_key', buildIssue(shop));
    },
  ],
  [
    'pay_onetime with a card to store',
    (shop) =>
      confirmCall(shop, 'pay_onetime', {
        merchant_uid: 'o1',
        amount: 1_000,
        name: 'a thing',
        customer_uid: NOBODY,
        ...CARD,
      }),
  ],
  [
    'pay_with_billing_key',
    (shop) =>
      confirmCall(shop, 'pay_with_billing_key', {
        customer_uid: NOBODY,
        merchant_uid: 'o2',
        amount: 1_000,
        name: 'a thing',
      }),
  ],
  [
    'create_schedules without a card',
    (shop) => confirmCall(shop, 'create_schedules', { customer_uid: NOBODY, schedules: schedules(shop) }),
  ],
  [
    'create_schedules with a card',
    (shop) => confirmCall(shop, 'create_schedules', { customer_uid: NOBODY, ...CARD, schedules: schedules(shop) }),
  ],
  ['cancel_schedules', (shop) => confirmCall(shop, 'cancel_schedules', { customer_uid: NOBODY, all: true })],
  [
    'retry_schedule after the key is gone',
    (shop) => {
      const { customer_uid = '', merchant_uid } = shop.sandbox.getSamples().failed_subscription ?? {};
      shop.sandbox.getWorld().billingKeys.delete(customer_uid);
      return confirmCall(shop, 'retry_schedule', { merchant_uid });
    },
  ],
  [
    'list_schedules_by_customer',
    (shop) =>
      confirmCall(shop, 'list_schedules_by_customer', { customer_uid: NOBODY, from: 1_790_000_000, to: 1_795_000_000 }),
  ],
  [
    'investigate_payment of a customer without a key',
    (shop) => confirmCall(shop, 'investigate_payment', { customer_uid: NOBODY }),
  ],
  [
    'investigate_payment of a subscription whose key is gone',
    (shop) => {
      const { customer_uid = '', merchant_uid } = getSubscription(shop);
      shop.sandbox.getWorld().billingKeys.delete(customer_uid);
      return confirmCall(shop, 'investigate_payment', { merchant_uid });
    },
  ],
  [
    'review_subscriptions when the keys are gone',
    (shop) => {
      shop.sandbox.getWorld().billingKeys.clear();
      return confirmCall(shop, 'review_subscriptions', {});
    },
  ],
  ['the resource of the billing key', (shop) => shop.readResource(`portone://billing-keys/${NOBODY}`)],
];

/** The status tells which of the two answers it was, and is the one thing that may differ. */
const withoutHttpStatus = (value: unknown) =>
  JSON.parse(JSON.stringify(value ?? null, (key, part) => (key === 'http_status' ? undefined : part)));

describe('a missing billing key answered with HTTP 200', () => {
  it.each(plays)('a missing billing key answered with HTTP 200 is treated by %s like a 404', async (_, play) => {
    await documented.reset();
    await recorded.reset();
    expect(withoutHttpStatus(await play(recorded))).toEqual(withoutHttpStatus(await play(documented)));
  });

  it('the error for the missing key is not_found', async () => {
    await recorded.reset();
    expect(await recorded.callTool('get_billing_key', { customer_uid: NOBODY })).toMatchObject({
      error: { kind: 'not_found', http_status: 200, code: 1 },
    });
    expect(await recorded.readResource(`portone://billing-keys/${NOBODY}`)).toBeUndefined();
  });

  it('the missing key does not prevent a new card from being stored', async () => {
    await recorded.reset();
    const { message, outcome } = await confirmCall(recorded, 'issue_billing_key', buildIssue(recorded));
    expect(message).toContain('none');
    expect(outcome).toHaveProperty('result');
    expect(recorded.sandbox.getWorld().billingKeys.has(NOBODY)).toBe(true);
  });

  it('the missing key proves a deletion whose response was lost', async () => {
    await recorded.reset();
    await recorded.injectFault({ route: 'DELETE /subscribe/customers/{customer_uid}', kind: 'reset_after', times: 1 });
    const { customer_uid } = getSubscription(recorded);
    const { outcome } = await confirmCall(recorded, 'delete_billing_key', { customer_uid });
    expect(outcome).toHaveProperty('result');
  });
});
