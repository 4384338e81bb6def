import { channelOf } from '../behavior/channels.ts';
import type { Shown } from '../behavior/payment-record.ts';
import { banks } from '../data/banks.ts';
import { cards } from '../data/cards.ts';
import { digits } from '../state/ids.ts';
import type { World } from '../state/world.ts';

/** Issuers by how many cards there are of them, roughly. */
const ISSUERS = ['361', '365', '366', '367', '381', '381', '366', '368', '374', '371', '041', '090'] as const;
const TRANSFER_BANKS = ['004', '088', '020', '011', '090'] as const;

const bankName = (code: string): string | null => banks.find((bank) => bank.code === code)?.name ?? null;

/** Channel fields of the live channel of a PG. */
export const at = (provider: string): Partial<Shown> => ({
  pg_provider: provider,
  pg_id: channelOf(provider)?.pg_id ?? null,
});

/** A card as PortOne shows it; its first digits belong to no issuer. */
export function card(world: Pick<World, 'random'>): Partial<Shown> {
  const code = world.random.pick(ISSUERS);
  const name = cards.find((one) => one.code === code)?.name ?? null;
  return {
    pay_method: 'card',
    card_code: code,
    card_name: name,
    card_issuer_code: code,
    card_issuer_name: name,
    card_publisher_code: code,
    card_publisher_name: name,
    card_number: `9000${digits(world, 2)}*********${digits(world, 1)}`,
    card_type: world.random.integer(0, 3) === 0 ? 1 : 0,
    card_quota: world.random.pick([0, 0, 0, 0, 2, 3, 6]),
  };
}

export function transfer(world: Pick<World, 'random'>): Partial<Shown> {
  const code = world.random.pick(TRANSFER_BANKS);
  return { pay_method: 'trans', bank_code: code, bank_name: bankName(code) };
}

export function account(world: Pick<World, 'random'>, issuedAt: number, due: number): Partial<Shown> {
  const code = world.random.pick(TRANSFER_BANKS);
  return {
    pay_method: 'vbank',
    vbank_code: code,
    vbank_name: bankName(code),
    vbank_num: `0000${digits(world, 10)}`,
    vbank_holder: '샌드박스상점',
    vbank_date: due,
    vbank_issued_at: issuedAt,
  };
}

const easyPay = (provider: string) => (): Partial<Shown> => Object.assign(at(provider), { pay_method: provider });

/** How buyers of the shop pay; what stands here more often happens more often. */
export const usualMeans: readonly ((world: Pick<World, 'random'>) => Partial<Shown>)[] = [
  (world) => Object.assign(at('html5_inicis'), card(world)),
  (world) => Object.assign(at('html5_inicis'), card(world)),
  (world) => Object.assign(at('html5_inicis'), card(world)),
  (world) => Object.assign(at('kcp'), card(world)),
  (world) => Object.assign(at('kcp'), card(world)),
  (world) => Object.assign(at('daou'), card(world)),
  (world) => Object.assign(at('kcp'), transfer(world)),
  (world) => Object.assign(at('html5_inicis'), transfer(world)),
  easyPay('kakaopay'),
  easyPay('kakaopay'),
  (world) => Object.assign(at('payco'), card(world), { pay_method: 'payco' }),
  () => ({ ...at('tosspay_v2'), pay_method: 'tosspay' }),
  () => ({ ...at('danal_tpay'), pay_method: 'phone' }),
];

/** Why buyers' payments fail, in the words that PGs use. */
export const failures: readonly string[] = [
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
