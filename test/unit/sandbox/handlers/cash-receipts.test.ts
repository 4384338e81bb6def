import { beforeEach, describe, expect, it } from 'vitest';
import * as rows from '../../../../src/endpoints/catalog/cash-receipts.ts';
import { channelOf } from '../../../../src/sandbox/behavior/channels.ts';
import { receiptHandlers } from '../../../../src/sandbox/handlers/cash-receipts.ts';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';
import type { World } from '../../../../src/sandbox/state/world.ts';
import { handled, said } from '../../../support/run-handler.ts';

const START = 1_795_000_000;
let world: World;
let samples: ReturnType<typeof createWorld>['samples'];
const sample = (situation: string, id = 'imp_uid'): string => samples[situation]?.[id] ?? '';
const payment = (impUid: string) => {
  const found = world.payments.get(impUid)?.shown;
  if (!found) throw new Error(`no payment ${impUid}`);
  return found;
};

beforeEach(() => {
  ({ world, samples } = createWorld({ seed: 1, startedAt: START }));
});

describe('a cash receipt', () => {
  const issue = (imp_uid: string, more: object = {}) =>
    handled(receiptHandlers, rows.issueReceipt, { imp_uid, identifier: '010-0000-0000', ...more }, world);
  const get = (imp_uid: string) => handled(receiptHandlers, rows.getReceipt, { imp_uid }, world);
  const revoke = (imp_uid: string) => handled(receiptHandlers, rows.revokeReceipt, { imp_uid }, world);

  it('is issued once, revoked, and issued again', () => {
    const uid = sample('receipt_none');
    const never = `해당 아임포트 고유 번호(${uid})로 현금영수증을 발급 한 내역이 존재하지 않습니다.`;
    expect(said(get(uid))).toEqual({ status: 404, code: -1, message: never });
    expect(said(revoke(uid))).toEqual({ status: 400, code: -1, message: never });

    const issued = issue(uid);
    expect(issued.response).toMatchObject({
      imp_uid: uid,
      amount: 55_000,
      vat: 5_000,
      type: 'person',
      cancelled_at: 0,
    });
    expect(issued.changed).toEqual({ imp_uid: uid, amount: 55_000 });
    expect(get(uid).response).toEqual(issued.response);
    expect(payment(uid).cash_receipt_issued).toBe(true);
    expect(issue(uid).status).toBe(400);
    expect(JSON.stringify([...world.receipts.values()])).not.toContain('010-0000-0000');

    world.clock.advance(60);
    expect(revoke(uid).response).toMatchObject({ cancelled_at: START + 60 });
    expect(payment(uid).cash_receipt_issued).toBe(false);
    expect(revoke(uid).status).toBe(400);
    expect(issue(uid).status).toBe(200);
  });

  it('is for what remains of the payment', () => {
    const shown = payment(sample('receipt_none'));
    Object.assign(shown, { status: 'cancelled', cancel_amount: 22_000 });
    expect(issue(shown.imp_uid, { tax_free: 11_000 }).response).toMatchObject({ amount: 33_000, vat: 2_000 });
  });

  it.each([
    ['a card', { pay_method: 'card' }, 400],
    ['a payment that waits', { status: 'ready' }, 400],
    ['a payment given back', { status: 'cancelled', cancel_amount: 55_000 }, 400],
    ['a PG without receipts', { pg_provider: 'kakaopay' }, 501],
    ['a PG that wants more', { pg_provider: 'settle' }, 400],
  ])('is refused for %s', (_, change, status) => {
    const shown = payment(sample('receipt_none'));
    Object.assign(shown, change);
    expect(issue(shown.imp_uid).status).toBe(status);
    expect(world.receipts.has(shown.imp_uid)).toBe(false);
  });

  it('of an unknown payment is 404, of an unsupported PG says so', () => {
    expect(said(issue('imp_none'))).toEqual({ status: 404, code: -1, message: '존재하지 않는 결제정보입니다.' });
    Object.assign(payment(sample('receipt_none')), { pg_provider: 'kakaopay' });
    expect(issue(sample('receipt_none')).message).toBe('현재 지원되지 않는 PG사입니다.');
    Object.assign(payment(sample('receipt_issued')), { pg_provider: 'kicc' });
    expect(revoke(sample('receipt_issued')).status).toBe(501);
  });
});

describe('a receipt of a sale made elsewhere', () => {
  const channel_key = channelOf('kcp')?.channel_key ?? '';
  const issue = (merchant_uid: string, more: object = {}) =>
    handled(
      receiptHandlers,
      rows.issueExternalReceipt,
      { merchant_uid, channel_key, name: '선반', amount: 11_000, identifier: '010-0000-0000', ...more },
      world,
    );
  const get = (merchant_uid: string) => handled(receiptHandlers, rows.getExternalReceipt, { merchant_uid }, world);
  const revoke = (merchant_uid: string) =>
    handled(receiptHandlers, rows.revokeExternalReceipt, { merchant_uid }, world);

  it('lives by the merchant_uid', () => {
    expect(get('shop-1').status).toBe(404);
    expect(revoke('shop-1').status).toBe(404);
    expect(issue('shop-1').response).toMatchObject({ merchant_uid: 'shop-1', amount: 11_000, vat: 1_000 });
    expect(issue('shop-1').status).toBe(400);
    expect(revoke('shop-1').response).toMatchObject({ cancelled_at: START });
    expect(get('shop-1').response).toMatchObject({ cancelled_at: START });
    expect(issue('shop-1', { amount: 22_000 }).response).toMatchObject({ amount: 22_000, cancelled_at: 0 });
  });

  it('needs a channel that exists, of a PG that issues', () => {
    expect(issue('shop-1', { channel_key: 'none' }).status).toBe(400);
    expect(issue('shop-1', { channel_key: channelOf('kakaopay')?.channel_key }).status).toBe(501);
    expect(issue('shop-1', { channel_key: channelOf('settle')?.channel_key }).status).toBe(400);
    const more = { channel_key: channelOf('settle')?.channel_key, identifier_type: 'phone' };
    expect(issue('shop-1', more).status).toBe(200);
  });
});
