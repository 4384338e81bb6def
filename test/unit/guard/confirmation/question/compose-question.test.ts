import { describe, expect, it } from 'vitest';
import type { Language } from '../../../../../src/base/bilingual.ts';
import { composeQuestion } from '../../../../../src/guard/confirmation/question/compose-question.ts';
import { renderQuestion } from '../../../../../src/guard/confirmation/question/render-text.ts';
import type { Snapshot } from '../../../../../src/guard/snapshot/snapshot.ts';
import { tools } from '../../../../../src/tools/index.ts';

const NOW = 1_795_219_200;
const DAY = 86_400;

function findOperation(name: string) {
  const tool = tools.find((one) => one.name === name);
  if (!tool) throw new Error(`There is no tool ${name}`);
  return { ...tool, fields: tool.delegatesTo?.endpoint.fields ?? tool.fields };
}

const buildView = (name: string, args: Record<string, unknown>, snapshot: Snapshot = {}, lang: Language = 'en') =>
  composeQuestion(
    { operation: findOperation(name), args, snapshot, amount: undefined, refundLines: [] },
    { lang, sandbox: false, advice: [] },
  );

const payment = {
  ...{ imp_uid: 'imp_1', merchant_uid: 'order_1', name: 'a cup', status: 'paid', amount: 47_000, cancel_amount: 1_500 },
  ...{ currency: 'KRW', paid_at: NOW, buyer_name: '홍길동', sandbox: false },
};

describe('what the caller typed', () => {
  const account = { refund_bank: '088', refund_account: '110222336789', refund_holder: '홍길동' };

  it('the question shows the typed account whole, with the name of its bank', () => {
    const text = renderQuestion(buildView('cancel_payment', { imp_uid: 'imp_1', ...account }, { payment }, 'ko'), 'ko');
    expect(text).toContain('\n환불 은행: 신한은행\n환불 계좌번호: "110222336789"');
    expect(text.split('\n')[1]).toContain('→ 신한은행 "110222336789" · "홍길동"');
  });

  it('questions about two accounts that end alike differ in their first lines', () => {
    const other = { ...account, refund_account: '999888776789', refund_holder: '홍악동' };
    const [one, two] = [account, other].map((typed) => buildView('cancel_payment', typed, { payment }).lead);
    expect(one).not.toEqual(two);
  });

  it('the question warns if the account holder is not the buyer, and keeps the name of the buyer masked', () => {
    const view = buildView('cancel_payment', { ...account, refund_holder: '홍악동' }, { payment });
    expect(view.alerts).toEqual(['The account holder is not the buyer.']);
    expect(view.lead[2]).toContain('⚠ The account holder is not the buyer.');
    expect(JSON.stringify(view)).not.toContain('홍길동');
    expect(buildView('cancel_payment', account, { payment })).not.toHaveProperty('alerts');
  });

  it('the question lists merchant data by its keys, without its secrets', () => {
    const custom_data = JSON.stringify({
      plan: 'gold',
      account: '110222336789',
      password: 'hunter2',
      note: 'card 4111 1111 1111 1111',
    });
    const { facts } = buildView('pay_with_billing_key', { customer_uid: 'c', custom_data });
    expect(facts).toContainEqual([
      'Custom data of the shop',
      '{ "plan": "gold", "account": "110222336789", "password": (secret, not shown), "note": "card •••1111" }',
    ]);
  });

  it('the question names a known code, and quotes an unknown one as it is', () => {
    const getCourier = (delivery_company: string) =>
      buildView('ship_naver_orders', { imp_uid: 'imp_1', delivery_company }, { payment }, 'ko').facts.find(
        ([label]) => label === '택배사',
      )?.[1];
    expect(getCourier('CJGLS')).toBe('CJ대한통운');
    expect(getCourier('NEW_ONE')).toBe('"NEW_ONE"');
  });
});

describe('what the operation replaces', () => {
  it('the question about a new schedule time shows the time before and after', () => {
    const schedule = { merchant_uid: 'sub_1', customer_uid: 'c', amount: 9_900, currency: 'KRW', schedule_at: NOW };
    const view = buildView('update_schedule_time', { merchant_uid: 'sub_1', schedule_at: NOW + DAY }, { schedule });
    expect(view.changes).toEqual([
      { label: 'Charge time', before: '2026-11-21 09:00 KST', after: '2026-11-22 09:00 KST' },
    ]);
    expect(view.lead[1]).toContain('2026-11-21 09:00 KST → 2026-11-22 09:00 KST');
  });

  it('the question about a registered amount begins with the amount before and after', () => {
    const prepare = { merchant_uid: 'order_1', amount: 64_900, currency: 'KRW' };
    const view = buildView('update_payment_prepare', { merchant_uid: 'order_1', amount: 100 }, { prepare });
    expect(view.lead[0]).toBe('Change registered amount ₩64,900 → ₩100 · order "order_1"');
    expect(view.changes).toEqual([{ label: 'Amount', before: '₩64,900', after: '₩100' }]);
  });

  it('the question about an escrow delivery names the couriers', () => {
    const view = buildView(
      'update_escrow_logistics',
      { imp_uid: 'imp_1', logis: { company: 'HANJIN', invoice: '2', sent_at: NOW } },
      { payment, escrow: { company: 'CJGLS', invoice: '1' } },
      'ko',
    );
    expect(view.changes).toEqual([
      { label: '업체명', before: 'CJ대한통운', after: '한진택배' },
      { label: '송장번호', before: '"1"', after: '"2"' },
    ]);
  });
});

describe('a list of records', () => {
  const schedules = [3, 1, 2].map((month) => ({
    ...{ merchant_uid: `sub_${month}`, amount: 9_900 + month, currency: 'KRW', name: 'monthly' },
    schedule_at: NOW + month * 30 * DAY,
  }));

  it('the question counts and sums up new schedules, and numbers them in date order', () => {
    const view = buildView('create_schedules', { customer_uid: 'c', schedules }, {}, 'ko');
    expect(view.lead[0]).toBe('예약결제 등록 3건, 합계 ₩29,706 · "sub_1" 외 2건 · 빌링키 "c"');
    expect(view.summary).toEqual([
      ['건수', '3건'],
      ['합계', '₩29,706'],
      ['기간', '2026-12-21 ~ 2027-02-19'],
      ['건당 금액', '₩9,901 ~ ₩9,903'],
    ]);
    expect(view.table?.columns.map(({ label }) => label)).toEqual(['결제 예정 시각', '금액', '주문번호', '상품명']);
    expect(view.table?.rows.map(([, , order]) => order)).toEqual(['"sub_1"', '"sub_2"', '"sub_3"']);
    expect(renderQuestion(view, 'ko')).toContain('\n2. 2027-01-20 09:00 KST · ₩9,902 · "sub_2" · "monthly"\n3. ');
  });

  it('the question about all schedules of a customer says so, with their count and sum', () => {
    const view = buildView(
      'cancel_schedules',
      { customer_uid: 'c', all: true },
      { schedules, schedules_until: NOW + 1_000 * DAY },
    );
    expect(view.lead[0]).toContain('Cancel schedules: all 3, ₩29,706 in all');
    expect(view.summary?.at(-1)?.[1]).toContain('all remaining schedules');
  });

  it('the question warns of orders that PortOne does not know', () => {
    const args = { merchant_uid: ['sub_1', 'sub_2', 'sub_3', 'sub_9'] };
    expect(buildView('cancel_schedules', args, { schedules }).alerts).toEqual([
      '1 of the ids named is not among these records.',
    ]);
  });

  it('the question says how many amounts of a list are unknown', () => {
    const unknown = [...schedules, { merchant_uid: 'sub_4', schedule_at: NOW }];
    const { lead } = buildView('cancel_schedules', { customer_uid: 'c', all: true }, { schedules: unknown });
    expect(lead[0]).toContain('₩29,706 + 1 of unknown amount');
  });

  it('the question warns if the items are worth more than what remains of the payment', () => {
    const naver_items = [{ product_order_id: 'p1', product_name: 'a tee', quantity: 1, product_amount: 810_000 }];
    const view = buildView('cancel_naver_orders', { imp_uid: 'imp_1', all: true }, { payment, naver_items });
    expect(view.alerts).toEqual(['More than the ₩45,500 that remains.']);
  });

  it('the question about a billing key counts its schedules, which it does not change itself', () => {
    const billing_key = { customer_uid: 'c', card_name: '신한카드' };
    const view = buildView('delete_billing_key', { customer_uid: 'c' }, { billing_key, schedules }, 'ko');
    expect(view.lead[0]).toBe('빌링키 삭제 · 빌링키 "c"');
    expect(view.lead[1]).toContain('남은 예약 3건');
    expect(view.table?.rows).toHaveLength(3);
  });
});

it('a notice about an earlier write is in the lines that decide, beside what cannot be undone', () => {
  const notice = { en: 'Already done at 21:58:17.', ko: '21:58:17에 이미 처리됨.' };
  const { lead } = composeQuestion(
    { operation: findOperation('cancel_payment'), args: {}, snapshot: { payment }, amount: undefined, refundLines: [] },
    { lang: 'en', sandbox: false, advice: [], notice },
  );
  expect(lead[2]).toBe('This cannot be undone. · ⚠ Already done at 21:58:17.');
});
