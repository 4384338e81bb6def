import { beforeEach, describe, expect, it } from 'vitest';
import * as certifications from '../../../../src/endpoints/catalog/certifications.ts';
import * as codes from '../../../../src/endpoints/catalog/codes.ts';
import * as escrow from '../../../../src/endpoints/catalog/escrow.ts';
import * as merchant from '../../../../src/endpoints/catalog/merchant.ts';
import { channels, findLiveChannel } from '../../../../src/sandbox/behavior/channels.ts';
import { certificationHandlers } from '../../../../src/sandbox/handlers/certifications.ts';
import { codeHandlers } from '../../../../src/sandbox/handlers/codes.ts';
import { escrowHandlers } from '../../../../src/sandbox/handlers/escrow.ts';
import { merchantHandlers } from '../../../../src/sandbox/handlers/merchant.ts';
import { createWorld } from '../../../../src/sandbox/seed/index.ts';
import type { World } from '../../../../src/sandbox/state/world.ts';
import { pickStatus, runHandler } from '../../../support/run-handler.ts';

const START = 1_795_000_000;
let world: World;
let samples: ReturnType<typeof createWorld>['samples'];
const getSampleId = (situation: string, id = 'imp_uid'): string => samples[situation]?.[id] ?? '';

beforeEach(() => {
  ({ world, samples } = createWorld({ seed: 1, startedAt: START }));
});

describe('an identity verification in the sandbox', () => {
  const person = {
    name: '홍테스트',
    phone: '010-0000-9999',
    birth: '92.02.20',
    gender_digit: '2',
    carrier: 'SKT',
  } as const;
  const danal = findLiveChannel('danal')?.channel_key ?? '';
  const kcp = channels.find(({ pg_provider }) => pg_provider === 'kcp_v2')?.channel_key ?? '';
  const requestOtp = (more: object = {}) =>
    runHandler(
      certificationHandlers,
      certifications.requestCertificationOtp,
      { ...person, channel_key: danal, ...more },
      world,
    );
  const confirmOtp = (imp_uid: string, otp?: string) =>
    runHandler(
      certificationHandlers,
      certifications.confirmCertificationOtp,
      otp === undefined ? { imp_uid } : { imp_uid, otp },
      world,
    );
  const getRecord = (imp_uid: string) =>
    runHandler(certificationHandlers, certifications.getCertification, { imp_uid }, world);
  const toImpUid = (response: unknown) => String((response as { imp_uid?: string }).imp_uid);

  it('an identity verification is confirmed by the code of the message, once', () => {
    const uid = toImpUid(requestOtp({ is_mvno: true }).response);
    expect(getRecord(uid).response).toMatchObject({ certified: false, certified_at: 0, unique_key: null });
    expect(confirmOtp(uid).status).toBe(400);
    expect(confirmOtp(uid, '123456').status).toBe(400);
    const { response } = confirmOtp(uid, '000000');
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
    expect(getRecord(uid).response).toEqual(response);
    expect(confirmOtp(uid, '000000').status).toBe(400);
  });

  it.each([
    ['an invalid birth date', { birth: '921340' }],
    ['an invalid seventh digit', { gender_digit: '9' }],
    ['an invalid mobile number', { phone: '02-000-0000' }],
    ['a payment channel', { channel_key: findLiveChannel('kcp')?.channel_key }],
    ['the app method at a PG without one', { verification_method: 'APP' }],
  ])('an identity verification is rejected with %s', (_, more) => {
    const before = world.certifications.size;
    expect(requestOtp(more).status).toBe(400);
    expect(world.certifications.size).toBe(before);
  });

  it('an identity verification in the app of KCP needs no code', () => {
    const uid = toImpUid(requestOtp({ channel_key: kcp, verification_method: 'APP' }).response);
    expect(confirmOtp(uid).response).toMatchObject({ certified: true });
  });

  it('a deleted identity verification is gone', () => {
    const deleteCertification = (imp_uid: string) =>
      runHandler(certificationHandlers, certifications.deleteCertification, { imp_uid }, world);
    const uid = getSampleId('certification');
    expect(deleteCertification(uid).response).toMatchObject({ imp_uid: uid, certified: true });
    for (const answer of [getRecord(uid), deleteCertification(uid), confirmOtp(uid, '000000')])
      expect(pickStatus(answer)).toEqual({ status: 404, code: -1, message: '인증결과가 존재하지 않습니다.' });
  });
});

describe('escrow logistics in the sandbox', () => {
  const side = { name: '조은솔', tel: '010-0000-4001', addr: '서울특별시 종로구', postcode: '00000' };
  const buildParcel = (invoice: string, company = 'HANJIN') => ({
    sender: side,
    receiver: side,
    logis: { company, invoice, sent_at: START },
  });
  const getRecord = (imp_uid: string) => runHandler(escrowHandlers, escrow.getEscrowLogistics, { imp_uid }, world);
  const registerLogistics = (imp_uid: string, more: object = {}) =>
    runHandler(escrowHandlers, escrow.createEscrowLogistics, { imp_uid, ...buildParcel('1'), ...more }, world);
  const updateLogistics = (imp_uid: string, more: object = {}) =>
    runHandler(escrowHandlers, escrow.updateEscrowLogistics, { imp_uid, ...buildParcel('2'), ...more }, world);

  it('escrow logistics are registered once and can be corrected', () => {
    const uid = getSampleId('escrow_paid');
    expect(pickStatus(getRecord(uid))).toEqual({
      status: 409,
      code: -1,
      message: '등록된 배송정보가 존재하지 않습니다.',
    });
    expect(updateLogistics(uid).status).toBe(409);
    expect(registerLogistics(uid).response).toEqual({
      company: 'HANJIN',
      invoice: '1',
      sent_at: START,
      applied_at: START,
    });
    expect(registerLogistics(uid).status).toBe(409);
    world.clock.advance(60);
    expect(updateLogistics(uid, buildParcel('3', 'SOMEONE')).response).toEqual({
      company: 'ETC',
      invoice: '3',
      sent_at: START,
      applied_at: START,
    });
    expect(getRecord(uid).response).toMatchObject({ invoice: '3' });
  });

  it.each([
    ['is not an escrow payment', { escrow: false }, 409, '해당거래건은 배송정보를 등록할 수 없습니다.'],
    ['was refunded', { status: 'cancelled' }, 409, '해당거래건은 배송정보를 등록할 수 없습니다.'],
    ['belongs to a PG without escrow', { pg_provider: 'kakaopay' }, 400, '현재 지원되지 않는 PG사입니다.'],
    ['requires products', { pg_provider: 'welcome' }, 400, '필수 파라메터가 누락되었습니다. (products)'],
  ])('escrow logistics are rejected for a payment that %s', (_, change, status, message) => {
    const uid = getSampleId('escrow_paid');
    Object.assign(world.payments.get(uid)?.record ?? {}, change);
    expect(pickStatus(registerLogistics(uid))).toEqual({ status, code: -1, message });
    expect(world.escrows.has(uid)).toBe(false);
  });

  it('escrow logistics cannot be edited at KCP and get 404 for an unknown payment', () => {
    const uid = getSampleId('escrow_shipped');
    Object.assign(world.payments.get(uid)?.record ?? {}, { pg_provider: 'kcp' });
    expect(updateLogistics(uid).status).toBe(400);
    for (const answer of [getRecord('imp_none'), registerLogistics('imp_none'), updateLogistics('imp_none')])
      expect(answer.status).toBe(404);
  });
});

describe('codes and merchant settings in the sandbox', () => {
  it('banks and card companies are listed with their standard codes', () => {
    const getNames = (answer: { response: unknown }) =>
      Object.fromEntries((answer.response as { code: string; name: string }[]).map(({ code, name }) => [code, name]));
    const banks = getNames(runHandler(codeHandlers, codes.listBankCodes, {}, world));
    expect(banks).toMatchObject({ '004': 'KB국민은행', '088': '신한은행', '090': '카카오뱅크', '240': '삼성증권' });
    const cards = getNames(runHandler(codeHandlers, codes.listCardCodes, {}, world));
    expect(cards).toMatchObject({ 361: 'BC카드', 381: 'KB국민카드', 366: '신한카드', '041': '우리카드' });
    for (const table of [banks, cards]) for (const code of Object.keys(table)) expect(code).toMatch(/^(\d{3}|\d{5})$/);
  });

  it('a known code is found and an unknown code gets 404', () => {
    const getBank = (bank_standard_code: string) =>
      runHandler(codeHandlers, codes.getBankCode, { bank_standard_code }, world);
    const getCard = (card_standard_code: string) =>
      runHandler(codeHandlers, codes.getCardCode, { card_standard_code }, world);
    expect(getBank('020').response).toEqual({ code: '020', name: '우리은행' });
    expect(getCard('365').response).toEqual({ code: '365', name: '삼성카드' });
    expect([getBank('999').status, getCard('999').status]).toEqual([404, 404]);
  });

  it('the channels cover every type, live and test, each with its own key', () => {
    const settings = runHandler(merchantHandlers, merchant.listPgSettings, {}, world).response as typeof channels;
    expect(settings.length).toBeGreaterThanOrEqual(8);
    expect(new Set(settings.map(({ channel_key }) => channel_key)).size).toBe(settings.length);
    expect(new Set(settings.map(({ type }) => type))).toEqual(new Set(['payment', 'api_payment', 'certification']));
    expect(new Set(settings.map(({ sandbox }) => sandbox))).toEqual(new Set([true, false]));
  });

  it('a known sub-merchant is found and an unknown one gets 404', () => {
    const getTierCode = (tier_code: string) => runHandler(merchantHandlers, merchant.getTier, { tier_code }, world);
    expect(getTierCode(getSampleId('tier', 'tier_code')).response).toMatchObject({
      tier_code: getSampleId('tier', 'tier_code'),
    });
    expect(getTierCode('ZZZ').status).toBe(404);
  });
});
