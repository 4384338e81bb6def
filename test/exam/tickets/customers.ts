import { findPayment, listPayments, sumAmounts } from '../raw-data.ts';
import { pick, pickLine, pickList, pickNumber, sumOf } from '../read-answer.ts';
import type { Ticket } from '../ticket.ts';

/** What is asked of one person, whose name or number may be wrong. */
export const customers: readonly Ticket[] = [
  {
    id: 'customer-at-a-glance',
    question: '조은솔 고객(뒷번호 4001) 정리좀요: 결제 몇건 총 얼마, 배송등록 빠진 결제번호',
    truth(world) {
      const payments = listPayments(world).filter(
        ({ buyer_tel, status }) => buyer_tel === '010-0000-4001' && status === 'paid',
      );
      const unshipped = payments.filter(({ imp_uid, escrow }) => escrow && !world.escrows.has(imp_uid));
      return {
        count: payments.length,
        total: sumAmounts(payments),
        without_delivery: unshipped.map(({ imp_uid }) => imp_uid),
      };
    },
    async solve(ask) {
      const view = await ask('get_customer', { buyer_name: '조은솔', buyer_tel: '4001' });
      const problems = pickList(view, 'problems').filter((problem) => pick(problem, 'code') === 'escrow_not_shipped');
      return {
        count: sumOf(pickList(view, 'totals'), 'count'),
        total: sumOf(pickList(view, 'totals'), 'amount'),
        without_delivery: problems.map((problem) => pick(problem, 'imp_uid')),
      };
    },
  },
  {
    id: 'customer-receipts',
    question: '강다온님 선반 세번 사셨는데 지금 살아있는 현금영수증 승인번호 다 주세요',
    truth(world) {
      const payments = listPayments(world).filter(({ buyer_tel }) => buyer_tel === '010-0000-2001');
      const valid = payments.flatMap(({ imp_uid }) => {
        const receipt = world.receipts.get(imp_uid);
        return receipt && !receipt.cancelled_at ? [String(receipt.apply_num)] : [];
      });
      return { approval_numbers: valid };
    },
    async solve(ask) {
      const receipts = pickList(await ask('get_customer', { buyer_name: '강다온' }), 'receipts');
      const valid = receipts.filter((receipt) => pick(receipt, 'cancelled_at') === undefined);
      return { approval_numbers: valid.map((receipt) => pick(receipt, 'apply_num')) };
    },
  },
  {
    id: 'misspelt-with-telephone',
    question: '강체원 고객 1149 러닝화 결제번호요',
    truth: (world) => ({ imp_uid: findPayment(world, { merchant_uid: 'order_20261111_0001' }).imp_uid }),
    async solve(ask) {
      const answer = await ask('search_payments', { buyer_name: '강체원', buyer_tel: '1149', name: '러닝화' });
      return { imp_uid: pick(pickLine(answer, 'near', 'without', 'buyer_name'), 'payments.0.imp_uid') };
    },
  },
  {
    id: 'telephone-of-somebody-else',
    question: '송주원님 01000001162 러닝화 어느 카드로 결제하셨는지',
    truth(world) {
      const { imp_uid, card_name } = findPayment(world, { merchant_uid: 'order_20261113_0003' });
      return { imp_uid, card_company: String(card_name) };
    },
    async solve(ask) {
      const query = { buyer_name: '송주원', buyer_tel: '01000001162', name: '러닝화' };
      const near = pickLine(await ask('search_payments', query), 'near', 'without', 'buyer_tel');
      return { imp_uid: pick(near, 'payments.0.imp_uid'), card_company: pick(near, 'payments.0.card_name') };
    },
  },
  {
    id: 'amount-without-delivery',
    question: '오태윤 네이버 42,500원(배송비별도) 텀블러 주문번호랑 실제 결제금액',
    truth(world) {
      const { merchant_uid, amount } = findPayment(world, { merchant_uid: 'naver_20261118_001' });
      return { merchant_uid, amount };
    },
    async solve(ask) {
      const query = { buyer_name: '오태윤', name: '텀블러', amount: 42_500 };
      const near = pickLine(await ask('search_payments', query), 'near', 'without', 'amount');
      return {
        merchant_uid: pick(near, 'payments.0.merchant_uid'),
        amount: pickNumber(near, 'payments.0.amount'),
      };
    },
  },
];
