import { subtract } from '../../base/money.ts';
import { type Child, create } from '../page/dom.ts';
import { type Fields, getNumber, getText } from '../page/fields.ts';
import { createBadge } from '../parts/notice.ts';
import { createDetails } from '../parts/section.ts';
import { localize } from '../words/language.ts';
import { showMoney } from '../words/money.ts';
import { getStatusWords, showMethod, showPg } from '../words/payment-words.ts';
import { showTime } from '../words/time.ts';

const words = {
  unnamed: { en: 'Payment', ko: '결제' },
  test: { en: 'Test', ko: '테스트' },
  refunded: { en: 'Refunded', ko: '취소 금액' },
  rest: { en: 'Remaining', ko: '남은 금액' },
  order: { en: 'Order number', ko: '주문번호' },
  id: { en: 'Payment number', ko: '결제번호' },
  method: { en: 'Method', ko: '결제수단' },
  pg: { en: 'PG', ko: 'PG' },
  approval: { en: 'Approval number', ko: '승인번호' },
  account: { en: 'Virtual account', ko: '가상계좌' },
  deadline: { en: 'Pay until', ko: '입금 기한' },
  buyer: { en: 'Buyer', ko: '구매자' },
  phone: { en: 'Telephone', ko: '연락처' },
  customer: { en: 'Customer', ko: '고객번호' },
  started: { en: 'Opened', ko: '결제 시도' },
  paid: { en: 'Paid', ko: '결제 시각' },
  failed: { en: 'Failed', ko: '실패 시각' },
  cancelled: { en: 'Last refund', ko: '마지막 취소' },
  reason: { en: 'Why it failed', ko: '실패 사유' },
};

/** Whether only a part was refunded: PortOne calls that cancelled, too. */
function isPartlyRefunded(payment: Fields): boolean {
  const refunded = getNumber(payment, 'cancel_amount') ?? 0;
  return refunded > 0 && refunded < (getNumber(payment, 'amount') ?? 0);
}

export function createStatusBadge(payment: Fields): HTMLElement {
  const { label, severity, icon } = getStatusWords(getText(payment, 'status'), isPartlyRefunded(payment));
  return createBadge(severity, icon, localize(label));
}

/** One payment: its state, its amounts, and who paid how. */
export function createPaymentCard(payment: Fields): HTMLElement {
  const currency = getText(payment, 'currency');
  const showField = (name: string) => getText(payment, name);
  const showMoment = (name: string) => (payment[name] ? showTime(getText(payment, name)) : undefined);
  const showCode = (name: string) => {
    const text = getText(payment, name);
    return text && create('code', {}, text);
  };
  return create(
    'article',
    { class: 'payment' },
    create(
      'header',
      {},
      create(
        'div',
        {},
        create('h1', {}, getText(payment, 'name') ?? localize(words.unnamed)),
        create(
          'p',
          { class: 'badges' },
          createStatusBadge(payment),
          payment.sandbox === true && createBadge('warning', undefined, localize(words.test)),
        ),
      ),
      create('p', { class: 'amount' }, showMoney(getNumber(payment, 'amount'), currency)),
    ),
    ...createRefundBar(payment, currency),
    createDetails([
      [localize(words.order), showCode('merchant_uid')],
      [localize(words.id), showCode('imp_uid')],
      [localize(words.method), describeMethod(payment)],
      [localize(words.pg), showPg(getText(payment, 'pg_provider'))],
      [localize(words.approval), showCode('apply_num')],
      [localize(words.account), joinTexts(payment, ['vbank_name', 'vbank_num', 'vbank_holder'])],
      [localize(words.deadline), showMoment('vbank_date')],
      [localize(words.buyer), showField('buyer_name')],
      [localize(words.phone), showField('buyer_tel')],
      [localize(words.customer), showCode('customer_uid')],
      [localize(words.started), payment.paid_at || payment.failed_at ? undefined : showMoment('started_at')],
      [localize(words.paid), showMoment('paid_at')],
      [localize(words.failed), showMoment('failed_at')],
      [localize(words.reason), showField('fail_reason')],
      [localize(words.cancelled), showMoment('cancelled_at')],
    ]),
  );
}

/** How much of the amount was refunded and how much is left, as a bar and in words. */
function createRefundBar(payment: Fields, currency: string | undefined): Child[] {
  const [amount = 0, refunded = 0] = [getNumber(payment, 'amount'), getNumber(payment, 'cancel_amount')];
  if (refunded <= 0) return [];
  const rest = subtract(amount, refunded);
  const bar = create('div', { class: 'share', 'aria-hidden': 'true' }, create('span'));
  bar.style.setProperty('--share', `${amount > 0 ? (rest / amount) * 100 : 0}%`);
  return [
    bar,
    create(
      'p',
      { class: 'shares' },
      create('span', {}, `${localize(words.rest)} ${showMoney(rest, currency)}`),
      create('span', {}, `${localize(words.refunded)} ${showMoney(refunded, currency)}`),
    ),
  ];
}

const joinTexts = (payment: Fields, names: readonly string[]): string =>
  names.flatMap((name) => getText(payment, name) ?? []).join(' ');

export function describeMethod(payment: Fields): string {
  const card = joinTexts(payment, ['card_name', 'card_number']);
  const method = showMethod(getText(payment, 'pay_method')) ?? '';
  return [method, card || getText(payment, 'bank_name')].filter(Boolean).join(' · ');
}
