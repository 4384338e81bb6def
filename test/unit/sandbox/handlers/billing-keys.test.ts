import { beforeEach, describe, expect, it } from 'vitest';
import * as rows from '../../../../src/endpoints/catalog/billing-keys.ts';
import { findLiveChannel, getGroupChannels, sampleChannelGroup } from '../../../../src/sandbox/behavior/channels.ts';
import { billingKeyHandlers } from '../../../../src/sandbox/handlers/billing-keys.ts';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';
import type { World } from '../../../../src/sandbox/state/world.ts';
import { pickStatus, runHandler } from '../../../support/run-handler.ts';

const START = 1_795_000_000;
const CARD = { card_number: '4000-1234-5678-9010', expiry: '2099-12', channel_key: getChannelKey('nice_v2') };
let world: World;
let samples: ReturnType<typeof createWorld>['samples'];

function getChannelKey(provider: string): string {
  return findLiveChannel(provider, 'api_payment')?.channel_key ?? findLiveChannel(provider)?.channel_key ?? '';
}

const getMissingMessage = (uid: string) => `요청하신 customer_uid(${uid})로 등록된 정보를 찾을 수 없습니다.`;

beforeEach(() => {
  ({ world, samples } = createWorld({ seed: 1, startedAt: START }));
});

describe('a billing key in the sandbox', () => {
  it('a new billing key has equal inserted and updated times, a replaced one does not', () => {
    const issueKey = (card_number: string) =>
      runHandler(billingKeyHandlers, rows.issueBillingKey, { ...CARD, card_number, customer_uid: 'anna' }, world);
    const first = issueKey(CARD.card_number).response as Record<string, unknown>;
    expect(first).toMatchObject({ customer_uid: 'anna', inserted: START, updated: START, card_name: '신한카드' });
    world.clock.advance(100);
    const second = issueKey('5000-1234-5678-9010').response;
    expect(second).toMatchObject({ inserted: START, updated: START + 100, card_name: 'KB국민카드' });
    const got = runHandler(billingKeyHandlers, rows.getBillingKey, { customer_uid: 'anna' }, world).response;
    expect(got).toEqual(second);
  });

  it('a billing key replaced within the same second still has a later updated time', () => {
    const issueKey = () =>
      runHandler(billingKeyHandlers, rows.issueBillingKey, { ...CARD, customer_uid: 'anna' }, world);
    issueKey();
    const { inserted, updated } = issueKey().response as { inserted: number; updated: number };
    expect(updated).toBeGreaterThan(inserted);
  });

  it('a billing key stores no card number, expiry or birth date', () => {
    const secrets = { card_number: '4000-1234-5678-9010', expiry: '2099-12', birth: '900101', pwd_2digit: '37' };
    const answer = runHandler(
      billingKeyHandlers,
      rows.issueBillingKey,
      { ...CARD, ...secrets, customer_uid: 'anna' },
      world,
    );
    expect(answer.response).toMatchObject({ card_number: '400012*********0' });
    const storedText = JSON.stringify([...world.billingKeys.values(), answer]);
    for (const secret of ['4000-1234', '4000123456789010', '2099-12', '900101', '"37"'])
      expect(storedText).not.toContain(secret);
  });

  it.each([
    ['4000-0000-0000-0000', '2099-12', '[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)'],
    ['12', '2099-12', '[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)'],
    ['4000-0000-0000-0113', '2099-12', '[F113]거래거절 카드번호틀림'],
    ['4000-1234-5678-9010', '2026-10', '[F115]유효기간경과 카드'],
    ['4000-1234-5678-9010', '2099-13', '[F114]유효기간 형식오류'],
  ])('a billing key is rejected for card %s valid until %s', (card_number, expiry, reason) => {
    const answer = runHandler(
      billingKeyHandlers,
      rows.issueBillingKey,
      { ...CARD, card_number, expiry, customer_uid: 'anna' },
      world,
    );
    expect(pickStatus(answer)).toEqual({
      status: 200,
      code: -1,
      message: `카드정보 인증 및 빌키 발급에 실패하였습니다. ${reason}`,
    });
    expect(answer.changed).toBeUndefined();
    expect(world.billingKeys.has('anna')).toBe(false);
  });

  it('the test cards of the samples issue or reject a billing key as their names say', () => {
    const codes = Object.entries(samples.test_cards ?? {}).map(([name, card_number]) => {
      const args = { ...CARD, card_number, customer_uid: name };
      return [name, runHandler(billingKeyHandlers, rows.issueBillingKey, args, world).code];
    });
    expect(Object.fromEntries(codes)).toEqual({
      pays: 0,
      unknown_to_pg: -1,
      refused_when_checked: -1,
      over_limit: 0,
      out_of_balance: 0,
    });
  });

  it('a billing key by card number is rejected at an easy-pay channel and at an unknown channel', () => {
    for (const channel_key of [getChannelKey('kakaopay'), 'channel-key-unknown']) {
      const answer = runHandler(
        billingKeyHandlers,
        rows.issueBillingKey,
        { ...CARD, channel_key, customer_uid: 'anna' },
        world,
      );
      expect(answer.code).toBe(-1);
      expect(world.billingKeys.has('anna')).toBe(false);
    }
  });

  it('a billing key of a routing group lists the channels that succeeded and failed', () => {
    const answer = runHandler(
      billingKeyHandlers,
      rows.issueBillingKey,
      { ...CARD, customer_uid: 'anna', channel_group_id: sampleChannelGroup },
      world,
    );
    const response = answer.response as Record<string, { pg_provider: string; type?: string }[]>;
    expect(response).toMatchObject({ channelGroupId: sampleChannelGroup, customer_uid: 'anna' });
    expect(response.succeededChannels?.map(({ pg_provider }) => pg_provider)).toEqual(['nice_v2', 'kcp']);
    expect(response.failedChannels).toMatchObject([{ pg_provider: 'tosspayments', type: 'INVALID_REQUEST' }]);
    expect(getGroupChannels(sampleChannelGroup)).toHaveLength(3);

    const withId = runHandler(
      billingKeyHandlers,
      rows.issueBillingKey,
      { ...CARD, customer_uid: 'anna', customer_id: 'anna-1', channel_group_id: sampleChannelGroup },
      world,
    );
    expect((withId.response as { succeededChannels: unknown[] }).succeededChannels).toHaveLength(3);
  });

  it('an unknown billing key gets 404, or 200 with code 1 if the sandbox is set to that', () => {
    const listCalls = () => [
      runHandler(billingKeyHandlers, rows.getBillingKey, { customer_uid: 'nobody' }, world),
      runHandler(billingKeyHandlers, rows.deleteBillingKey, { customer_uid: 'nobody' }, world),
    ];
    for (const answer of listCalls())
      expect(pickStatus(answer)).toEqual({ status: 404, code: 1, message: getMissingMessage('nobody') });
    world.missingBillingKey = '200';
    for (const answer of listCalls())
      expect(pickStatus(answer)).toEqual({ status: 200, code: 1, message: getMissingMessage('nobody') });
  });

  it('a deleted billing key is gone, and its schedules remain', () => {
    const customer_uid = samples.subscription?.customer_uid ?? '';
    const answer = runHandler(billingKeyHandlers, rows.deleteBillingKey, { customer_uid }, world);
    expect(answer.response).toMatchObject({ customer_uid });
    expect(runHandler(billingKeyHandlers, rows.getBillingKey, { customer_uid }, world).status).toBe(404);
    expect(world.schedules.get(samples.subscription?.merchant_uid ?? '')?.record.schedule_status).toBe('scheduled');
  });
});

describe('the lists of billing keys', () => {
  it('listing several billing keys returns 207 with those that exist, and 404 if none does', () => {
    const listKeys = (...customer_uids: string[]) =>
      runHandler(billingKeyHandlers, rows.listBillingKeys, { customer_uids }, world);
    const known = samples.subscription?.customer_uid ?? '';
    const other = samples.super_billing_key?.customer_uid ?? '';
    expect(listKeys(known, other).status).toBe(200);
    const partial = listKeys(known, 'nobody');
    expect(partial.status).toBe(207);
    expect(partial.code).toBe(0);
    expect(partial.response).toMatchObject([{ customer_uid: known }]);
    expect(listKeys('nobody').status).toBe(404);
  });

  it('the payments of a billing key are paged, newest first, and empty for an unknown key', () => {
    const listCustomerPayments = (customer_uid: string, page?: number) =>
      runHandler(
        billingKeyHandlers,
        rows.listBillingKeyPayments,
        page === undefined ? { customer_uid } : { customer_uid, page },
        world,
      ).response as { total: number; previous: number; next: number; list: { started_at: number }[] };
    const first = listCustomerPayments(samples.subscription?.customer_uid ?? '');
    expect(first).toMatchObject({ total: 3, previous: 0, next: 0 });
    const times = first.list.map(({ started_at }) => started_at);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(listCustomerPayments(samples.subscription?.customer_uid ?? '', 2)).toMatchObject({
      total: 3,
      previous: 1,
      next: 0,
      list: [],
    });
    expect(listCustomerPayments('nobody')).toEqual({ total: 0, previous: 0, next: 0, list: [] });
  });
});
