import { beforeEach, describe, expect, it } from 'vitest';
import { issueCvsPayment, revokeCvsPayment } from '../../../../src/endpoints/catalog/convenience-store.ts';
import { createVbank, revokeVbank, updateVbank } from '../../../../src/endpoints/catalog/virtual-accounts.ts';
import { findLiveChannel } from '../../../../src/sandbox/behavior/channels.ts';
import { applyDeposit } from '../../../../src/sandbox/behavior/deposit.ts';
import { cvsHandlers } from '../../../../src/sandbox/handlers/convenience-store.ts';
import { vbankHandlers } from '../../../../src/sandbox/handlers/virtual-accounts.ts';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';
import type { World } from '../../../../src/sandbox/state/world.ts';
import { pickStatus, runHandler } from '../../../support/run-handler.ts';

const START = 1_795_000_000;
let world: World;
let samples: ReturnType<typeof createWorld>['samples'];

beforeEach(() => {
  ({ world, samples } = createWorld({ seed: 1, startedAt: START }));
});

const getImpUid = (situation: string): string => samples[situation]?.imp_uid ?? `no sample ${situation}`;
const getChannel = (provider: string) => ({ channel_key: findLiveChannel(provider)?.channel_key ?? '' });

describe('a virtual account in the sandbox', () => {
  const buildOrder = () => ({
    ...getChannel('settle'),
    merchant_uid: 'order_new',
    amount: 50_000,
    vbank_code: '004',
    vbank_due: START + 86_400,
    vbank_holder: '샌드박스상점',
  });
  const createAccount = (more: object = {}) =>
    runHandler(vbankHandlers, createVbank, { ...buildOrder(), ...more }, world);

  it('a virtual account becomes paid by its deposit, and an order may have several accounts', () => {
    const first = createAccount();
    expect(first).toMatchObject({
      status: 200,
      code: 0,
      response: {
        status: 'ready',
        pay_method: 'vbank',
        vbank_name: 'KB국민은행',
        vbank_date: START + 86_400,
        paid_at: 0,
      },
      changed: { merchant_uid: 'order_new', amount: 50_000, status: 'ready' },
    });
    expect(createAccount().code).toBe(0);
    const imp_uid = String(first.changed?.imp_uid);
    world.clock.advance(60);
    expect(applyDeposit(world, imp_uid)).toMatchObject({ status: 'deposited', changed: { status: 'paid' } });
    expect(world.payments.get(imp_uid)?.record).toMatchObject({ status: 'paid', paid_at: START + 60 });
    expect(applyDeposit(world, imp_uid)).toMatchObject({ status: 'rejected', httpStatus: 400 });
    expect(createAccount()).toMatchObject({
      code: 1,
      message: expect.stringContaining('이미 주문이 이루어진 건입니다.'),
    });
  });

  it.each([
    ['an unknown channel', () => ({ channel_key: 'none' }), 1],
    ['a PG without virtual accounts', () => getChannel('kakaopay'), 1],
    ['an unknown bank', () => ({ vbank_code: '999' }), 1],
    ['a due date in the past', () => ({ vbank_due: START }), 1],
    ['an amount other than prepared', () => ({ merchant_uid: 'order_prepared' }), 1],
    ['Inicis without its key', () => getChannel('html5_inicis'), -1],
  ])('a virtual account is not issued for %s', (_what, more, code) => {
    const before = world.payments.size;
    expect(createAccount(more())).toMatchObject({ status: 200, code, response: null });
    expect(world.payments.size).toBe(before);
  });

  it('a virtual account at Inicis is issued with the PG API key', () => {
    expect(createAccount({ ...getChannel('html5_inicis'), pg_api_key: 'key' }).code).toBe(0);
  });

  it('a virtual account accepts no deposit after its due date', () => {
    const imp_uid = String(createAccount().changed?.imp_uid);
    world.clock.advance(86_401);
    expect(applyDeposit(world, imp_uid)).toMatchObject({ status: 'rejected', httpStatus: 400 });
    expect(world.payments.get(imp_uid)?.record.status).toBe('ready');
  });

  it('a virtual account can be changed before its deposit, at Hecto only', () => {
    const updateAccount = (imp_uid: string, more: object) =>
      runHandler(vbankHandlers, updateVbank, { imp_uid, ...more }, world);
    expect(updateAccount(getImpUid('vbank_waiting'), { vbank_due: START + 5 })).toMatchObject({
      code: 0,
      response: { amount: 39_800, vbank_date: START + 5 },
    });
    expect(updateAccount(getImpUid('vbank_waiting'), { amount: 1_000 }).response).toMatchObject({ amount: 1_000 });
    expect(updateAccount(getImpUid('vbank_waiting'), { vbank_due: START }).status).toBe(400);
    expect(updateAccount(getImpUid('vbank_inicis'), { amount: 1_000 })).toMatchObject({ status: 400, code: -1 });
    expect(updateAccount(getImpUid('vbank_paid'), { amount: 1_000 }).message).toBe(
      '가상계좌가 입금대기 상태가 아닙니다.',
    );
    expect(updateAccount(getImpUid('paid_card'), { amount: 1_000 }).message).toBe('가상계좌 결제건이 아닙니다.');
    expect(pickStatus(updateAccount('imp_none', { amount: 1_000 }))).toEqual({
      status: 404,
      code: -1,
      message: '존재하지 않는 결제정보입니다.',
    });
  });

  it('a revoked virtual account is shown as failed, and Inicis requires its PG API key', () => {
    const revokePayment = (imp_uid: string, more: object = {}) =>
      runHandler(vbankHandlers, revokeVbank, { imp_uid, ...more }, world);
    expect(revokePayment(getImpUid('vbank_waiting'))).toMatchObject({
      code: 0,
      response: { status: 'failed', failed_at: START },
    });
    expect(revokePayment(getImpUid('vbank_waiting'))).toMatchObject({ status: 400 });
    expect(applyDeposit(world, getImpUid('vbank_waiting'))).toMatchObject({ status: 'rejected', httpStatus: 400 });
    expect(revokePayment(getImpUid('vbank_inicis'))).toMatchObject({ status: 400 });
    expect(revokePayment(getImpUid('vbank_inicis'), { pg_api_key: 'key' })).toMatchObject({ code: 0 });
    expect(revokePayment('imp_none').status).toBe(404);
  });
});

describe('a convenience-store barcode in the sandbox', () => {
  const issuePayment = (more: object = {}) =>
    runHandler(
      cvsHandlers,
      issueCvsPayment,
      { ...getChannel('galaxia'), merchant_uid: 'order_new', amount: 15_000, ...more },
      world,
    );

  it('a barcode is issued, paid at the counter, and then neither issued nor revoked again', () => {
    const issued = issuePayment({ barcode: '880001', expired_at: START + 100 });
    expect(issued.response).toMatchObject({ status: 'ready', pay_method: 'cvs', pg_provider: 'galaxia' });
    const imp_uid = String(issued.changed?.imp_uid);
    expect(applyDeposit(world, imp_uid)).toMatchObject({ status: 'deposited' });
    expect(issuePayment()).toMatchObject({ status: 200, code: 1 });
    expect(runHandler(cvsHandlers, revokeCvsPayment, { imp_uid }, world)).toMatchObject({ status: 200, code: 1 });
  });

  it('a barcode requires Galaxia, a future due date and the prepared amount', () => {
    for (const more of [getChannel('settle'), { expired_at: START }, { merchant_uid: 'order_prepared' }])
      expect(issuePayment(more)).toMatchObject({ status: 200, code: 1, response: null });
  });

  it('a barcode can be revoked before it is paid', () => {
    const revokePayment = (imp_uid: string) => runHandler(cvsHandlers, revokeCvsPayment, { imp_uid }, world);
    expect(revokePayment(getImpUid('cvs_waiting'))).toMatchObject({ code: 0, response: { status: 'failed' } });
    for (const imp_uid of [getImpUid('cvs_waiting'), getImpUid('paid_card'), 'imp_none'])
      expect(revokePayment(imp_uid)).toMatchObject({ status: 200, code: 1 });
  });
});
