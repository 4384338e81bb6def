import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordedPayments } from './recorded-payments.ts';
import { API_KEY, API_SECRET, NOW, openRecordedShop, type RecordedShop } from './recorded-shop.ts';
import { answerWith } from './recorded-upstream.ts';

let shop: RecordedShop;
let cardShop: RecordedShop;

beforeAll(async () => {
  shop = await openRecordedShop();
  cardShop = await openRecordedShop({ allowCardData: true });
});
beforeEach(() => {
  shop.upstream.forget();
  cardShop.upstream.forget();
});
afterAll(async () => {
  await shop.close();
  await cardShop.close();
});

const paid = {
  ...{ imp_uid: 'imp_paid', merchant_uid: 'order_1', amount: 30_000, cancel_amount: 10_000, status: 'cancelled' },
  ...{ currency: 'KRW', paid_at: NOW - 3_600, pay_method: 'point', pg_provider: 'kakaopay', pg_id: 'SHOP' },
};
const isKorean = (text: string) => expect(text).toMatch(/[가-힣]/);

describe('the words with which a charge was recorded to fail', () => {
  it.each([
    ['a card of KB in test mode', '[F113]유효기간오류 - 테스트모드에서는 KB카드 사용이 불가능합니다.', '테스트 모드'],
    ['a number of KB in test mode', '[F113]카드번호틀림 - 테스트모드에서는 KB카드 사용이 불가능합니다.', '테스트 모드'],
    [
      'an authentication that the shop has no contract for',
      '결제승인요청에 실패하였습니다. [코드: V023] 파라미터의 데이터 설정이 잘못되었습니다.[신용카드 본인인증은 계약되지 않은 인증방법입니다. 상점에 문의하세요]',
      '가맹점 오류',
    ],
    ['a shop without a channel for keys', '비인증결제모듈 사용정보를 찾을 수 없습니다.', '가맹점 오류'],
    [
      'a key of the PG that is wrong',
      '다날 서버로부터 받은 응답이 올바르지 않습니다. 암/복호화에 실패했습니다.',
      '가맹점 오류',
    ],
    ['a missing product name', '이니시스 빌링결제는 상품명이 필수입니다.', '요청 항목 오류'],
    ['a missing field', '["card_number"] 파라메터는 필수입니다.', '요청 항목 오류'],
    [
      'a wrong birth date',
      '[400]Error From NICEPAY. (message: 주민OR사업자등록번호오류, code:F113)',
      '본인정보 불일치',
    ],
    ['a closed window', '사용자취소', '사용자 취소'],
    [
      'a used order number',
      '이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)',
      '주문번호 중복',
    ],
  ])('an investigation names %s by its meaning and suggests no retry', async (_title, fail_reason, meaning) => {
    isKorean(fail_reason);
    const failed = { ...paid, status: 'failed', paid_at: 0, cancel_amount: 0, failed_at: NOW - 60, fail_reason };
    shop.upstream.answers.set('GET /payments/imp_paid', [answerWith(failed)]);
    const outcome = await shop.call('investigate_payment', { imp_uid: 'imp_paid' });
    const text = JSON.stringify(outcome);
    expect(text).toContain(`(${meaning})`);
    expect(text).not.toMatch(/retry_schedule|reschedule_payment|pay_with_billing_key/);
    if (meaning !== '본인정보 불일치') expect(text).not.toMatch(/gives? the (number|date) again/);
  });
});

describe('the words with which a refund was recorded to be refused', () => {
  it.each([
    ['no payment is found', 1, '취소할 결제건이 존재하지 않습니다.', /account of this API key/],
    ['it was refunded before', 1, '이미 전액취소된 주문입니다.', /already been cancelled/],
    [
      'Danal refunded it before',
      -1,
      '결제취소에 실패하였습니다. 해당거래 취소실패(기취소성공) : 전화 문의(1661-0808)',
      /already been cancelled at the PG/,
    ],
    [
      'the shop has too little at the PG',
      -1,
      '결제취소에 실패하였습니다. 취소금액이 미정산 금액보다 큽니다.',
      /balance at the PG/,
    ],
    [
      'the tax parts do not fit at Kakao Pay',
      -1,
      '결제취소에 실패하였습니다.(requested cancel amount is bigger than cancelable amount)',
      /vat_amount and tax_free/,
    ],
  ])('the refusal of a refund because %s comes with what to do', async (_title, code, message, next) => {
    shop.upstream.answers.set('GET /payments/imp_paid', [answerWith(paid)]);
    shop.upstream.answers.set('POST /payments/cancel', [{ status: 200, body: { code, message, response: null } }]);
    const { outcome } = await shop.confirm('cancel_payment', { imp_uid: 'imp_paid', amount: 5_000 });
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'rejected', next: expect.stringMatching(next) } });
    expect(outcome).toMatchObject({ error: { next: expect.stringContaining('Do not repeat the call now') } });
  });
});

describe('the words with which other requests were recorded to be refused', () => {
  it('an amount that is registered twice leads to the call that changes it', async () => {
    const message = '결제정보 사전등록에 실패하였습니다(이미 등록된 merchant_uid입니다).';
    shop.upstream.answers.set('POST /payments/prepare', [{ status: 200, body: { code: 1, message, response: null } }]);
    const outcome = await shop.call('create_payment_prepare', { merchant_uid: 'order_1', amount: 1_000 });
    const answer = outcome.status === 'pending' ? undefined : outcome;
    expect(answer).toMatchObject({ error: { next: expect.stringContaining('registered for this order already') } });
  });

  it('a billing key needs its channel, which PortOne formerly chose by itself', async () => {
    const outcome = await shop.call('issue_billing_key', { customer_uid: 'newcomer' });
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'invalid_input' } });
    expect(JSON.stringify(outcome)).toContain('channel_key');
    expect(shop.upstream.calls).toEqual([]);
  });
});

describe('what PortOne was recorded not to say', () => {
  const [card] = recordedPayments.map(({ record }) => record);

  it('the question about a payment that PortOne calls neither live nor test does not call it live', async () => {
    const record = { ...card, paid_at: NOW - 3_600 };
    shop.upstream.answers.set(`GET /payments/${card?.imp_uid}`, [answerWith(record)]);
    shop.upstream.answers.set('POST /payments/cancel', [
      answerWith({ ...record, status: 'cancelled', cancel_amount: 1 }),
    ]);
    const { question } = await shop.confirm('cancel_payment', { imp_uid: card?.imp_uid, full_refund: true });
    expect(question).toContain('possibly live, the shop ID is one for tests');
    expect(question).not.toMatch(/(?<!possibly )\blive\b/i);
  });

  it('a sum over such payments says that they may be tests', async () => {
    const list = recordedPayments.map(({ record }) => ({ ...record, paid_at: NOW - 3_600, status: 'paid' }));
    for (const status of ['all', 'ready', 'paid', 'cancelled', 'failed'])
      shop.upstream.answers.set(`GET /payments/status/${status}`, [
        answerWith({ total: list.length, next: 0, list: status === 'paid' ? list : [] }),
      ]);
    const outcome = await shop.call('summarize_payments', { period: 'last 7 days' });
    expect(JSON.stringify(outcome)).toContain('PortOne does not say whether');
  });
});

describe('secrets in the words of PortOne', () => {
  it('the key and the secret of the shop are hidden in a refusal that repeats them', async () => {
    const message = `잘못된 요청입니다. imp_key=${API_KEY} imp_secret=${API_SECRET}`;
    shop.upstream.answers.set('GET /payments/imp_1', [{ status: 400, body: { code: -1, message, response: null } }]);
    const text = JSON.stringify(await shop.call('get_payment', { imp_uid: 'imp_1' }));
    expect(text).toContain('잘못된 요청입니다');
    expect(text).not.toContain(API_KEY);
    expect(text).not.toContain(API_SECRET);
  });

  it('the card of a charge is hidden in a refusal that repeats its arguments', async () => {
    const message =
      '[400]Please Check this argument: cardNumber(5555666677778888) expiry(2029-03) birthOrBusinessRegistrationNumber(880723)';
    cardShop.upstream.answers.set('POST /subscribe/payments/onetime', [
      { status: 200, body: { code: -1, message, response: null } },
    ]);
    const { outcome } = await cardShop.confirm('pay_onetime', {
      ...{ merchant_uid: 'order_9', amount: 1_000, name: '상품' },
      ...{ card_number: '5555-6666-7777-8888', expiry: '2029-03', birth: '880723' },
    });
    const text = JSON.stringify(outcome);
    expect(text).toContain('Please Check this argument');
    for (const secret of ['5555666677778888', '2029-03', '880723']) expect(text).not.toContain(secret);
  });
});

describe('other answers that were recorded', () => {
  it('an identity verification of Danal says why it has no telephone', async () => {
    const record = { imp_uid: 'imp_cert', pg_provider: 'danal', name: '홍길동', certified: true, certified_at: NOW };
    shop.upstream.answers.set('GET /certifications/imp_cert', [answerWith({ ...record, foreigner: false })]);
    const outcome = await shop.call('get_certification', { imp_uid: 'imp_cert' });
    expect(outcome).toMatchObject({
      status: 'done',
      result: { next: expect.stringMatching(/^Not given: phone, carrier\..*cs@portone\.io/) },
    });
  });

  it('a list of revoked schedules in place of an object is the result', async () => {
    const schedule = {
      ...{ customer_uid: '4', merchant_uid: '2_subscribe_r', schedule_at: NOW + 86_400, revoked_at: 0 },
      ...{ amount: 5_900, name: '1개월 정기결제예약', schedule_status: 'scheduled', currency: 'KRW' },
    };
    shop.upstream.answers.set('GET /subscribe/payments/schedule/2_subscribe_r', [answerWith(schedule)]);
    shop.upstream.answers.set('GET /subscribe/payments/schedule/customers/4', [
      answerWith({ total: 1, list: [schedule] }),
    ]);
    shop.upstream.answers.set('POST /subscribe/payments/unschedule', [
      answerWith([{ ...schedule, schedule_status: 'revoked', revoked_at: NOW }]),
    ]);
    const { outcome } = await shop.confirm('cancel_schedules', { customer_uid: '4', merchant_uid: ['2_subscribe_r'] });
    expect(outcome).toMatchObject({ status: 'done', result: { result: [{ schedule_status: 'revoked' }] } });
  });

  it('a charge that was answered with another order is unknown, is not repeated, and is not called lost', async () => {
    const key = { customer_uid: 'c1', pg_provider: 'danal_tpay', card_name: 'BC카드', inserted: NOW - 900 };
    shop.upstream.answers.set('GET /subscribe/customers/c1', [answerWith(key)]);
    const other = { ...paid, merchant_uid: 'another_order', status: 'paid', amount: 3_300, cancel_amount: 0 };
    shop.upstream.answers.set('POST /subscribe/payments/again', [answerWith(other)]);
    const args = { customer_uid: 'c1', merchant_uid: 'order_7', amount: 3_300, name: '이용권' };
    const { outcome } = await shop.confirm('pay_with_billing_key', args);
    expect(outcome).toMatchObject({ status: 'failed', error: { kind: 'outcome_unknown' } });
    expect(JSON.stringify(outcome)).not.toMatch(/response was lost/);
    expect(shop.upstream.calls.filter((one) => one === 'POST /subscribe/payments/again')).toHaveLength(1);
  });
});
