import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts';
import { recordedRefusals } from './recorded-refusals.ts';
import { getSandboxToken, type SandboxAnswer, sendToSandbox } from './sandbox-client.ts';

const START = 1_795_000_000;
const CARD = { card_number: '4000-1234-5678-9010', expiry: '2099-12' };

let sandbox: Sandbox;
let token: string;
const send = (call: string, body?: object): Promise<SandboxAnswer> => sendToSandbox(sandbox, call, body, token);

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, startedAt: START });
  token = await getSandboxToken(sandbox);
});
afterAll(() => sandbox.close());

describe('the refusals of the sandbox', () => {
  it.each(recordedRefusals.filter((one) => !one.sandboxDiffersBecause))(
    'the sandbox refuses $situation as PortOne was recorded to',
    async ({ provoke, status, code, message }) => {
      const answer = await sendToSandbox(sandbox, provoke.call, provoke.body, provoke.token ?? token);
      expect(answer).toEqual({ status, code, message, response: null });
    },
  );
});

/** Where the sandbox knowingly differs from the recordings, why, and what shows that it still does. */
const differences: readonly { what: string; because: string; isDifferent: () => Promise<boolean> }[] = [
  ...recordedRefusals.flatMap(({ situation, provoke, status, message, sandboxDiffersBecause: because }) =>
    because === undefined
      ? []
      : [
          {
            what: situation,
            because,
            isDifferent: async () => {
              const answer = await send(provoke.call, provoke.body);
              return answer.status !== status || answer.message !== message;
            },
          },
        ],
  ),
  {
    what: 'INICIS refuses a charge by card number that has no product name',
    because: 'The shop of the sandbox charges card numbers at NICE, KCP and Toss Payments only.',
    isDifferent: async () =>
      (await send('POST /subscribe/payments/onetime', { pg: 'html5_inicis', merchant_uid: 'd1', amount: 1, ...CARD }))
        .code === 0,
  },
  {
    what: 'PAYCO lists its fourteen statuses with an HTTP error',
    because: 'Neither the HTTP status nor the whole list was recorded; the document names three statuses.',
    isDifferent: async () => (await send('POST /payco/orders/status/imp_1', { status: 'asdf' })).status === 200,
  },
  {
    what: 'NICE of today refuses cards in a form of its own',
    because:
      'Five test suites of public clients expect the earlier form of NICE; the sample recovered_schedule has the form of today.',
    isDifferent: async () =>
      !(await send('POST /subscribe/customers/d2', { ...CARD, card_number: '4000-0000-0000-0113' })).message?.includes(
        'Error From NICEPAY',
      ),
  },
  {
    what: 'each PG masks card numbers in its own way',
    because: 'A charged test card stays recognizable in one form; the samples recorded_card_… have the other forms.',
    isDifferent: async () => {
      const { response } = await send('POST /subscribe/customers/d3', { pg: 'kcp', ...CARD });
      return String(Object(response).card_number).includes('*');
    },
  },
  {
    what: 'Kakao Pay is mostly a payment with points',
    because: 'The sales history keeps a method per easy-pay service; the samples recorded_kakaopay_… have points.',
    isDifferent: async () =>
      [...sandbox.getWorld().payments.values()].some(({ record }) => record.pay_method === 'kakaopay'),
  },
  {
    what: 'a payment names the program or browser of its buyer',
    because: 'The sandbox has no buyers with browsers; the samples recorded_… have what was recorded.',
    isDifferent: async () => {
      const charge = { merchant_uid: 'd4', amount: 1, ...CARD };
      return Object((await send('POST /subscribe/payments/onetime', charge)).response).user_agent === null;
    },
  },
  {
    what: 'a virtual account belongs to the PG and may have a letter in its number',
    because: 'Names and numbers of the sandbox do not exist; vbank_unlimited and recorded_vbank_… have the others.',
    isDifferent: async () => {
      const account = { merchant_uid: 'd5', amount: 1, vbank_code: '088', vbank_due: START + 86_400 };
      return Object((await send('POST /vbanks', account)).response).vbank_holder === '샌드박스상점';
    },
  },
  {
    what: 'a promoted payment is refunded in money before its discount, by the guides',
    because: 'The document does not say in which money such a payment is shown, so the sandbox counts what it shows.',
    isDifferent: async () => {
      const refund = { imp_uid: '{recorded_with_promotion}', amount: 1_000, checksum: 9_000 };
      return (await send('POST /payments/cancel', refund)).code === 0;
    },
  },
  {
    what: 'the envelope sorts its keys and escapes slashes and Korean letters',
    because: 'Every JSON parser reads both alike, and a person reads the sandbox’s.',
    isDifferent: async () => {
      const reply = await fetch(`${sandbox.url}/banks/088`, { headers: { authorization: token } });
      return (await reply.text()).includes('신한');
    },
  },
];

describe('the known differences between the sandbox and the recordings', () => {
  it.each(differences)('the sandbox still differs where $what, and says why', async ({ because, isDifferent }) => {
    expect(because.length).toBeGreaterThan(30);
    expect(await isDifferent()).toBe(true);
  });
});

describe('the records of the sandbox', () => {
  it('the billing key of a missing customer is answered as it was recorded once the behavior is set', async () => {
    const recorded = recordedRefusals.find(({ situation }) => situation === 'a billing key that does not exist');
    await send('POST /_sandbox/behavior', { missing_billing_key: '200' });
    expect(await send('GET /subscribe/customers/nobody')).toMatchObject({ status: 200, message: recorded?.message });
    await send('POST /_sandbox/behavior', { missing_billing_key: '404' });
  });

  it('payments that are asked for by id come the newest first, whatever the order of the ids', async () => {
    const { paid_card: newer, retried_order: older } = sandbox.getSamples();
    const query = `imp_uid[]=${older?.imp_uid}&imp_uid[]=${newer?.imp_uid}&imp_uid[]=imp_none`;
    expect(await send(`GET /payments?${query}`)).toMatchObject({
      status: 207,
      response: [{ imp_uid: newer?.imp_uid }, { imp_uid: older?.imp_uid }],
    });
  });

  it('a page of an order’s attempts beyond the last one is an error', async () => {
    expect(await send('GET /payments/findAll/order_retried?page=9')).toMatchObject({ status: 400, code: -1 });
  });

  it('a refund repeats the transaction and the receipt of its payment', async () => {
    const { response } = await send('POST /payments/cancel', { imp_uid: '{paid_kcp}', amount: 1_000 });
    const { pg_tid, receipt_url, cancel_history, cancel_receipt_urls } = Object(response);
    expect(cancel_history).toMatchObject([{ pg_tid, receipt_url, amount: 1_000 }]);
    expect(cancel_history[0].cancellation_id).toMatch(/^[0-9A-V]{20}$/);
    expect(cancel_receipt_urls).toEqual([receipt_url]);
  });

  it('a billing key names the issuer and the publisher of its card', async () => {
    expect((await send('POST /subscribe/customers/r1', { pg: 'nice_v2', ...CARD })).response).toMatchObject({
      card_issuer_code: '366',
      card_publisher_name: '신한카드',
    });
  });

  it('a path that the document does not have is not found, also below one that it has', async () => {
    expect(await send('GET /vbanks/holder')).toMatchObject({ status: 404, message: 'Not Found' });
  });

  it('a payment has every field of the recorded ones', async () => {
    const { response } = await send(`GET /payments/${sandbox.getSamples().paid_card?.imp_uid}`);
    const recordedFields =
      'amount apply_num bank_code bank_name buyer_addr buyer_email buyer_name buyer_postcode buyer_tel cancel_amount ' +
      'cancel_history cancel_reason cancel_receipt_urls cancelled_at card_code card_name card_number card_quota card_type ' +
      'cash_receipt_issued channel currency custom_data customer_uid customer_uid_usage emb_pg_provider escrow fail_reason ' +
      'failed_at imp_uid merchant_uid name paid_at pay_method pg_id pg_provider pg_tid receipt_url started_at status ' +
      'user_agent vbank_code vbank_date vbank_holder vbank_issued_at vbank_name vbank_num';
    for (const field of recordedFields.split(' ')) expect(response).toHaveProperty(field);
  });
});
