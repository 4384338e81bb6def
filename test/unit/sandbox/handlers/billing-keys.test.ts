import { beforeEach, describe, expect, it } from 'vitest';
import * as rows from '../../../../src/endpoints/catalog/billing-keys.ts';
import { channelOf, groupChannels, sampleGroup } from '../../../../src/sandbox/behavior/channels.ts';
import { billingKeyHandlers } from '../../../../src/sandbox/handlers/billing-keys.ts';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';
import type { World } from '../../../../src/sandbox/state/world.ts';
import { handled, said } from '../../../support/run-handler.ts';

const START = 1_795_000_000;
const CARD = { card_number: '4000-1234-5678-9010', expiry: '2099-12', channel_key: key('nice_v2') };
let world: World;
let samples: ReturnType<typeof createWorld>['samples'];

function key(provider: string): string {
  return channelOf(provider, 'api_payment')?.channel_key ?? channelOf(provider)?.channel_key ?? '';
}

const missing = (uid: string) => `요청하신 customer_uid(${uid})로 등록된 정보를 찾을 수 없습니다.`;

beforeEach(() => {
  ({ world, samples } = createWorld({ seed: 1, startedAt: START }));
});

describe('a billing key', () => {
  it('is new when inserted equals updated, and replaced under the same customer_uid when not', () => {
    const issue = (card_number: string) =>
      handled(billingKeyHandlers, rows.issueBillingKey, { ...CARD, card_number, customer_uid: 'anna' }, world);
    const first = issue(CARD.card_number).response as Record<string, unknown>;
    expect(first).toMatchObject({ customer_uid: 'anna', inserted: START, updated: START, card_name: '신한카드' });
    world.clock.advance(100);
    const second = issue('5000-1234-5678-9010').response;
    expect(second).toMatchObject({ inserted: START, updated: START + 100, card_name: 'KB국민카드' });
    const got = handled(billingKeyHandlers, rows.getBillingKey, { customer_uid: 'anna' }, world).response;
    expect(got).toEqual(second);
  });

  it('is no new one when it is replaced within the second', () => {
    const issue = () => handled(billingKeyHandlers, rows.issueBillingKey, { ...CARD, customer_uid: 'anna' }, world);
    issue();
    const { inserted, updated } = issue().response as { inserted: number; updated: number };
    expect(updated).toBeGreaterThan(inserted);
  });

  it('keeps no card number, expiry or birth date', () => {
    const secrets = { card_number: '4000-1234-5678-9010', expiry: '2099-12', birth: '900101', pwd_2digit: '37' };
    const answer = handled(
      billingKeyHandlers,
      rows.issueBillingKey,
      { ...CARD, ...secrets, customer_uid: 'anna' },
      world,
    );
    expect(answer.response).toMatchObject({ card_number: '400012*********0' });
    const kept = JSON.stringify([...world.billingKeys.values(), answer]);
    for (const secret of ['4000-1234', '4000123456789010', '2099-12', '900101', '"37"'])
      expect(kept).not.toContain(secret);
  });

  it.each([
    ['4000-0000-0000-0000', '2099-12', '[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)'],
    ['12', '2099-12', '[F112]유효하지않은 카드번호를 입력하셨습니다. (card_bin 없음)'],
    ['4000-0000-0000-0113', '2099-12', '[F113]거래거절 카드번호틀림'],
    ['4000-1234-5678-9010', '2026-10', '[F115]유효기간경과 카드'],
    ['4000-1234-5678-9010', '2099-13', '[F114]유효기간 형식오류'],
  ])('is refused for card %s good thru %s', (card_number, expiry, reason) => {
    const answer = handled(
      billingKeyHandlers,
      rows.issueBillingKey,
      { ...CARD, card_number, expiry, customer_uid: 'anna' },
      world,
    );
    expect(said(answer)).toEqual({
      status: 200,
      code: -1,
      message: `카드정보 인증 및 빌키 발급에 실패하였습니다. ${reason}`,
    });
    expect(answer.changed).toBeUndefined();
    expect(world.billingKeys.has('anna')).toBe(false);
  });

  it('is issued or not for each test card as the samples name it', () => {
    const codes = Object.entries(samples.test_cards ?? {}).map(([name, card_number]) => {
      const args = { ...CARD, card_number, customer_uid: name };
      return [name, handled(billingKeyHandlers, rows.issueBillingKey, args, world).code];
    });
    expect(Object.fromEntries(codes)).toEqual({
      pays: 0,
      unknown_to_pg: -1,
      refused_when_checked: -1,
      over_limit: 0,
      out_of_balance: 0,
    });
  });

  it('is not issued by number at a PG that issues in its window, nor at an unknown channel', () => {
    for (const channel_key of [key('kakaopay'), 'channel-key-unknown']) {
      const answer = handled(
        billingKeyHandlers,
        rows.issueBillingKey,
        { ...CARD, channel_key, customer_uid: 'anna' },
        world,
      );
      expect(answer.code).toBe(-1);
      expect(world.billingKeys.has('anna')).toBe(false);
    }
  });

  it('of a routing group shows where it was issued and where not', () => {
    const answer = handled(
      billingKeyHandlers,
      rows.issueBillingKey,
      { ...CARD, customer_uid: 'anna', channel_group_id: sampleGroup },
      world,
    );
    const response = answer.response as Record<string, { pg_provider: string; type?: string }[]>;
    expect(response).toMatchObject({ channelGroupId: sampleGroup, customer_uid: 'anna' });
    expect(response.succeededChannels?.map(({ pg_provider }) => pg_provider)).toEqual(['nice_v2', 'kcp']);
    expect(response.failedChannels).toMatchObject([{ pg_provider: 'tosspayments', type: 'INVALID_REQUEST' }]);
    expect(groupChannels(sampleGroup)).toHaveLength(3);

    const withId = handled(
      billingKeyHandlers,
      rows.issueBillingKey,
      { ...CARD, customer_uid: 'anna', customer_id: 'anna-1', channel_group_id: sampleGroup },
      world,
    );
    expect((withId.response as { succeededChannels: unknown[] }).succeededChannels).toHaveLength(3);
  });

  it('that does not exist is 404, or 200 with code 1 when the old answers are wanted', () => {
    const calls = () => [
      handled(billingKeyHandlers, rows.getBillingKey, { customer_uid: 'nobody' }, world),
      handled(billingKeyHandlers, rows.deleteBillingKey, { customer_uid: 'nobody' }, world),
    ];
    for (const answer of calls()) expect(said(answer)).toEqual({ status: 404, code: 1, message: missing('nobody') });
    world.oldBillingKeyAnswers = true;
    for (const answer of calls()) expect(said(answer)).toEqual({ status: 200, code: 1, message: missing('nobody') });
  });

  it('once deleted is gone, and its schedules stay', () => {
    const customer_uid = samples.subscription?.customer_uid ?? '';
    const answer = handled(billingKeyHandlers, rows.deleteBillingKey, { customer_uid }, world);
    expect(answer.response).toMatchObject({ customer_uid });
    expect(handled(billingKeyHandlers, rows.getBillingKey, { customer_uid }, world).status).toBe(404);
    expect(world.schedules.get(samples.subscription?.merchant_uid ?? '')?.shown.schedule_status).toBe('scheduled');
  });

  it('of Naver Pay is deleted only with a reason and a requester', () => {
    const customer_uid = samples.naverpay_key?.customer_uid ?? '';
    const remove = (more: { reason?: string; extra?: { requester?: 'customer' } }) =>
      handled(billingKeyHandlers, rows.deleteBillingKey, { customer_uid, ...more }, world);
    expect(remove({}).status).toBe(400);
    expect(remove({ reason: '해지' }).status).toBe(400);
    expect(remove({ reason: '해지', extra: { requester: 'customer' } }).status).toBe(200);
  });
});

describe('lists of a billing key', () => {
  it('answer 207 with those that exist, and 404 when none does', () => {
    const list = (...customer_uids: string[]) =>
      handled(billingKeyHandlers, rows.listBillingKeys, { customer_uids }, world);
    const known = samples.subscription?.customer_uid ?? '';
    const other = samples.super_billing_key?.customer_uid ?? '';
    expect(list(known, other).status).toBe(200);
    const partial = list(known, 'nobody');
    expect(partial.status).toBe(207);
    expect(partial.code).toBe(0);
    expect(partial.response).toMatchObject([{ customer_uid: known }]);
    expect(list('nobody').status).toBe(404);
  });

  it('page its payments, newest first; an unknown key has none', () => {
    const page = (customer_uid: string, page?: number) =>
      handled(
        billingKeyHandlers,
        rows.listBillingKeyPayments,
        page === undefined ? { customer_uid } : { customer_uid, page },
        world,
      ).response as { total: number; previous: number; next: number; list: { started_at: number }[] };
    const first = page(samples.subscription?.customer_uid ?? '');
    expect(first).toMatchObject({ total: 3, previous: 0, next: 0 });
    const times = first.list.map(({ started_at }) => started_at);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(page(samples.subscription?.customer_uid ?? '', 2)).toMatchObject({
      total: 3,
      previous: 1,
      next: 0,
      list: [],
    });
    expect(page('nobody')).toEqual({ total: 0, previous: 0, next: 0, list: [] });
  });
});
