import { findPayment, isWithin, listLivePayments, sumAmounts, toKoreanDay } from '../raw-data.ts';
import { hasFinding, pick, pickDay, pickList, pickNumber, pickRows, pickText, sumOf } from '../read-answer.ts';
import type { Ticket } from '../ticket.ts';

/** Virtual accounts: waiting, paid, paid wrongly. */
export const virtualAccounts: readonly Ticket[] = [
  {
    id: 'account-until-when',
    question: '정지아님 주전자 가상계좌 언제까지 입금하면 되나요? 아직 입금은 안하셨대요',
    truth(world) {
      const { vbank_date, status } = findPayment(world, { merchant_uid: 'order_vbank_waiting' });
      return { deposit_until: toKoreanDay(vbank_date), is_paid: status === 'paid' };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', { buyer_name: '정지아', amount: 39_800 });
      return {
        deposit_until: pickDay(answer, 'payment.vbank_date'),
        is_paid: pick(answer, 'payment.status') === 'paid',
      };
    },
  },
  {
    id: 'account-short-deposit',
    question: '최현우 고객 테이블램프 입금했다는데 주문이 안넘어감. 얼마 넣으셨고 얼마 모자라요?',
    truth(world) {
      const { amount, deposit_history } = findPayment(world, { merchant_uid: 'order_vbank_wrong_amount' });
      const deposited = sumAmounts(deposit_history ?? []);
      return { deposited, missing: amount - deposited };
    },
    async solve(ask) {
      const answer = await ask('search_payments', {
        buyer_name: '최현우',
        name: '램프',
        fields: ['amount', 'deposit_history'],
      });
      const [payment] = pickRows(answer);
      const deposited = sumOf(pickList(payment, 'deposit_history'), 'amount');
      return { deposited, missing: pickNumber(payment, 'amount') - deposited };
    },
  },
  {
    id: 'account-late-deposit',
    question: '제주감귤 27,900 정다은님 입금했는데 왜 취소냐고.. 기한 지나고 넣은건가요',
    truth(world) {
      const { vbank_date, deposit_history } = findPayment(world, { merchant_uid: 'order_vbank_late_deposit' });
      const at = deposit_history?.[0]?.deposited_at ?? 0;
      return { deposited_on: toKoreanDay(at), was_in_time: at <= (vbank_date ?? 0) };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', { buyer_name: '정다은', amount: 27_900 });
      const deposit = pickList(answer, 'timeline').find((moment) => pickText(moment, 'text').startsWith('Deposit'));
      return { deposited_on: pickDay(deposit, 'at'), was_in_time: !hasFinding(answer, 'deposit_late') };
    },
  },
  {
    id: 'accounts-untouched',
    question:
      '이번주 발급된 가상계좌 중에 아직 한푼도 안 들어온 주문번호들요. 테스트는 빼고, 독촉문자 보낼거라 돈 들어온거 섞이면 큰일남',
    truth(world) {
      const open = listLivePayments(world).filter(
        ({ status, pay_method, started_at, deposit_history }) =>
          status === 'ready' &&
          pay_method === 'vbank' &&
          isWithin(started_at, '2026-11-16', '2026-11-22') &&
          (deposit_history ?? []).length === 0,
      );
      return { merchant_uids: open.map(({ merchant_uid }) => merchant_uid) };
    },
    async solve(ask) {
      const answer = await ask('search_payments', {
        period: '이번 주',
        pay_method: 'vbank',
        status: 'ready',
        sandbox: false,
        limit: 100,
        fields: ['merchant_uid', 'deposit_history'],
      });
      const open = pickRows(answer).filter((row) => pickList(row, 'deposit_history').length === 0);
      return { merchant_uids: open.map((row) => pick(row, 'merchant_uid')) };
    },
  },
  {
    id: 'account-paid',
    question: '신서연 (1715) 입금 확인되나요? 입금일자랑 은행도',
    truth(world) {
      const { status, paid_at, vbank_name } = findPayment(world, { merchant_uid: 'order_vbank_paid' });
      return { is_paid: status === 'paid', paid_on: toKoreanDay(paid_at), bank: String(vbank_name) };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', { buyer_tel: '1715' });
      return {
        is_paid: pick(answer, 'payment.status') === 'paid',
        paid_on: pickDay(answer, 'payment.paid_at'),
        bank: pick(answer, 'payment.vbank_name'),
      };
    },
  },
  {
    id: 'account-expired',
    question: 'customer kang hyunwoo (1707) wants to wire the money for the kettle today. Is the account still open?',
    truth(world) {
      const { imp_uid, vbank_date } = findPayment(world, { merchant_uid: 'order_vbank_expired' });
      return { imp_uid, is_open: (vbank_date ?? 0) > world.clock.now() };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', { buyer_tel: '1707' });
      return { imp_uid: pick(answer, 'payment.imp_uid'), is_open: !hasFinding(answer, 'vbank_expired') };
    },
  },
  {
    id: 'account-missing-rest',
    question: '최현우님이 2천원 덜 넣었다고 그것만 더 보내면 되냐고 하심. 지금 완료 상태는 아니죠? 기한은 언제까지?',
    truth(world) {
      const { status, vbank_date } = findPayment(world, { merchant_uid: 'order_vbank_wrong_amount' });
      return {
        is_complete: status === 'paid',
        rest_completes_the_order: false,
        deposit_until: toKoreanDay(vbank_date),
      };
    },
    async solve(ask) {
      const answer = await ask('investigate_payment', { buyer_name: '최현우', amount: 52_000 });
      const advice = pickList(answer, 'findings').map((finding) => pickText(finding, 'text'));
      return {
        is_complete: pick(answer, 'payment.status') === 'paid',
        rest_completes_the_order: !advice.some((text) => text.includes('Do not let the buyer pay in only the rest')),
        deposit_until: pickDay(answer, 'payment.vbank_date'),
      };
    },
  },
  {
    id: 'accounts-due',
    question: '20일 마감인 가상계좌중 한푼도 안들어온거 몇건 합계 얼마죠 (테스트x)',
    truth(world) {
      const open = listLivePayments(world).filter(
        ({ status, pay_method, vbank_date, deposit_history }) =>
          status === 'ready' &&
          pay_method === 'vbank' &&
          isWithin(vbank_date, '2026-11-20') &&
          (deposit_history ?? []).length === 0,
      );
      return { count: open.length, total: sumAmounts(open) };
    },
    async solve(ask) {
      const rows = pickRows(await ask('search_payments', { status: 'ready', pay_method: 'vbank', sandbox: false }));
      const open = rows.filter((row) => pickDay(row, 'vbank_date') === '2026-11-20' && pick(row, 'deposited') === 0);
      return { count: open.length, total: sumOf(open, 'amount') };
    },
  },
];
