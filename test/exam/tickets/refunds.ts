import { findPayment, toKoreanDay } from '../raw-data.ts';
import { hasFinding, pick, pickDay, pickList, pickNumber, pickText } from '../read-answer.ts';
import type { Ticket } from '../ticket.ts';

/** Refunds that were made, are asked for, or cannot be made. */
export const refunds: readonly Ticket[] = [
  {
    id: 'refund-rest',
    question: '무선키보드 산 이수아님, 환불 얼마 나갔고 얼마 남았는지 정리좀요. 금액 64,900원짜리',
    truth(world) {
      const { imp_uid, amount, cancel_amount } = findPayment(world, { merchant_uid: 'order_partially_cancelled' });
      return { imp_uid, refunded: cancel_amount, remaining: amount - cancel_amount };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', { buyer_name: '이수아', amount: 64_900 });
      const refunded = pickNumber(answer, 'payment.cancel_amount');
      const remaining = pickNumber(answer, 'payment.amount') - refunded;
      return { imp_uid: pick(answer, 'payment.imp_uid'), refunded, remaining };
    },
  },
  {
    id: 'refund-done-when',
    question: '박주원 고객이 텀블러 취소했는데 카드사엔 아직 승인으로 보인대요ㅠ 취소된거 맞나요? 언제요?',
    truth(world) {
      const { status, cancelled_at, cancel_amount } = findPayment(world, { merchant_uid: 'order_fully_cancelled' });
      return { is_cancelled: status === 'cancelled', cancelled_on: toKoreanDay(cancelled_at), refunded: cancel_amount };
    },
    async solve(ask) {
      const found = await ask('investigate_payment', { buyer_name: '박주원', name: '텀블러' });
      return {
        is_cancelled: pick(found, 'payment.status') === 'cancelled',
        cancelled_on: pickDay(found, 'payment.cancelled_at'),
        refunded: pickNumber(found, 'payment.cancel_amount'),
      };
    },
  },
  {
    id: 'refund-by-console',
    question: '요가매트 조채원 고객 건 누가 취소했는지.. 콘솔에서 사람이 한건가요? 저희 시스템은 아니라는데',
    truth(world) {
      const { imp_uid, cancel_reason } = findPayment(world, { merchant_uid: 'order_console_cancelled' });
      return { imp_uid, in_console: cancel_reason === '관리자페이지취소' };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', { buyer_name: '조채원', amount: 32_000 });
      return {
        imp_uid: pick(answer, 'payment.imp_uid'),
        in_console: hasFinding(answer, 'payment_cancelled_in_console'),
      };
    },
  },
  {
    id: 'refund-phone-part',
    question: '휴대폰결제 그래놀라 (뒷번호 1725) 5천원만 빼달라는데 되나요? 안되면 안된다고 안내할게요',
    truth(world) {
      const { imp_uid, pay_method } = findPayment(world, { merchant_uid: 'order_phone' });
      return { imp_uid, can_refund_a_part: pay_method !== 'phone' };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', { buyer_tel: '1725' });
      return { imp_uid: pick(answer, 'payment.imp_uid'), can_refund_a_part: !hasFinding(answer, 'refund_restricted') };
    },
  },
  {
    id: 'refund-refused-balance',
    question: '오민준님 러닝화 119,000 환불 누르면 정산금 부족 에러나요. 돈은 나간건가요? 얼마가 아직 우리한테 있죠',
    truth(world) {
      const { imp_uid, amount, cancel_amount, pg_provider } = findPayment(world, {
        merchant_uid: 'order_balance_short_danal_tpay',
      });
      return { imp_uid, was_refunded: cancel_amount > 0, remaining: amount - cancel_amount, pg: String(pg_provider) };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', { buyer_name: '오민준', amount: 119_000 });
      const refunded = pickNumber(answer, 'payment.cancel_amount');
      return {
        imp_uid: pick(answer, 'payment.imp_uid'),
        was_refunded: refunded > 0,
        remaining: pickNumber(answer, 'payment.amount') - refunded,
        pg: pick(answer, 'payment.pg_provider'),
      };
    },
  },
  {
    id: 'refund-cancelled-at-pg',
    question: '정현우 고객 원두 18,000 취소하려니까 "기 취소 거래" 래요 뭐죠?? 다시 환불해야하나요',
    truth(world) {
      const stored = world.payments.get(findPayment(world, { merchant_uid: 'order_cancelled_at_pg' }).imp_uid);
      return {
        status_here: stored?.record.status ?? '',
        already_cancelled_at_pg: stored?.behavior === 'cancelled_at_pg',
      };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', {
        buyer_name: '정현우',
        amount: 18_000,
        error_message: '기 취소 거래',
      });
      return {
        status_here: pick(answer, 'payment.status'),
        already_cancelled_at_pg: hasFinding(answer, 'cancelled_at_pg_only'),
      };
    },
  },
  {
    id: 'refund-many-parts',
    question:
      'jang eunwoo bought tangerines 100,000 won, we keep refunding parts. how much is already back, how much is left?',
    truth(world) {
      const { amount, cancel_amount, cancel_history } = findPayment(world, {
        merchant_uid: 'order_ksnet_nine_partials',
      });
      return { refunds: cancel_history?.length ?? 0, refunded: cancel_amount, remaining: amount - cancel_amount };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', { buyer_name: '장은우', amount: 100_000 });
      const refunded = pickNumber(answer, 'payment.cancel_amount');
      return {
        refunds: pickList(answer, 'timeline').filter((moment) => pickText(moment, 'text').startsWith('Refunded'))
          .length,
        refunded,
        remaining: pickNumber(answer, 'payment.amount') - refunded,
      };
    },
  },
  {
    id: 'refund-already-done',
    question: '책상 선반 66,000 권시우님 아직 환불 못받았다고 난리세요 빨리 환불해주세요!!',
    truth(world) {
      const { cancelled_at, cancel_amount, amount } = findPayment(world, { merchant_uid: 'order_receipt_left_over' });
      return { already_refunded: cancel_amount === amount, refunded_on: toKoreanDay(cancelled_at) };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', { buyer_name: '권시우', amount: 66_000 });
      return {
        already_refunded: hasFinding(answer, 'fully_refunded'),
        refunded_on: pickDay(answer, 'payment.cancelled_at'),
      };
    },
  },
];
