import { describe, expect, it } from 'vitest';
import { describeChoice } from '../../../../../src/guard/confirmation/question/choice.ts';
import type { QuestionView } from '../../../../../src/guard/confirmation/question/question.ts';

const view: QuestionView = { lead: ['', '', ''], title: '', facts: [], warning: '', advice: [], sandbox: false };
const withAmount = (text: string) => ({ ...view, amount: { label: '', text } });
const withRows = (count: number) => ({
  table: { title: '', columns: [{ label: '' }], rows: Array.from({ length: count }, () => ['']) },
});
const refund = { title: { en: 'Refund', ko: '결제 환불' }, money: 'refund' } as const;
const charge = { title: { en: 'Charge billing key', ko: '빌링키 결제' }, money: 'charge_now' } as const;
const schedule = { title: { en: 'Create schedules', ko: '예약결제 등록' }, money: 'charge_later' } as const;
const cancelSchedules = { title: { en: 'Cancel schedules', ko: '예약결제 취소' } };

describe('the choice of a form', () => {
  it.each([
    [refund, withAmount('₩20,000'), '네, ₩20,000을 환불합니다', 'Yes, refund ₩20,000'],
    [refund, withAmount('USD 24.89'), '네, USD 24.89를 환불합니다', 'Yes, refund USD 24.89'],
    [charge, withAmount('₩1,500,000'), '네, ₩1,500,000을 지금 결제합니다', 'Yes, charge ₩1,500,000 now'],
    [schedule, withAmount('₩9,900'), '네, ₩9,900을 예약 결제합니다', 'Yes, schedule ₩9,900'],
    [
      schedule,
      { ...withAmount('₩29,700'), ...withRows(3) },
      '네, 예약 3건, 합계 ₩29,700을 예약 결제합니다',
      'Yes, schedule 3 charges, in all ₩29,700',
    ],
    [
      cancelSchedules,
      { ...view, ...withRows(3) },
      '네, 예약결제 3건을 취소합니다',
      'Yes, go ahead: Cancel schedules, 3 in all',
    ],
    [cancelSchedules, view, '네, 예약결제 취소를 진행합니다', 'Yes, go ahead: Cancel schedules'],
  ])('"yes" says what it does: %#', (operation, question, korean, english) => {
    expect(describeChoice(operation, question, 'ko')).toEqual({ title: '진행할까요?', no: '아니요', yes: korean });
    expect(describeChoice(operation, question, 'en')).toEqual({ title: 'Go ahead?', no: 'No', yes: english });
  });
});
