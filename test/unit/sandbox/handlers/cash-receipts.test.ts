import { beforeEach, describe, expect, it } from 'vitest';
import * as rows from '../../../../src/endpoints/catalog/cash-receipts.ts';
import { findLiveChannel } from '../../../../src/sandbox/behavior/channels.ts';
import { receiptHandlers } from '../../../../src/sandbox/handlers/cash-receipts.ts';
import { externalReceiptHandlers } from '../../../../src/sandbox/handlers/external-cash-receipts.ts';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';
import type { World } from '../../../../src/sandbox/state/world.ts';
import { pickStatus, runHandler } from '../../../support/run-handler.ts';

const START = 1_795_000_000;
let world: World;
let samples: ReturnType<typeof createWorld>['samples'];
const getSampleId = (situation: string, id = 'imp_uid'): string => samples[situation]?.[id] ?? '';
const getStoredPayment = (impUid: string) => {
  const found = world.payments.get(impUid)?.record;
  if (!found) throw new Error(`no payment ${impUid}`);
  return found;
};

beforeEach(() => {
  ({ world, samples } = createWorld({ seed: 1, startedAt: START }));
});

describe('a cash receipt in the sandbox', () => {
  const issueReceipt = (imp_uid: string, more: object = {}) =>
    runHandler(receiptHandlers, rows.issueReceipt, { imp_uid, identifier: '010-0000-0000', ...more }, world);
  const getReceipt = (imp_uid: string) => runHandler(receiptHandlers, rows.getReceipt, { imp_uid }, world);
  const revokeReceipt = (imp_uid: string) => runHandler(receiptHandlers, rows.revokeReceipt, { imp_uid }, world);

  it('a cash receipt is issued once, revoked and issued again', () => {
    const uid = getSampleId('receipt_none');
    const never = `해당 아임포트 고유 번호(${uid})로 현금영수증을 발급 한 내역이 존재하지 않습니다.`;
    expect(pickStatus(getReceipt(uid))).toEqual({ status: 404, code: -1, message: never });
    expect(pickStatus(revokeReceipt(uid))).toEqual({ status: 400, code: -1, message: never });

    const issued = issueReceipt(uid);
    expect(issued.response).toMatchObject({
      imp_uid: uid,
      amount: 55_000,
      vat: 5_000,
      type: 'person',
      cancelled_at: 0,
    });
    expect(issued.changed).toEqual({ imp_uid: uid, amount: 55_000 });
    expect(getReceipt(uid).response).toEqual(issued.response);
    expect(getStoredPayment(uid).cash_receipt_issued).toBe(true);
    expect(issueReceipt(uid).status).toBe(400);
    expect(JSON.stringify([...world.receipts.values()])).not.toContain('010-0000-0000');

    world.clock.advance(60);
    expect(revokeReceipt(uid).response).toMatchObject({ cancelled_at: START + 60 });
    expect(getStoredPayment(uid).cash_receipt_issued).toBe(false);
    expect(revokeReceipt(uid).status).toBe(400);
    expect(issueReceipt(uid).status).toBe(200);
  });

  it('a cash receipt covers the remaining amount of the payment', () => {
    const storedPayment = getStoredPayment(getSampleId('receipt_none'));
    Object.assign(storedPayment, { status: 'cancelled', cancel_amount: 22_000 });
    expect(issueReceipt(storedPayment.imp_uid, { tax_free: 11_000 }).response).toMatchObject({
      amount: 33_000,
      vat: 2_000,
    });
  });

  it.each([
    ['a card', { pay_method: 'card' }, 400],
    ['an unpaid payment', { status: 'ready' }, 400],
    ['a refunded payment', { status: 'cancelled', cancel_amount: 55_000 }, 400],
    ['a PG without receipts', { pg_provider: 'kakaopay' }, 501],
    ['a PG that requires more', { pg_provider: 'settle' }, 400],
  ])('a cash receipt is rejected for %s', (_, change, status) => {
    const storedPayment = getStoredPayment(getSampleId('receipt_none'));
    Object.assign(storedPayment, change);
    expect(issueReceipt(storedPayment.imp_uid).status).toBe(status);
    expect(world.receipts.has(storedPayment.imp_uid)).toBe(false);
  });

  it('a cash receipt gets 404 for an unknown payment, and an explanation for an unsupported PG', () => {
    expect(pickStatus(issueReceipt('imp_none'))).toEqual({
      status: 404,
      code: -1,
      message: '존재하지 않는 결제정보입니다.',
    });
    Object.assign(getStoredPayment(getSampleId('receipt_none')), { pg_provider: 'kakaopay' });
    expect(issueReceipt(getSampleId('receipt_none')).message).toBe('현재 지원되지 않는 PG사입니다.');
    Object.assign(getStoredPayment(getSampleId('receipt_issued')), { pg_provider: 'kicc' });
    expect(revokeReceipt(getSampleId('receipt_issued')).status).toBe(501);
  });
});

describe('a cash receipt of an external sale', () => {
  const channel_key = findLiveChannel('kcp')?.channel_key ?? '';
  const issueReceipt = (merchant_uid: string, more: object = {}) =>
    runHandler(
      externalReceiptHandlers,
      rows.issueExternalReceipt,
      { merchant_uid, channel_key, name: '선반', amount: 11_000, identifier: '010-0000-0000', ...more },
      world,
    );
  const getReceipt = (merchant_uid: string) =>
    runHandler(externalReceiptHandlers, rows.getExternalReceipt, { merchant_uid }, world);
  const revokeReceipt = (merchant_uid: string) =>
    runHandler(externalReceiptHandlers, rows.revokeExternalReceipt, { merchant_uid }, world);

  it('an external cash receipt is identified by its merchant_uid', () => {
    expect(getReceipt('shop-1').status).toBe(404);
    expect(revokeReceipt('shop-1').status).toBe(404);
    expect(issueReceipt('shop-1').response).toMatchObject({ merchant_uid: 'shop-1', amount: 11_000, vat: 1_000 });
    expect(issueReceipt('shop-1').status).toBe(400);
    expect(revokeReceipt('shop-1').response).toMatchObject({ cancelled_at: START });
    expect(getReceipt('shop-1').response).toMatchObject({ cancelled_at: START });
    expect(issueReceipt('shop-1', { amount: 22_000 }).response).toMatchObject({ amount: 22_000, cancelled_at: 0 });
  });

  it('an external cash receipt requires an existing channel of a PG that issues receipts', () => {
    expect(issueReceipt('shop-1', { channel_key: 'none' }).status).toBe(400);
    expect(issueReceipt('shop-1', { channel_key: findLiveChannel('kakaopay')?.channel_key }).status).toBe(501);
    expect(issueReceipt('shop-1', { channel_key: findLiveChannel('settle')?.channel_key }).status).toBe(400);
    const more = { channel_key: findLiveChannel('settle')?.channel_key, identifier_type: 'phone' };
    expect(issueReceipt('shop-1', more).status).toBe(200);
  });
});
