import { findPayment } from '../raw-data.ts';
import { pick, pickList, pickNumber, pickRows, pickText } from '../read-answer.ts';
import type { Ticket } from '../ticket.ts';

/** PayPal, test channels, an amount that was tampered with, escrow. */
export const specialPayments: readonly Ticket[] = [
  {
    id: 'paypal-paid',
    question: 'customer paid the linen scarf with paypal, did we get it and how much in which currency',
    truth(world) {
      const { status, amount, currency } = findPayment(world, { merchant_uid: 'order_paypal' });
      return { is_paid: status === 'paid', amount, currency: String(currency) };
    },
    async solve(ask) {
      const [row] = pickRows(await ask('search_payments', { name: 'scarf' }));
      return {
        is_paid: pick(row, 'status') === 'paid',
        amount: pickNumber(row, 'amount'),
        currency: pick(row, 'currency'),
      };
    },
  },
  {
    id: 'paypal-pending',
    question: 'recorded_paypal_pending 이거 페이팔 결제 된거에요? 상품 보내도 되나요?',
    truth(world) {
      const { status } = findPayment(world, { merchant_uid: 'recorded_paypal_pending' });
      return { is_paid: status === 'paid' };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', { merchant_uid: 'recorded_paypal_pending' });
      return { is_paid: pick(answer, 'payment.status') === 'paid' };
    },
  },
  {
    id: 'test-payment',
    question: '오태윤 1,000원 테스트상품 이거 환불해드려야 하나요? 진짜 고객인가',
    truth(world) {
      const { imp_uid, sandbox } = findPayment(world, { merchant_uid: 'order_test_channel' });
      return { imp_uid, is_a_test: sandbox === true };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', { buyer_name: '오태윤', amount: 1_000 });
      return { imp_uid: pick(answer, 'payment.imp_uid'), is_a_test: pick(answer, 'payment.sandbox') === true };
    },
  },
  {
    id: 'tampered-amount',
    question: '강건우님 블투이어폰 890원 결제?? 원래 얼마로 주문 들어온건지 확인하고 환불은 아직 하지 마세요',
    truth(world) {
      const { merchant_uid, amount } = findPayment(world, { merchant_uid: 'order_amount_differs' });
      return { registered: world.prepared.get(merchant_uid)?.amount ?? 0, paid: amount };
    },
    async solve(ask) {
      const found = await ask('search_payments', { buyer_name: '강건우', amount: 890 });
      const merchant_uid = pickText(found, 'payments.0.merchant_uid');
      const prepared = await ask('get_payment_prepare', { merchant_uid });
      return { registered: pickNumber(prepared, 'result.amount'), paid: pickNumber(found, 'payments.0.amount') };
    },
  },
  {
    id: 'escrow-shipped',
    question: '조은솔 고객 도자기세트 에스크로 두건중에 배송등록 안된게 뭐에요 주문번호',
    truth(world) {
      const escrows = ['order_escrow_shipped', 'order_escrow_paid'].filter(
        (merchant_uid) => !world.escrows.has(findPayment(world, { merchant_uid }).imp_uid),
      );
      return { merchant_uids: escrows };
    },
    async solve(ask) {
      const answer = await ask('get_customer', { buyer_name: '조은솔' });
      const open = pickList(answer, 'problems')
        .filter((problem) => pick(problem, 'code') === 'escrow_not_shipped')
        .map((problem) => pick(problem, 'imp_uid'));
      const rows = pickRows(answer).filter((row) => open.includes(pick(row, 'imp_uid')));
      return { merchant_uids: rows.map((row) => pick(row, 'merchant_uid')) };
    },
  },
];
