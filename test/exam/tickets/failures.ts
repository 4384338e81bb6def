import { findPayment, getDayBefore, isWithin, listLivePayments, listPayments, sumAmounts } from '../raw-data.ts';
import { hasFinding, pick, pickList, pickRows, pickText, sumOf } from '../read-answer.ts';
import type { Ticket } from '../ticket.ts';

/** Payments that failed or were never made. */
export const failures: readonly Ticket[] = [
  {
    id: 'failed-yesterday',
    question: '어제 결제실패 몇 건? 금액 다 더하면 얼마인지도요 (같은 사람 재시도도 다 세주세요)',
    truth(world) {
      const yesterday = getDayBefore(world, 1);
      const failed = listLivePayments(world).filter(
        ({ status, failed_at }) => status === 'failed' && isWithin(failed_at, yesterday),
      );
      return { count: failed.length, total: sumAmounts(failed) };
    },
    async solve(ask) {
      const rows = pickRows(
        await ask('search_payments', { period: '어제', status: 'failed', sandbox: false, limit: 100 }),
      );
      return { count: rows.length, total: sumOf(rows, 'amount') };
    },
  },
  {
    id: 'failed-limit',
    question: '이번달 들어 한도초과로 튕긴 결제 몇건이에요? 정기결제 포함',
    truth(world) {
      const month = getDayBefore(world, 0).slice(0, 8);
      const failed = listLivePayments(world).filter(
        ({ status, failed_at, fail_reason }) =>
          status === 'failed' && isWithin(failed_at, `${month}01`, `${month}31`) && fail_reason?.includes('한도초과'),
      );
      return { count: failed.length };
    },
    async solve(ask) {
      const answer = await ask('search_payments', {
        period: '이번 달',
        status: 'failed',
        sandbox: false,
        limit: 100,
        fields: ['fail_reason'],
      });
      return { count: pickRows(answer).filter((row) => pickText(row, 'fail_reason').includes('한도초과')).length };
    },
  },
  {
    id: 'failed-then-paid',
    question: '박다은님 14일 감귤 결제 실패 문자 받았다는데 결국 결제 된거예요 안된거예요?',
    truth(world) {
      const { imp_uid } = findPayment(world, { merchant_uid: 'order_20261114_0003', status: 'paid' });
      return { is_paid: true, imp_uid };
    },
    async solve(ask) {
      const answer = await ask('search_payments', { buyer_name: '박다은', name: '감귤', period: '2026-11-14' });
      const paid = pickRows(answer).find((row) => pick(row, 'status') === 'paid');
      return { is_paid: paid !== undefined, imp_uid: pick(paid, 'imp_uid') };
    },
  },
  {
    id: 'failed-why',
    question: '안주원 고객 어제 페이코 왜 안됐어요? 돈은 안나간거죠',
    truth(world) {
      const [failed] = listPayments(world).filter(({ merchant_uid }) => merchant_uid === 'order_20261117_0005');
      return { reason: String(failed?.fail_reason).replace(/^\[\d+\]/, ''), money_was_taken: false };
    },
    async solve(ask) {
      const answer = await ask('search_payments', { buyer_name: '안주원', period: '어제' });
      const rows = pickRows(answer);
      return {
        reason: pickText(rows[0], 'fail_reason').replace(/^\[\d+\]/, ''),
        money_was_taken: rows.some((row) => pick(row, 'status') !== 'failed'),
      };
    },
  },
  {
    id: 'left-window',
    question: '이예준씨 요가메트 결제창 닫았는데 돈 빠졌다고 하시네요 확인좀 (오늘)',
    truth: (world) => ({
      money_was_taken: findPayment(world, { merchant_uid: 'order_left_window' }).status === 'paid',
      merchant_uid: 'order_left_window',
    }),
    async solve(ask) {
      const answer = await ask('investigate_payment', { buyer_name: '이예준', period: '오늘' });
      return {
        money_was_taken: !hasFinding(answer, 'buyer_left'),
        merchant_uid: pick(answer, 'payment.merchant_uid'),
      };
    },
  },
  {
    id: 'failed-bank-down',
    question: '지난주에 은행 점검때문에 실패한 주문번호 전부 알려줘요 쿠폰 보내드리게',
    truth(world) {
      const failed = listLivePayments(world).filter(
        ({ status, failed_at, fail_reason }) =>
          status === 'failed' && isWithin(failed_at, '2026-11-09', '2026-11-15') && fail_reason?.includes('점검'),
      );
      return { merchant_uids: failed.map(({ merchant_uid }) => merchant_uid) };
    },
    async solve(ask) {
      const answer = await ask('search_payments', {
        period: '지난주',
        status: 'failed',
        limit: 100,
        fields: ['merchant_uid', 'fail_reason'],
      });
      const failed = pickRows(answer).filter((row) => pickText(row, 'fail_reason').includes('점검'));
      return { merchant_uids: failed.map((row) => pick(row, 'merchant_uid')) };
    },
  },
  {
    id: 'failed-retried',
    question: '최주원님 침구세트 처음에 비번오류 났었는데 두번 결제된거 아니죠? 지금 상태 알려주세요',
    truth(world) {
      const attempts = listPayments(world).filter(({ merchant_uid }) => merchant_uid === 'order_retried');
      return { attempts: attempts.length, paid: attempts.filter(({ status }) => status === 'paid').length };
    },
    async solve(ask) {
      const answer = await ask('search_payments', { buyer_name: '최주원', name: '침구', period: '오늘' });
      const rows = pickList(answer, 'payments');
      return { attempts: rows.length, paid: rows.filter((row) => pick(row, 'status') === 'paid').length };
    },
  },
  {
    id: 'failed-paid-later',
    question: '임태윤님 강의 4만9천 7일에 실패떴는데 그뒤에 다시 결제하신거에요? 결제된 번호 주세요',
    truth: (world) => ({
      imp_uid: findPayment(world, { merchant_uid: 'order_20261107_0001', status: 'paid' }).imp_uid,
    }),
    async solve(ask) {
      const rows = pickRows(await ask('search_payments', { buyer_name: '임태윤', status: 'failed', name: '강의' }));
      return { imp_uid: pick(rows[0], 'order_paid_by') };
    },
  },
];
