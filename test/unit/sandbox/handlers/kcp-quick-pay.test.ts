import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxSession, sandboxSession } from '../../../support/sandbox-session.ts';
import { sampleOf } from '../../../support/tool-results.ts';

let sandbox: SandboxSession;
beforeEach(async () => {
  sandbox = await sandboxSession();
});
afterEach(() => sandbox.close());
const member = () => sampleOf(sandbox.samples(), 'kcpquick_member');
const autopay = () => sampleOf(sandbox.samples(), 'kcpquick_autopay');

describe('prepare', () => {
  const body = { btid: 'BT1', cust_ip: '192.0.2.1', code_verifier: 'never-to-be-kept' };

  test('POST registers once, PUT changes what is there', async () => {
    expect(await sandbox.call('PUT', '/kcpquick/prepare/order_1', body)).toMatchObject({ status: 404, code: -1 });
    expect(await sandbox.call('POST', '/kcpquick/prepare/order_1', body)).toMatchObject({ status: 200, code: 0 });
    expect(await sandbox.call('POST', '/kcpquick/prepare/order_1', body)).toMatchObject({ status: 409, code: -1 });
    const changed = { ...body, btid: 'BT2', prepaid_auth_yn: 'Y', prepaid_amount: 5_000 };
    expect(await sandbox.call('PUT', '/kcpquick/prepare/order_1', changed)).toMatchObject({ status: 200, code: 0 });
    expect(sandbox.world().kcpquickPrepared.get('order_1')).toEqual({ btid: 'BT2', prepaidAmount: 5_000 });
    expect((await sandbox.ledger()).text).not.toContain('never-to-be-kept');
  });

  test.each([
    ['no amount beside prepaid_auth_yn', { ...body, prepaid_auth_yn: 'Y' }],
    ['a flag that is neither Y nor N', { ...body, prepaid_auth_yn: 'yes' }],
    ['a transaction number that is too long', { ...body, btid: 'B'.repeat(21) }],
    ['no verifier', { btid: 'BT1', cust_ip: '192.0.2.1' }],
  ])('400 for %s', async (_, bad) => {
    expect(await sandbox.call('POST', '/kcpquick/prepare/order_1', bad)).toMatchObject({ status: 400 });
    expect(sandbox.world().kcpquickPrepared.has('order_1')).toBe(false);
  });
});

describe('prepaid money', () => {
  const order = () => {
    const { member_id, channel_key, imp_uid } = member();
    return { member_id, channel_key, imp_uid, merchant_uid: 'order_1', name: '커피', amount: 4_500 };
  };
  const pay = (more: object = {}) => sandbox.call('POST', '/kcpquick/payment/money', { ...order(), ...more });

  test('a PIN check allows one payment', async () => {
    expect(await pay()).toMatchObject({
      status: 200,
      code: 0,
      response: { status: 'paid', amount: 4_500, pg_provider: 'kcp_quick', merchant_uid: 'order_1' },
    });
    expect(await pay({ merchant_uid: 'order_2' })).toMatchObject({ status: 200, response: null });
    const { entries } = await sandbox.ledger();
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ merchant_uid: 'order_1', amount: 4_500, status: 'paid' });
  });

  test('the same order is not paid twice', async () => {
    const { imp_uid = '' } = member();
    await pay();
    sandbox.world().kcpquickPinChecks.set(imp_uid, { memberId: member().member_id ?? '', used: false });
    const again = await pay();
    expect(again).toMatchObject({ status: 200, response: null });
    expect(again.code).not.toBe(0);
    expect(sandbox.world().kcpquickPinChecks.get(imp_uid)?.used).toBe(false);
  });

  test('refused without a PIN check of that member, a member, or a channel of KCP Quick Pay', async () => {
    const foreign = sampleOf(sandbox.samples(), 'naver_reviews').channel_key;
    for (const bad of [
      { imp_uid: 'imp_000000000000' },
      { member_id: 'nobody' },
      { channel_key: foreign },
      { amount: 0 },
    ]) {
      const said = await pay(bad);
      expect(said, JSON.stringify(bad)).toMatchObject({ status: 200, response: null });
      expect(said.code).not.toBe(0);
    }
    expect((await sandbox.ledger()).entries).toEqual([]);
  });
});

describe('autopay', () => {
  const order = () => ({ merchant_uid: 'order_1', name: '정기 배송', buyer_name: '홍길동', amount: 9_900 });
  const pay = (more: object = {}) =>
    sandbox.call('POST', '/kcpquick/payment/autopay', {
      ...order(),
      customer_uid: autopay().customer_uid,
      ...more,
    });

  test('charges the stored key, and no longer once it is deleted', async () => {
    const { customer_uid } = autopay();
    expect(await pay()).toMatchObject({ status: 200, code: 0, response: { status: 'paid', customer_uid } });
    expect(await sandbox.call('DELETE', `/kcpquick/autopay/${customer_uid}`)).toEqual({
      status: 200,
      code: 0,
      message: '자동결제 키가 정상적으로 삭제되었습니다.',
      response: { customer_uid },
    });
    expect(await sandbox.call('DELETE', `/kcpquick/autopay/${customer_uid}`)).toMatchObject({ status: 404, code: -1 });
    expect(await pay({ merchant_uid: 'order_2' })).toMatchObject({ status: 200, code: 1, response: null });
    expect((await sandbox.ledger()).entries).toHaveLength(2);
  });

  test('a charge that the PG refuses is code 0 with a failed payment', async () => {
    expect(await pay({ amount: 999_054 })).toMatchObject({
      status: 200,
      code: 0,
      response: { status: 'failed', fail_reason: '[3054]잔액부족' },
    });
  });

  test('nothing is no amount', async () => {
    expect(await pay({ amount: 0 })).toMatchObject({ status: 200, code: -1, response: null });
  });

  test('a billing key that is no autopay key is not charged', async () => {
    const other = [...sandbox.world().billingKeys.keys()].find((uid) => uid !== autopay().customer_uid);
    expect(await pay({ customer_uid: other })).toMatchObject({ status: 200, code: 1, response: null });
  });
});

describe('a member', () => {
  const release = () => {
    const { member_id, channel_key } = member();
    return sandbox.call('POST', `/kcpquick/members/${member_id}/fido/release`, { channel_key });
  };
  const remove = (more: Record<string, string> = {}) => {
    const { member_id, site_code = '', partner_type = '', partner_subtype = '' } = member();
    const query = new URLSearchParams({ site_code, partner_type, partner_subtype, ...more });
    return sandbox.call('DELETE', `/kcpquick/members/${member_id}?${query}`);
  };

  test('loses the biometrics once, with the documented message', async () => {
    expect(await release()).toEqual({
      status: 200,
      code: 0,
      message: '생체인증 사용이 정상적으로 해제되었습니다.',
      response: { member_id: member().member_id },
    });
    const again = await release();
    expect(again).toMatchObject({ status: 200, code: -1, response: null });
    expect(again.message).toContain('[C210]등록된 거래가 없습니다.');
  });

  test('biometrics: 400 for a foreign channel, 404 for an unknown member', async () => {
    const { channel_key } = member();
    const foreign = { channel_key: sampleOf(sandbox.samples(), 'naver_reviews').channel_key };
    expect(await sandbox.call('POST', `/kcpquick/members/${member().member_id}/fido/release`, foreign)).toMatchObject({
      status: 400,
    });
    expect(await sandbox.call('POST', '/kcpquick/members/nobody/fido/release', { channel_key })).toMatchObject({
      status: 404,
    });
  });

  test('is erased for good, and the autopay keys with it', async () => {
    expect(await remove({ site_code: 'OTHER' })).toMatchObject({ status: 404, code: -1 });
    expect(await remove()).toMatchObject({
      status: 200,
      response: { member_id: member().member_id, pg_provider: 'kcp_quick', pg_id: member().site_code },
    });
    expect(await remove()).toMatchObject({ status: 404, code: -1 });
    expect(sandbox.world().kcpquickAutopay.has(autopay().customer_uid ?? '')).toBe(false);
  });
});
