import { getBillingKey, isWithin, listSchedulesOf, toKoreanDay } from '../raw-data.ts';
import { pick, pickDay, pickLine, pickList, pickNumber } from '../read-answer.ts';
import type { Ticket } from '../ticket.ts';

/** Recurring charges: failed, to come, stopped. */
export const subscriptions: readonly Ticket[] = [
  {
    id: 'subscriptions-failed',
    question: '이번달 정기결제 실패한 고객 아이디 싹 다 뽑아주세요',
    truth(world) {
      const failed = [...world.schedules.values()].filter(
        ({ record }) => record.payment_status === 'failed' && isWithin(record.schedule_at, '2026-11-01', '2026-11-30'),
      );
      return { customer_uids: failed.map(({ record }) => record.customer_uid) };
    },
    async solve(ask) {
      const answer = await ask('review_subscriptions', { period: '이번 달', state: 'failed' });
      return { customer_uids: pickList(answer, 'failed').map((row) => pick(row, 'customer_uid')) };
    },
  },
  {
    id: 'subscription-next',
    question: '이바다님(customer_sample_0002) 다음 정기결제 언제 얼마 나가요',
    truth(world) {
      const next = listSchedulesOf(world, 'customer_sample_0002').find((one) => one.schedule_status === 'scheduled');
      return { charged_on: toKoreanDay(next?.schedule_at), amount: next?.amount ?? 0 };
    },
    async solve(ask) {
      const answer = await ask('review_subscriptions', { customer_uid: 'customer_sample_0002', state: 'due' });
      return { charged_on: pickDay(answer, 'due.0.schedule_at'), amount: pickNumber(answer, 'due.0.amount') };
    },
  },
  {
    id: 'subscription-keyless',
    question: '한가람 고객 12월 멤버십 결제 문제없이 나갈까요? 카드 지웠다고 들었는데',
    truth(world) {
      const next = listSchedulesOf(world, 'customer_sample_0006').find((one) => one.schedule_status === 'scheduled');
      return {
        merchant_uid: next?.merchant_uid ?? '',
        has_a_card: getBillingKey(world, 'customer_sample_0006') !== undefined,
      };
    },
    async solve(ask) {
      const answer = await ask('review_subscriptions', { buyer_name: '한가람' });
      return {
        merchant_uid: pick(answer, 'due.0.merchant_uid'),
        has_a_card: pick(answer, 'due.0.billing_key') !== 'missing',
      };
    },
  },
  {
    id: 'subscription-stopped',
    question: 'customer_sample_0003 박노을 해지처리 된거 맞죠? 앞으로 나갈거 없는지 확인만 해주세요',
    truth(world) {
      const schedules = listSchedulesOf(world, 'customer_sample_0003');
      const revoked = schedules.find((one) => one.schedule_status === 'revoked');
      return {
        charges_to_come: schedules.filter((one) => one.schedule_status === 'scheduled').length,
        stopped_merchant_uid: revoked?.merchant_uid ?? '',
      };
    },
    async solve(ask) {
      const answer = await ask('review_subscriptions', { customer_uid: 'customer_sample_0003' });
      return {
        charges_to_come: pickNumber(pickLine(answer, 'summary', 'state', 'due'), 'count'),
        stopped_merchant_uid: pick(answer, 'revoked.0.merchant_uid'),
      };
    },
  },
  {
    id: 'subscription-stop',
    question: '김하늘님 멤버십 해지해달래요. 예약된거 전부 취소. 고객아이디 customer_sample_0001',
    truth(world) {
      const open = listSchedulesOf(world, 'customer_sample_0001').filter((one) => one.schedule_status === 'scheduled');
      return { cancelled: open.map(({ merchant_uid }) => merchant_uid) };
    },
    writes: (world) => [
      {
        tool: 'cancel_schedules',
        arguments: {
          customer_uid: 'customer_sample_0001',
          merchant_uid: listSchedulesOf(world, 'customer_sample_0001')
            .filter((one) => one.schedule_status === 'scheduled')
            .map(({ merchant_uid }) => merchant_uid),
        },
      },
    ],
    async solve(ask) {
      const review = await ask('review_subscriptions', { customer_uid: 'customer_sample_0001' });
      const step = pickLine(review, 'next_steps', 'tool', 'cancel_schedules');
      const answer = await ask('cancel_schedules', Object(pick(step, 'arguments')));
      return { cancelled: pickList(answer, 'result').map((row) => pick(row, 'merchant_uid')) };
    },
  },
  {
    id: 'subscription-new-card',
    question: '임단비 고객 카드 새로 등록했대요 실패했던 12일꺼 지금 다시 결제해주세요',
    truth: (world) => ({
      merchant_uid: 'sub_0009_failed_6',
      amount:
        listSchedulesOf(world, 'customer_sample_0009').find(({ merchant_uid }) => merchant_uid === 'sub_0009_failed_6')
          ?.amount ?? 0,
    }),
    writes: () => [{ tool: 'retry_schedule', arguments: { merchant_uid: 'sub_0009_failed_6' } }],
    async solve(ask) {
      const found = await ask('search_payments', {
        buyer_name: '임단비',
        status: 'failed',
        fields: ['merchant_uid', 'amount'],
      });
      const merchant_uid = pick(found, 'payments.0.merchant_uid');
      await ask('retry_schedule', { merchant_uid });
      return { merchant_uid, amount: pickNumber(found, 'payments.0.amount') };
    },
  },
  {
    id: 'subscription-stop-by-name',
    question: '이바다님 멥버쉽 그만하신대요;; 남은거 있음 다 끊어주세요 고객아이디는 모르겠어요',
    truth(world) {
      const open = listSchedulesOf(world, 'customer_sample_0002').filter((one) => one.schedule_status === 'scheduled');
      return { cancelled: open.map(({ merchant_uid }) => merchant_uid) };
    },
    writes: (world) => [
      {
        tool: 'cancel_schedules',
        arguments: {
          customer_uid: 'customer_sample_0002',
          merchant_uid: listSchedulesOf(world, 'customer_sample_0002')
            .filter((one) => one.schedule_status === 'scheduled')
            .map(({ merchant_uid }) => merchant_uid),
        },
      },
    ],
    async solve(ask) {
      const review = await ask('review_subscriptions', { buyer_name: '이바다' });
      const step = pickLine(review, 'next_steps', 'tool', 'cancel_schedules');
      const answer = await ask('cancel_schedules', Object(pick(step, 'arguments')));
      return { cancelled: pickList(answer, 'result').map((row) => pick(row, 'merchant_uid')) };
    },
  },
];
