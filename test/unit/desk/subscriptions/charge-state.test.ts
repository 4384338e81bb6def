import { describe, expect, it } from 'vitest';
import { getFailureReason } from '../../../../src/desk/failure-reasons.ts';
import { adviseOnSchedule, getKeyState, getScheduleState } from '../../../../src/desk/subscriptions/charge-state.ts';
import { failReasons } from '../../../../src/sandbox/seed/payment-methods.ts';
import { buildBillingKey, buildSchedule, DAY, HOUR, NOW } from '../../../support/desk-cases.ts';

const getToolNames = (
  row: ReturnType<typeof buildSchedule>,
  stored: ReturnType<typeof buildBillingKey> | null | undefined,
) => adviseOnSchedule(row, getScheduleState(row, NOW), stored, NOW).next_steps?.map(({ tool }) => tool) ?? [];
const buildFailedSchedule = (fail_reason: string) => buildSchedule({ fail_reason });
const buildPendingSchedule = (schedule_at: number) =>
  buildSchedule({ schedule_status: 'scheduled', payment_status: null, schedule_at });

describe('the state of a schedule', () => {
  it.each([
    [buildSchedule(), 'failed'],
    [buildSchedule({ payment_status: 'paid' }), 'paid'],
    [buildSchedule({ payment_status: 'cancelled' }), 'refunded'],
    [buildSchedule({ payment_status: 'something new' }), 'unknown'],
    [buildSchedule({ schedule_status: 'revoked', payment_status: null }), 'revoked'],
    [buildPendingSchedule(NOW + DAY), 'due'],
    [buildPendingSchedule(NOW - 60), 'due'],
    [buildPendingSchedule(NOW - 2 * HOUR), 'not_run'],
  ])('the schedule %o has the state "%s"', (row, state) => {
    expect(getScheduleState(row, NOW)).toBe(state);
  });
});

describe('the billing key state of a schedule', () => {
  it('a key is missing only if PortOne said so, and replaced only if changed after the charge', () => {
    expect(getKeyState(buildSchedule(), undefined)).toBeUndefined();
    expect(getKeyState(buildSchedule(), null)).toBe('missing');
    expect(getKeyState(buildSchedule(), buildBillingKey())).toBe('stored');
    expect(getKeyState(buildSchedule(), buildBillingKey({ updated: NOW - HOUR }))).toBe('replaced');
    expect(getKeyState(buildSchedule(), buildBillingKey({ updated: NOW - 2 * DAY }))).toBe('stored');
  });
});

describe('the next steps for a failed schedule', () => {
  it.each([
    ['[3041]한도초과', ['reschedule_payment', 'retry_schedule']],
    ['[3054]잔액부족', ['reschedule_payment', 'retry_schedule']],
    ['[9099]은행 시스템 점검 시간입니다. 잠시 후 다시 시도해 주십시오', ['retry_schedule', 'reschedule_payment']],
    ['[3032]도난·분실카드', []],
    ['[F115]유효기간경과 카드', []],
    ['해지가맹점', []],
    ['이미 결제가 이루어진 merchant_uid입니다.', ['list_payments_by_order']],
    ['카드사 TIMEOUT', ['list_payments_by_order']],
    ['ZZ99 unbekannt', ['list_payments_by_order']],
  ])('the failure "%s" leads to the right next steps', (reason, steps) => {
    expect(getToolNames(buildFailedSchedule(reason), buildBillingKey())).toEqual(steps);
  });

  it('a replaced card is charged again at once, a missing card never', () => {
    expect(
      getToolNames(buildFailedSchedule('[F115]유효기간경과 카드'), buildBillingKey({ updated: NOW - HOUR }))[0],
    ).toBe('retry_schedule');
    expect(getToolNames(buildSchedule(), null)).toEqual([]);
    expect(getToolNames(buildSchedule(), undefined)).toEqual([]);
    expect(getToolNames(buildSchedule(), buildBillingKey({ pg_provider: 'tosspay_v2' }))).toEqual([]);
  });

  it('a charge whose result is not certain is looked up first, whatever became of the card', () => {
    const row = buildFailedSchedule('VAN 통신오류');
    expect(getToolNames(row, null)).toEqual(['list_payments_by_order']);
    expect(getToolNames(row, buildBillingKey({ updated: NOW - HOUR }))).toEqual(['list_payments_by_order']);
  });

  it('a charge that will fail can be cancelled, and nothing is suggested for a revoked one', () => {
    expect(getToolNames(buildPendingSchedule(NOW + DAY), null)).toEqual(['cancel_schedules']);
    expect(getToolNames(buildPendingSchedule(NOW + DAY), buildBillingKey())).toEqual([]);
    expect(getToolNames(buildSchedule({ schedule_status: 'revoked', revoked_at: NOW }), buildBillingKey())).toEqual([]);
  });

  it('a retry is scheduled for 10:00 Korean time, three days later', () => {
    const { next_steps } = adviseOnSchedule(buildSchedule(), 'failed', buildBillingKey(), NOW);
    expect(next_steps?.[0]?.arguments.schedule_at).toBe('2026-11-21T10:00:00+09:00');
  });
});

describe('the reason of a failed charge', () => {
  it('every failure reason of the sandbox is classified', () => {
    for (const said of failReasons) expect(getFailureReason(said).code, said).not.toBe('other');
  });

  it.each([
    ['고객사 요청에 의해 결제를 중단합니다. (상세사유 : 품절)', 'stopped_by_shop'],
    ['결제금액이 사전등록된 금액과 일치하지 않습니다.', 'not_registered_amount'],
    ['등록되지 않은 구매자입니다.', 'key_missing'],
    ['카드정보 인증에 실패하였습니다. [F113]거래거절 카드번호틀림', 'wrong_card'],
    ['{"code":"MaintenanceOngoing"}', 'maintenance'],
    ['사용자가 결제를 취소하셨습니다', 'closed_by_buyer'],
    ['ZZ99 unbekannt', 'other'],
    [null, 'other'],
  ])('the failure text %s is classified as %s', (said, code) => {
    expect(getFailureReason(said).code).toBe(code);
  });
});
