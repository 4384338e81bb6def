import { findPayment, isWithin, listPayments } from '../raw-data.ts';
import { pick, pickLine, pickNumber, pickRows, pickText, sumOf } from '../read-answer.ts';
import type { Ticket } from '../ticket.ts';

/** One customer, and what is nearly right: a misspelt name, a wrong digit, an amount with its delivery fee. */
export const lookAlikes: readonly Ticket[] = [
  {
    id: 'customer-spent',
    question: '박다은 고객(1164) 11월에 몇번 결제시도했고 실제로 얼마 결제했어요',
    truth(world) {
      const attempts = listPayments(world).filter(
        ({ buyer_tel, started_at }) =>
          buyer_tel === '010-0000-1164' && isWithin(started_at, '2026-11-01', '2026-11-30'),
      );
      const paid = attempts.filter(({ status }) => status === 'paid');
      return { attempts: attempts.length, paid_total: paid.reduce((sum, { amount }) => sum + amount, 0) };
    },
    async solve(ask) {
      const rows = pickRows(await ask('search_payments', { buyer_tel: '1164', period: '이번 달' }));
      const paid = rows.filter((row) => pick(row, 'status') === 'paid');
      return { attempts: rows.length, paid_total: sumOf(paid, 'amount') };
    },
  },
  {
    id: 'misspelt-name',
    question: '송시후 고객님 블루투스 이어폰 오늘 89000 결제 건 결제번호 찾아주세요',
    truth: (world) => ({ imp_uid: findPayment(world, { merchant_uid: 'order_paid_card' }).imp_uid }),
    async solve(ask) {
      // Nobody knows that the name is misspelt before the answer says so.
      const answer = await ask('search_payments', { buyer_name: '송시후', amount: 89_000, period: '오늘' });
      return { imp_uid: pick(pickLine(answer, 'near', 'without', 'buyer_name'), 'payments.0.imp_uid') };
    },
  },
  {
    id: 'wrong-digit',
    question: '황하은님 010-0000-1718 테이블램프 58,000원 결제 됐는지요? 번호가 맞는지 모르겠네요',
    truth(world) {
      const { imp_uid, status } = findPayment(world, { merchant_uid: 'order_paid_kcp' });
      return { imp_uid, is_paid: status === 'paid' };
    },
    async solve(ask) {
      const [row] = pickRows(await ask('search_payments', { buyer_name: '황하은', amount: 58_000 }));
      return { imp_uid: pick(row, 'imp_uid'), is_paid: pick(row, 'status') === 'paid' };
    },
  },
  {
    id: 'amount-with-delivery',
    question: '최주원 고객 린넨침구 161,000원(배송비 3천 포함이래요) 결제내역',
    truth(world) {
      const { imp_uid, amount } = findPayment(world, { merchant_uid: 'order_retried', status: 'paid' });
      return { imp_uid, amount };
    },
    async solve(ask) {
      const rows = pickRows(await ask('search_payments', { buyer_name: '최주원', name: '침구', status: 'paid' }));
      return { imp_uid: pick(rows[0], 'imp_uid'), amount: pickNumber(rows[0], 'amount') };
    },
  },
  {
    id: 'two-of-one-name',
    question: '신서연이 두 명인가본데 전기주전자 산 신서연 전화 뒷자리가 어떻게 되죠',
    truth: (world) => ({
      last_digits: String(findPayment(world, { merchant_uid: 'order_vbank_paid' }).buyer_tel).slice(-4),
    }),
    async solve(ask) {
      const [row] = pickRows(await ask('search_payments', { buyer_name: '신서연', name: '주전자' }));
      return { last_digits: pickText(row, 'buyer_tel').slice(-4) };
    },
  },
  {
    id: 'date-off-by-days',
    question: '한민준님 러닝화 10일에 결제하셨다는데 안보임;; 119,000원. 언제 결제된건지 주문번호랑',
    truth: (world) => ({
      merchant_uid: findPayment(world, { merchant_uid: 'order_20261107_0002' }).merchant_uid,
      paid_on: '2026-11-07',
    }),
    async solve(ask) {
      const rows = pickRows(await ask('search_payments', { buyer_name: '한민준', name: '러닝화', period: '이번 달' }));
      return { merchant_uid: pick(rows[0], 'merchant_uid'), paid_on: pickText(rows[0], 'paid_at').slice(0, 10) };
    },
  },
];
