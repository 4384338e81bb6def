import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SandboxSession, startSandboxSession } from '../../../support/sandbox-session.ts';
import { getSample } from '../../../support/tool-results.ts';

let sandbox: SandboxSession;
beforeEach(async () => {
  sandbox = await startSandboxSession();
});
afterEach(() => sandbox.close());
const getMember = () => getSample(sandbox.getSamples(), 'kcpquick_member');
const getAutopay = () => getSample(sandbox.getSamples(), 'kcpquick_autopay');

describe('the KCP Quick Pay registration in the sandbox', () => {
  const body = { btid: 'BT1', cust_ip: '192.0.2.1', code_verifier: 'never-to-be-kept' };

  test('a registration is created once by POST and changed by PUT', async () => {
    expect(await sandbox.call('PUT', '/kcpquick/prepare/order_1', body)).toMatchObject({ status: 404, code: -1 });
    expect(await sandbox.call('POST', '/kcpquick/prepare/order_1', body)).toMatchObject({ status: 200, code: 0 });
    expect(await sandbox.call('POST', '/kcpquick/prepare/order_1', body)).toMatchObject({ status: 409, code: -1 });
    const changed = { ...body, btid: 'BT2', prepaid_auth_yn: 'Y', prepaid_amount: 5_000 };
    expect(await sandbox.call('PUT', '/kcpquick/prepare/order_1', changed)).toMatchObject({ status: 200, code: 0 });
    expect(sandbox.getWorld().kcpquickPrepared.get('order_1')).toEqual({ btid: 'BT2', prepaidAmount: 5_000 });
    expect((await sandbox.readLedger()).text).not.toContain('never-to-be-kept');
  });

  test.each([
    ['prepaid_auth_yn without an amount', { ...body, prepaid_auth_yn: 'Y' }],
    ['a flag that is neither Y nor N', { ...body, prepaid_auth_yn: 'yes' }],
    ['a transaction number that is too long', { ...body, btid: 'B'.repeat(21) }],
    ['a missing verifier', { btid: 'BT1', cust_ip: '192.0.2.1' }],
  ])('a registration gets 400 for %s', async (_, bad) => {
    expect(await sandbox.call('POST', '/kcpquick/prepare/order_1', bad)).toMatchObject({ status: 400 });
    expect(sandbox.getWorld().kcpquickPrepared.has('order_1')).toBe(false);
  });
});

describe('KCP Quick Pay prepaid money in the sandbox', () => {
  const buildOrder = () => {
    const { member_id, channel_key, imp_uid } = getMember();
    return { member_id, channel_key, imp_uid, merchant_uid: 'order_1', name: '커피', amount: 4_500 };
  };
  const payOrder = (more: object = {}) => sandbox.call('POST', '/kcpquick/payment/money', { ...buildOrder(), ...more });

  test('a PIN check allows exactly one payment', async () => {
    expect(await payOrder()).toMatchObject({
      status: 200,
      code: 0,
      response: { status: 'paid', amount: 4_500, pg_provider: 'kcp_quick', merchant_uid: 'order_1' },
    });
    expect(await payOrder({ merchant_uid: 'order_2' })).toMatchObject({ status: 200, response: null });
    const { entries } = await sandbox.readLedger();
    expect(entries).toHaveLength(1);
    expect(entries[0]).toMatchObject({ merchant_uid: 'order_1', amount: 4_500, status: 'paid' });
  });

  test('a paid order is not charged again', async () => {
    const { imp_uid = '' } = getMember();
    await payOrder();
    sandbox.getWorld().kcpquickPinChecks.set(imp_uid, { memberId: getMember().member_id ?? '', used: false });
    const again = await payOrder();
    expect(again).toMatchObject({ status: 200, response: null });
    expect(again.code).not.toBe(0);
    expect(sandbox.getWorld().kcpquickPinChecks.get(imp_uid)?.used).toBe(false);
  });

  test('a payment requires a PIN check of the member, a known member and a KCP Quick Pay channel', async () => {
    const foreign = getSample(sandbox.getSamples(), 'naver_reviews').channel_key;
    for (const bad of [
      { imp_uid: 'imp_000000000000' },
      { member_id: 'nobody' },
      { channel_key: foreign },
      { amount: 0 },
    ]) {
      const reply = await payOrder(bad);
      expect(reply, JSON.stringify(bad)).toMatchObject({ status: 200, response: null });
      expect(reply.code).not.toBe(0);
    }
    expect((await sandbox.readLedger()).entries).toEqual([]);
  });
});

describe('KCP Quick Pay autopay in the sandbox', () => {
  const buildOrder = () => ({ merchant_uid: 'order_1', name: '정기 배송', buyer_name: '홍길동', amount: 9_900 });
  const payOrder = (more: object = {}) =>
    sandbox.call('POST', '/kcpquick/payment/autopay', {
      ...buildOrder(),
      customer_uid: getAutopay().customer_uid,
      ...more,
    });

  test('autopay charges the stored key until the key is deleted', async () => {
    const { customer_uid } = getAutopay();
    expect(await payOrder()).toMatchObject({ status: 200, code: 0, response: { status: 'paid', customer_uid } });
    expect(await sandbox.call('DELETE', `/kcpquick/autopay/${customer_uid}`)).toEqual({
      status: 200,
      code: 0,
      message: '자동결제 키가 정상적으로 삭제되었습니다.',
      response: { customer_uid },
    });
    expect(await sandbox.call('DELETE', `/kcpquick/autopay/${customer_uid}`)).toMatchObject({ status: 404, code: -1 });
    expect(await payOrder({ merchant_uid: 'order_2' })).toMatchObject({ status: 200, code: 1, response: null });
    expect((await sandbox.readLedger()).entries).toHaveLength(2);
  });

  test('an autopay charge declined by the PG returns code 0 with a failed payment', async () => {
    expect(await payOrder({ amount: 999_054 })).toMatchObject({
      status: 200,
      code: 0,
      response: { status: 'failed', fail_reason: '[3054]잔액부족' },
    });
  });

  test('an autopay charge of zero is rejected', async () => {
    expect(await payOrder({ amount: 0 })).toMatchObject({ status: 200, code: -1, response: null });
  });

  test('an ordinary billing key cannot be charged by autopay', async () => {
    const other = [...sandbox.getWorld().billingKeys.keys()].find((uid) => uid !== getAutopay().customer_uid);
    expect(await payOrder({ customer_uid: other })).toMatchObject({ status: 200, code: 1, response: null });
  });
});

describe('a KCP Quick Pay member in the sandbox', () => {
  const releaseFido = () => {
    const { member_id, channel_key } = getMember();
    return sandbox.call('POST', `/kcpquick/members/${member_id}/fido/release`, { channel_key });
  };
  const deleteAutopayKey = (more: Record<string, string> = {}) => {
    const { member_id, site_code = '', partner_type = '', partner_subtype = '' } = getMember();
    const query = new URLSearchParams({ site_code, partner_type, partner_subtype, ...more });
    return sandbox.call('DELETE', `/kcpquick/members/${member_id}?${query}`);
  };

  test('the biometrics of a member are released once, with the documented message', async () => {
    expect(await releaseFido()).toEqual({
      status: 200,
      code: 0,
      message: '생체인증 사용이 정상적으로 해제되었습니다.',
      response: { member_id: getMember().member_id },
    });
    const again = await releaseFido();
    expect(again).toMatchObject({ status: 200, code: -1, response: null });
    expect(again.message).toContain('[C210]등록된 거래가 없습니다.');
  });

  test('releasing biometrics gets 400 for a foreign channel and 404 for an unknown member', async () => {
    const { channel_key } = getMember();
    const foreign = { channel_key: getSample(sandbox.getSamples(), 'naver_reviews').channel_key };
    expect(
      await sandbox.call('POST', `/kcpquick/members/${getMember().member_id}/fido/release`, foreign),
    ).toMatchObject({
      status: 400,
    });
    expect(await sandbox.call('POST', '/kcpquick/members/nobody/fido/release', { channel_key })).toMatchObject({
      status: 404,
    });
  });

  test('a deleted member is gone for good, together with its autopay keys', async () => {
    expect(await deleteAutopayKey({ site_code: 'OTHER' })).toMatchObject({ status: 404, code: -1 });
    expect(await deleteAutopayKey()).toMatchObject({
      status: 200,
      response: { member_id: getMember().member_id, pg_provider: 'kcp_quick', pg_id: getMember().site_code },
    });
    expect(await deleteAutopayKey()).toMatchObject({ status: 404, code: -1 });
    expect(sandbox.getWorld().kcpquickAutopay.has(getAutopay().customer_uid ?? '')).toBe(false);
  });
});
