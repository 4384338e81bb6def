import { beforeEach, describe, expect, it } from 'vitest';
import * as certifications from '../../../../src/endpoints/catalog/certifications.ts';
import * as codes from '../../../../src/endpoints/catalog/codes.ts';
import * as escrow from '../../../../src/endpoints/catalog/escrow.ts';
import * as merchant from '../../../../src/endpoints/catalog/merchant.ts';
import { channelOf, channels } from '../../../../src/sandbox/behavior/channels.ts';
import { certificationHandlers } from '../../../../src/sandbox/handlers/certifications.ts';
import { codeHandlers } from '../../../../src/sandbox/handlers/codes.ts';
import { escrowHandlers } from '../../../../src/sandbox/handlers/escrow.ts';
import { merchantHandlers } from '../../../../src/sandbox/handlers/merchant.ts';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';
import type { World } from '../../../../src/sandbox/state/world.ts';
import { handled, said } from '../../../support/run-handler.ts';

const START = 1_795_000_000;
let world: World;
let samples: ReturnType<typeof createWorld>['samples'];
const sample = (situation: string, id = 'imp_uid'): string => samples[situation]?.[id] ?? '';

beforeEach(() => {
  ({ world, samples } = createWorld({ seed: 1, startedAt: START }));
});

describe('a certification', () => {
  const person = {
    name: '홍테스트',
    phone: '010-0000-9999',
    birth: '92.02.20',
    gender_digit: '2',
    carrier: 'SKT',
  } as const;
  const danal = channelOf('danal')?.channel_key ?? '';
  const kcp = channels.find(({ pg_provider }) => pg_provider === 'kcp_v2')?.channel_key ?? '';
  const request = (more: object = {}) =>
    handled(
      certificationHandlers,
      certifications.requestCertificationOtp,
      { ...person, channel_key: danal, ...more },
      world,
    );
  const confirm = (imp_uid: string, otp?: string) =>
    handled(
      certificationHandlers,
      certifications.confirmCertificationOtp,
      otp === undefined ? { imp_uid } : { imp_uid, otp },
      world,
    );
  const get = (imp_uid: string) => handled(certificationHandlers, certifications.getCertification, { imp_uid }, world);
  const uidOf = (response: unknown) => String((response as { imp_uid?: string }).imp_uid);

  it('is confirmed by the code of the message, once', () => {
    const uid = uidOf(request({ is_mvno: true }).response);
    expect(get(uid).response).toMatchObject({ certified: false, certified_at: 0, unique_key: null });
    expect(confirm(uid).status).toBe(400);
    expect(confirm(uid, '123456').status).toBe(400);
    const { response } = confirm(uid, '000000');
    expect(response).toMatchObject({
      imp_uid: uid,
      certified: true,
      certified_at: START,
      name: '홍테스트',
      phone: '01000009999',
      birthday: '1992-02-20',
      gender: 'female',
      foreigner: false,
      carrier: 'SKT_MVNO',
      pg_provider: 'danal',
    });
    expect(response).toHaveProperty('unique_key', expect.stringMatching(/^.{88}$/));
    expect(response).toHaveProperty('unique_in_site', expect.stringMatching(/^.{64}$/));
    expect(get(uid).response).toEqual(response);
    expect(confirm(uid, '000000').status).toBe(400);
  });

  it.each([
    ['a birth date that is none', { birth: '921340' }],
    ['a seventh digit that is none', { gender_digit: '9' }],
    ['a phone that is none', { phone: '02-000-0000' }],
    ['a channel that does not certify', { channel_key: channelOf('kcp')?.channel_key }],
    ['the app of a PG that has none', { verification_method: 'APP' }],
  ])('is not asked for with %s', (_, more) => {
    const before = world.certifications.size;
    expect(request(more).status).toBe(400);
    expect(world.certifications.size).toBe(before);
  });

  it('in the app of KCP needs no code', () => {
    const uid = uidOf(request({ channel_key: kcp, verification_method: 'APP' }).response);
    expect(confirm(uid).response).toMatchObject({ certified: true });
  });

  it('once deleted is gone', () => {
    const remove = (imp_uid: string) =>
      handled(certificationHandlers, certifications.deleteCertification, { imp_uid }, world);
    const uid = sample('certification');
    expect(remove(uid).response).toMatchObject({ imp_uid: uid, certified: true });
    for (const answer of [get(uid), remove(uid), confirm(uid, '000000')])
      expect(said(answer)).toEqual({ status: 404, code: -1, message: '인증결과가 존재하지 않습니다.' });
  });
});

describe('escrow logistics', () => {
  const side = { name: '조은솔', tel: '010-0000-4001', addr: '서울특별시 종로구', postcode: '00000' };
  const parcel = (invoice: string, company = 'HANJIN') => ({
    sender: side,
    receiver: side,
    logis: { company, invoice, sent_at: START },
  });
  const get = (imp_uid: string) => handled(escrowHandlers, escrow.getEscrowLogistics, { imp_uid }, world);
  const post = (imp_uid: string, more: object = {}) =>
    handled(escrowHandlers, escrow.createEscrowLogistics, { imp_uid, ...parcel('1'), ...more }, world);
  const put = (imp_uid: string, more: object = {}) =>
    handled(escrowHandlers, escrow.updateEscrowLogistics, { imp_uid, ...parcel('2'), ...more }, world);

  it('are registered once and can be put right', () => {
    const uid = sample('escrow_paid');
    expect(said(get(uid))).toEqual({ status: 409, code: -1, message: '등록된 배송정보가 존재하지 않습니다.' });
    expect(put(uid).status).toBe(409);
    expect(post(uid).response).toEqual({ company: 'HANJIN', invoice: '1', sent_at: START, applied_at: START });
    expect(post(uid).status).toBe(409);
    world.clock.advance(60);
    expect(put(uid, parcel('3', 'SOMEONE')).response).toEqual({
      company: 'ETC',
      invoice: '3',
      sent_at: START,
      applied_at: START,
    });
    expect(get(uid).response).toMatchObject({ invoice: '3' });
  });

  it.each([
    ['is no escrow', { escrow: false }, 409, '해당거래건은 배송정보를 등록할 수 없습니다.'],
    ['was given back', { status: 'cancelled' }, 409, '해당거래건은 배송정보를 등록할 수 없습니다.'],
    ['is of a PG without escrow', { pg_provider: 'kakaopay' }, 400, '현재 지원되지 않는 PG사입니다.'],
    ['wants products', { pg_provider: 'welcome' }, 400, '필수 파라메터가 누락되었습니다. (products)'],
  ])('are refused for a payment that %s', (_, change, status, message) => {
    const uid = sample('escrow_paid');
    Object.assign(world.payments.get(uid)?.shown ?? {}, change);
    expect(said(post(uid))).toEqual({ status, code: -1, message });
    expect(world.escrows.has(uid)).toBe(false);
  });

  it('are not edited at KCP, and none exist for an unknown payment', () => {
    const uid = sample('escrow_shipped');
    Object.assign(world.payments.get(uid)?.shown ?? {}, { pg_provider: 'kcp' });
    expect(put(uid).status).toBe(400);
    for (const answer of [get('imp_none'), post('imp_none'), put('imp_none')]) expect(answer.status).toBe(404);
  });
});

describe('codes and the merchant', () => {
  it('has the banks and card companies by their standard codes', () => {
    const names = (answer: { response: unknown }) =>
      Object.fromEntries((answer.response as { code: string; name: string }[]).map(({ code, name }) => [code, name]));
    const banks = names(handled(codeHandlers, codes.listBankCodes, {}, world));
    expect(banks).toMatchObject({ '004': 'KB국민은행', '088': '신한은행', '090': '카카오뱅크', '240': '삼성증권' });
    const cards = names(handled(codeHandlers, codes.listCardCodes, {}, world));
    expect(cards).toMatchObject({ 361: 'BC카드', 381: 'KB국민카드', 366: '신한카드', '041': '우리카드' });
    for (const table of [banks, cards]) for (const code of Object.keys(table)) expect(code).toMatch(/^(\d{3}|\d{5})$/);
  });

  it('finds one code, and 404s another', () => {
    const bank = (bank_standard_code: string) =>
      handled(codeHandlers, codes.getBankCode, { bank_standard_code }, world);
    const card = (card_standard_code: string) =>
      handled(codeHandlers, codes.getCardCode, { card_standard_code }, world);
    expect(bank('020').response).toEqual({ code: '020', name: '우리은행' });
    expect(card('365').response).toEqual({ code: '365', name: '삼성카드' });
    expect([bank('999').status, card('999').status]).toEqual([404, 404]);
  });

  it('shows channels of every type, live and test, each with its own key', () => {
    const settings = handled(merchantHandlers, merchant.listPgSettings, {}, world).response as typeof channels;
    expect(settings.length).toBeGreaterThanOrEqual(8);
    expect(new Set(settings.map(({ channel_key }) => channel_key)).size).toBe(settings.length);
    expect(new Set(settings.map(({ type }) => type))).toEqual(new Set(['payment', 'api_payment', 'certification']));
    expect(new Set(settings.map(({ sandbox }) => sandbox))).toEqual(new Set([true, false]));
  });

  it('knows its sub-merchants', () => {
    const tier = (tier_code: string) => handled(merchantHandlers, merchant.getTier, { tier_code }, world);
    expect(tier(sample('tier', 'tier_code')).response).toMatchObject({ tier_code: sample('tier', 'tier_code') });
    expect(tier('ZZZ').status).toBe(404);
  });
});
