import { banks } from '../../endpoints/banks.ts';
import { cardCompanies } from '../../endpoints/card-companies.ts';
import { findLiveChannel } from '../behavior/channels.ts';
import type { PaymentRecord } from '../behavior/payment-record.ts';
import { randomDigits } from '../state/ids.ts';
import type { World } from '../state/world.ts';

/** Issuers, weighted roughly by market share. */
const ISSUERS = ['361', '365', '366', '367', '381', '381', '366', '368', '374', '371', '041', '090'] as const;
const TRANSFER_BANKS = ['004', '088', '020', '011', '090'] as const;

const getBankName = (code: string): string | null => banks.find((bank) => bank.code === code)?.name.ko ?? null;

/** Returns the channel fields of a PG's live channel. */
export const channelFields = (provider: string): Partial<PaymentRecord> => ({
  pg_provider: provider,
  pg_id: findLiveChannel(provider)?.pg_id ?? null,
});

/** Draws a masked card whose first digits belong to no issuer. */
export function drawCard(world: Pick<World, 'random'>): Partial<PaymentRecord> {
  const code = world.random.pick(ISSUERS);
  const name = cardCompanies.find((one) => one.code === code)?.name.ko ?? null;
  return {
    pay_method: 'card',
    card_code: code,
    card_name: name,
    card_issuer_code: code,
    card_issuer_name: name,
    card_publisher_code: code,
    card_publisher_name: name,
    card_number: `9000${randomDigits(world, 2)}*********${randomDigits(world, 1)}`,
    card_type: world.random.drawInteger(0, 3) === 0 ? 1 : 0,
    card_quota: world.random.pick([0, 0, 0, 0, 2, 3, 6]),
  };
}

export function drawTransfer(world: Pick<World, 'random'>): Partial<PaymentRecord> {
  const code = world.random.pick(TRANSFER_BANKS);
  return { pay_method: 'trans', bank_code: code, bank_name: getBankName(code) };
}

export function drawVirtualAccount(
  world: Pick<World, 'random'>,
  issuedAt: number,
  due: number,
): Partial<PaymentRecord> {
  const code = world.random.pick(TRANSFER_BANKS);
  return {
    pay_method: 'vbank',
    vbank_code: code,
    vbank_name: getBankName(code),
    vbank_num: `0000${randomDigits(world, 10)}`,
    vbank_holder: '샌드박스상점',
    vbank_date: due,
    vbank_issued_at: issuedAt,
  };
}

const createEasyPay = (provider: string) => (): Partial<PaymentRecord> =>
  Object.assign(channelFields(provider), { pay_method: provider });

/** Payment methods of the shop's buyers; more frequent ones are listed more often. */
export const usualPaymentMethods: readonly ((world: Pick<World, 'random'>) => Partial<PaymentRecord>)[] = [
  (world) => Object.assign(channelFields('html5_inicis'), drawCard(world)),
  (world) => Object.assign(channelFields('html5_inicis'), drawCard(world)),
  (world) => Object.assign(channelFields('html5_inicis'), drawCard(world)),
  (world) => Object.assign(channelFields('kcp'), drawCard(world)),
  (world) => Object.assign(channelFields('kcp'), drawCard(world)),
  (world) => Object.assign(channelFields('daou'), drawCard(world)),
  (world) => Object.assign(channelFields('kcp'), drawTransfer(world)),
  (world) => Object.assign(channelFields('html5_inicis'), drawTransfer(world)),
  createEasyPay('kakaopay'),
  createEasyPay('kakaopay'),
  (world) => Object.assign(channelFields('payco'), drawCard(world), { pay_method: 'payco' }),
  () => ({ ...channelFields('tosspay_v2'), pay_method: 'tosspay' }),
  () => ({ ...channelFields('danal_tpay'), pay_method: 'phone' }),
];

/** Failure reasons in the PGs' own words. */
export const failReasons: readonly string[] = [
  '[3041]한도초과',
  '[3041]한도초과',
  '[3054]잔액부족',
  '[3032]도난·분실카드',
  '[F115]유효기간경과 카드',
  '[3021]비밀번호 오류 횟수 초과',
  '[9099]은행 시스템 점검 시간입니다. 잠시 후 다시 시도해 주십시오',
  '사용자가 결제를 취소하였습니다.',
  '사용자가 결제를 취소하였습니다.',
];
