import { findPayment } from '../raw-data.ts';
import { pick, pickList, pickNumber } from '../read-answer.ts';
import type { Ticket } from '../ticket.ts';

/** Refunds that the desk asks for. */
export const refundRequests: readonly Ticket[] = [
  {
    id: 'refund-ten-thousand',
    question: '송시우 고객 이어폰(89,000) 배송지연 보상으로 만원만 환불해주세요',
    truth(world) {
      const { amount, cancel_amount } = findPayment(world, { merchant_uid: 'order_paid_card' });
      return { refunded: 10_000, remaining: amount - cancel_amount - 10_000 };
    },
    writes: (world) => [
      {
        tool: 'refund_payment',
        orTool: 'cancel_payment',
        arguments: { imp_uid: findPayment(world, { merchant_uid: 'order_paid_card' }).imp_uid, amount: 10_000 },
      },
    ],
    async solve(ask) {
      const answer = await ask('search_payments', { buyer_name: '송시우', amount: 89_000 });
      const imp_uid = pick(answer, 'payments.0.imp_uid');
      const refund = await ask('refund_payment', { imp_uid, amount: 10_000, reason: '배송 지연 보상' });
      return { refunded: pickNumber(refund, 'refunded'), remaining: pickNumber(refund, 'remaining') };
    },
  },
  {
    id: 'refund-second-of-two',
    question: '캠핑의자 두번 긁혔대요 010-0000-1704. 나중에 결제된거 취소 부탁',
    truth(world) {
      const second = findPayment(world, { merchant_uid: 'order_double_second' });
      return { imp_uid: second.imp_uid, refunded: second.amount };
    },
    writes: (world) => [
      {
        tool: 'refund_payment',
        orTool: 'cancel_payment',
        arguments: { imp_uid: findPayment(world, { merchant_uid: 'order_double_second' }).imp_uid, full_refund: true },
      },
    ],
    async solve(ask) {
      const answer = await ask('search_payments', { buyer_tel: '010-0000-1704', sort: 'newest' });
      const { imp_uid } = Object(pickList(answer, 'payments')[0]);
      const refund = await ask('refund_payment', { imp_uid, full_refund: true, reason: '중복 결제' });
      return { imp_uid: pick(refund, 'imp_uid'), refunded: pickNumber(refund, 'refunded') };
    },
  },
  {
    id: 'refund-all-of-one',
    question: 'please refund order order_paid_kcp completely, customer hwang changed her mind',
    truth: (world) => ({ refunded: findPayment(world, { merchant_uid: 'order_paid_kcp' }).amount, remaining: 0 }),
    writes: () => [
      {
        tool: 'refund_payment',
        orTool: 'cancel_payment',
        arguments: { merchant_uid: 'order_paid_kcp', full_refund: true },
      },
    ],
    async solve(ask) {
      const refund = await ask('refund_payment', {
        merchant_uid: 'order_paid_kcp',
        full_refund: true,
        reason: 'the buyer changed her mind',
      });
      return { refunded: pickNumber(refund, 'refunded'), remaining: pickNumber(refund, 'remaining') };
    },
  },
];
