import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSession, type Session } from '../../support/clients.ts';
import type { Samples } from '../../support/tool-case.ts';
import { getServerCommand, startUpstream, type Upstream } from '../../support/upstream.ts';

type Row = Record<string, unknown>;

let upstream: Upstream;
let session: Session;
let samples: Samples;

beforeAll(async () => {
  upstream = await startUpstream();
  samples = await upstream.readSamples();
  session = await openSession('SDK v2, 2026-07-28', getServerCommand(upstream.url));
});
beforeEach(async () => {
  await upstream.reset();
});
afterAll(async () => {
  await session.close();
  await upstream.close();
});

async function view(args: Row): Promise<Row> {
  const { isError, structured, text } = await session.call('get_customer', args);
  expect(isError, text).toBe(false);
  expect(encode(text).length).toBeLessThanOrEqual(3_000);
  // Whatever is found, nothing personal is shown whole.
  expect(text).not.toMatch(/010-\d{4}-\d{4}|김하늘|강다온|조은솔/);
  return Object(structured);
}

const listRows = (answer: Row, name: string) => (answer[name] ?? []) as Row[];

describe('the view of one customer', () => {
  it.each([
    ['a name', { buyer_name: '김하늘' }],
    ['the last digits of a telephone and a name', { buyer_tel: '0001', buyer_name: '김하늘' }],
    ['a customer id', { customer_uid: 'customer_sample_0001' }],
  ])('%s finds the card, the last payments and every charge to come, and changes nothing', async (_, args) => {
    const answer = await view(args);
    expect(answer).toMatchObject({
      outcome: 'found',
      identity: { buyer_name: '김○늘', buyer_tel: '•••0001', customer_uids: ['customer_sample_0001'] },
      cards: [{ billing_key: 'stored', card_name: '신한카드' }],
    });
    expect(listRows(answer, 'charges_to_come')).toHaveLength(3);
    expect(listRows(answer, 'payments').map(({ merchant_uid }) => merchant_uid)).toContain(
      samples.subscription?.paid_merchant_uid,
    );
    expect((await upstream.readLedger()).entries).toEqual([]);
    expect((await upstream.readLedger()).warnings).toEqual([]);
  });

  it('cash receipts are shown with their approval numbers, and a revoked one as a problem', async () => {
    const answer = await view({ buyer_name: '강다온' });
    expect(listRows(answer, 'receipts')).toHaveLength(2);
    for (const receipt of listRows(answer, 'receipts')) expect(receipt.apply_num).toMatch(/^\d+$/);
    expect(listRows(answer, 'problems')).toEqual([
      expect.objectContaining({ code: 'receipt_revoked', imp_uid: samples.receipt_revoked?.imp_uid }),
    ]);
  });

  it('the items of a return at Naver are shown, and the steps read only', async () => {
    const { imp_uid } = samples.naver_return_requested ?? {};
    const payment = await session.call('get_payment', { imp_uid });
    const tel = String(Object(payment.structured).result.buyer_tel).slice(-4);
    const answer = await view({ buyer_tel: tel });
    expect(listRows(answer, 'claims')).toContainEqual(expect.objectContaining({ imp_uid, claim_type: 'RETURN' }));
    const tools = listRows(answer, 'next_steps').map(({ tool }) => tool);
    expect(new Set(tools)).toEqual(new Set(['investigate_payment']));
  });

  it('several people of one family name are told apart, and nothing more is read of them', async () => {
    const answer = await view({ buyer_name: '김' });
    expect(answer).toMatchObject({ outcome: 'several' });
    expect(listRows(answer, 'customers')).toHaveLength(10);
    expect(answer).not.toHaveProperty('payments');
  });

  it('nobody of a misspelt name is found, and what fits the telephone alone is named', async () => {
    const answer = await view({ buyer_name: '김하눌', buyer_tel: '0001' });
    expect(answer).toMatchObject({ outcome: 'not_found' });
    expect(listRows(answer, 'near')).toContainEqual(expect.objectContaining({ without: 'buyer_name' }));
    const byNameAlone = await view({ buyer_name: '김하눌' });
    expect(byNameAlone).toMatchObject({ outcome: 'not_found' });
    expect(byNameAlone).not.toHaveProperty('near');
  });

  it('what cannot be read is said, and the rest is shown', async () => {
    await upstream.control('faults', { route: 'GET /subscribe/customers', kind: 'http_500', times: 1_000 });
    const answer = await view({ buyer_name: '김하늘' });
    expect(answer).toMatchObject({ outcome: 'found', unavailable: [expect.stringContaining('billing keys')] });
    expect(answer).not.toHaveProperty('cards');
    expect(listRows(answer, 'payments').length).toBeGreaterThan(0);
  });

  it('nobody is reported as unknown to the shop while payments cannot be read', async () => {
    await upstream.control('faults', {
      route: 'GET /payments/status/{payment_status}',
      kind: 'http_500',
      times: 1_000,
    });
    expect((await session.call('get_customer', { buyer_name: '없는이' })).isError).toBe(true);
  });

  it('a customer id together with a name is refused', async () => {
    const { isError, text } = await session.call('get_customer', { buyer_name: '김하늘', customer_uid: 'customer_1' });
    expect(isError).toBe(true);
    expect(text).toContain('not both');
  });
});
