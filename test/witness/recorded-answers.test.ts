import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordedPayments } from './recorded-payments.ts';
import { recordedRefusals } from './recorded-refusals.ts';
import { NOW, openRecordedShop, type RecordedShop } from './recorded-shop.ts';
import { answerWith } from './recorded-upstream.ts';

let shop: RecordedShop;

beforeAll(async () => {
  shop = await openRecordedShop();
});
beforeEach(() => shop.upstream.forget());
afterAll(() => shop.close());

/** Whether a field says something: an empty text and a time of 0 mean that it does not apply. */
const saysSomething = (value: unknown): boolean =>
  value !== null && value !== '' && value !== 0 && !(Array.isArray(value) && value.length === 0);

describe('payments as PortOne was recorded to show them', () => {
  it.each(recordedPayments)(
    '$title is shown with its meaning, without loss and without its buyer',
    async (recorded) => {
      const { record, shown, hidden } = recorded;
      shop.upstream.answers.set(`GET /payments/${record.imp_uid}`, [answerWith(record)]);
      const result = await shop.getResult('get_payment', { imp_uid: record.imp_uid });
      expect(result).toMatchObject({ imp_uid: record.imp_uid, ...shown });
      for (const [field, value] of Object.entries(record))
        if (saysSomething(value)) expect(result, field).toHaveProperty(field);
      for (const text of hidden) expect(JSON.stringify(result)).not.toContain(text);
    },
  );

  it('payments in another order than asked for, with one missing, are told apart', async () => {
    const [first, second] = recordedPayments.map(({ record }) => record);
    shop.upstream.answers.set('GET /payments', [answerWith([second, first], 207)]);
    const imp_uids = [first?.imp_uid, second?.imp_uid, 'imp_missing'];
    expect(await shop.call('list_payments_by_ids', { imp_uids })).toMatchObject({
      status: 'done',
      result: {
        result: [{ imp_uid: second?.imp_uid }, { imp_uid: first?.imp_uid }],
        partial: { failed: ['imp_missing'] },
      },
    });
  });

  it('a list of old rows with "previous": false and an amount as text is shown', async () => {
    const rows = [{ imp_uid: 'imp_old', merchant_uid: 'M1', amount: 10_000, cancel_amount: '0', status: 'paid' }];
    const page = { total: 1, previous: false, next: 0, list: rows };
    shop.upstream.answers.set('GET /payments/status/all', [answerWith(page)]);
    const result = await shop.getResult('list_payments_by_status', { payment_status: 'all' });
    expect(result).toMatchObject({ total: 1, list: [{ imp_uid: 'imp_old', amount: 10_000, status: 'paid' }] });
  });
});

describe('other records as PortOne was recorded to show them', () => {
  it.each([
    ['with carrier', { carrier: 'SKT', gender: 'female', unique_in_site: 'MC0GCCqGSIb3DQIJAyEA0AzAjgcGfSPo=' }],
    ['without gender, carrier and DI', { gender: null, foreigner_v2: null, unique_in_site: null }],
  ])('an identity check %s says who is certified only to itself', async (_title, more) => {
    const record = {
      ...{ imp_uid: 'imp_cert', merchant_uid: 'harubarter 0001-99-57', pg_provider: 'danal', name: '홍길동' },
      ...{ birth: 742_057_200, birthday: '1993-07-08', phone: '01012345678', certified: true, foreigner: false },
      ...{ certified_at: 1_611_020_779, origin: 'http://example.com/?p=common&m=join', ...more },
      unique_key: 'AAAAfTfmvPUvcLqzlmxYKRzV0dSJiaXYskR0srcTT5p6fKIYQcG0xTpfxrBvDRmWgihlJxhB8VmNAcCP5IRg0A==',
    };
    shop.upstream.answers.set('GET /certifications/imp_cert', [answerWith(record)]);
    const result = await shop.getResult('get_certification', { imp_uid: 'imp_cert' });
    expect(result).toMatchObject({ certified: true, merchant_uid: 'harubarter 0001-99-57' });
    const text = JSON.stringify(result);
    for (const value of ['홍길동', '742057200', '1993-07-08', '01012345678', 'AAAAfTfm', 'MC0GCCq', 'm=join'])
      expect(text).not.toContain(value);
  });

  it('a billing key of NICE shows its card company and hides its card', async () => {
    const record = {
      ...{ customer_uid: 'cust-1', pg_provider: 'nice_v2', pg_id: 'iamport01m', card_code: '381', card_type: 1 },
      ...{ card_name: 'KB국민카드', card_issuer_code: '381', card_publisher_name: '카카오뱅크' },
      ...{ card_number: '90001019****3392', inserted: 1_707_307_868, updated: 1_707_319_533 },
    };
    shop.upstream.answers.set('GET /subscribe/customers/cust-1', [answerWith(record)]);
    const result = await shop.getResult('get_billing_key', { customer_uid: 'cust-1' });
    expect(result).toMatchObject({ card_name: 'KB국민카드', card_publisher_name: '카카오뱅크' });
    expect(JSON.stringify(result)).not.toMatch(/90001019|1019\*/);
  });
});

describe('refusals as PortOne was recorded to give them', () => {
  const seen = recordedRefusals.flatMap(({ seen, ...refusal }) => (seen ? [{ ...refusal, ...seen }] : []));
  it.each(seen)(
    '$situation is an error of kind $kind',
    async ({ tool, args, kind, provoke, status, code, message }) => {
      shop.upstream.answers.set(provoke.call, [{ status, body: { code, message, response: null } }]);
      const outcome = await shop.call(tool, args);
      expect(outcome).toMatchObject({ status: 'failed', error: { kind, http_status: status } });
    },
  );

  it('a refusal whose response is called data is one as well', async () => {
    const body = {
      code: -1,
      message: '해당 아임포트 고유 번호(imp_1)로 현금영수증을 발급 한 내역이 존재하지 않습니다.',
      data: null,
    };
    shop.upstream.answers.set('GET /receipts/imp_1', [{ status: 404, body }]);
    expect(await shop.call('get_receipt', { imp_uid: 'imp_1' })).toMatchObject({ error: { kind: 'not_found' } });
  });

  it('a page of a gateway in place of an answer is unreachable, and its markup is not shown', async () => {
    const page =
      '<!DOCTYPE HTML><html><head><title>502 Proxy Error</title></head><body><h1>Proxy Error</h1></body></html>';
    shop.upstream.answers.set('GET /payments/imp_502', [{ status: 502, body: page }]);
    const outcome = await shop.call('get_payment', { imp_uid: 'imp_502' });
    expect(outcome).toMatchObject({ error: { kind: 'unreachable' } });
    expect(JSON.stringify(outcome)).not.toMatch(/<h1>|DOCTYPE/);
  });
});

describe('refunds as PortOne was recorded to answer them', () => {
  const paid = {
    ...{ imp_uid: 'imp_paid', merchant_uid: 'order_1', amount: 100, cancel_amount: 0, cancel_history: [] },
    ...{ currency: 'KRW', paid_at: NOW - 3_600, pay_method: 'point', pg_provider: 'kakaopay', pg_id: 'TC0ONETIME' },
    ...{ status: 'paid', cancel_receipt_urls: [], buyer_name: '홍길동' },
  };

  it('the answer to a refund of half shows what went back and what remains', async () => {
    const refund = {
      pg_tid: 'T9cc2',
      amount: 50,
      cancelled_at: NOW,
      reason: '취소요청api',
      receipt_url: 'https://e.com',
    };
    const half = { ...paid, status: 'cancelled', cancel_amount: 50, cancel_history: [refund], cancelled_at: NOW };
    shop.upstream.answers.set('GET /payments/imp_paid', [answerWith(paid)]);
    shop.upstream.answers.set('GET /payments', [answerWith([paid])]);
    shop.upstream.answers.set('POST /payments/cancel', [answerWith(half)]);
    const { question, outcome } = await shop.confirm('cancel_payment', { imp_uid: 'imp_paid', amount: 50 });
    expect(question).toContain('₩50');
    expect(question).not.toContain('홍길동');
    expect(outcome).toMatchObject({ status: 'done', result: { result: { amount: 100, cancel_amount: 50 } } });
    expect(shop.upstream.calls.filter((one) => one === 'POST /payments/cancel')).toHaveLength(1);
  });

  it.each([
    [1, '취소할 결제건이 존재하지 않습니다.'],
    [1, '이미 전액취소된 주문입니다.'],
    [-1, '결제취소에 실패하였습니다. 해당거래 취소실패(기취소성공) : 전화 문의(1661-0808)'],
    [-1, '결제취소에 실패하였습니다. 취소금액이 미정산 금액보다 큽니다.'],
    [-1, '결제취소에 실패하였습니다.(requested cancel amount is bigger than cancelable amount)'],
  ])('HTTP 200 with code %i and %s is a failure in the PG’s words, sent once', async (code, message) => {
    shop.upstream.answers.set('GET /payments/imp_paid', [answerWith(paid)]);
    shop.upstream.answers.set('GET /payments', [answerWith([paid])]);
    shop.upstream.answers.set('POST /payments/cancel', [{ status: 200, body: { code, message, response: null } }]);
    const { outcome } = await shop.confirm('cancel_payment', { imp_uid: 'imp_paid', amount: 50 });
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'rejected', http_status: 200, code } });
    expect(JSON.stringify(outcome)).toContain(message.slice(0, 12));
    expect(shop.upstream.calls.filter((one) => one === 'POST /payments/cancel')).toHaveLength(1);
  });
});
