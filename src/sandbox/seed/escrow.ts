import { HOUR_SECONDS } from '../../base/korean-time.ts';
import { findLiveChannel } from '../behavior/channels.ts';
import type { SeedContext } from './context.ts';

/** Seeds two escrow orders: one shipped, one not yet shipped. */
export function seedEscrow(context: SeedContext): void {
  const { world, samples, start } = context;
  const shipped = addEscrowOrder(context, 'order_escrow_shipped', 60);
  world.escrows.set(shipped.imp_uid, {
    company: 'CJGLS',
    invoice: '600000000001',
    sent_at: start - 40 * HOUR_SECONDS,
    applied_at: start - 40 * HOUR_SECONDS,
  });
  samples.escrow_shipped = { imp_uid: shipped.imp_uid, merchant_uid: shipped.merchant_uid };

  const unshipped = addEscrowOrder(context, 'order_escrow_paid', 6);
  samples.escrow_paid = { imp_uid: unshipped.imp_uid, merchant_uid: unshipped.merchant_uid };
}

function addEscrowOrder(context: SeedContext, merchant_uid: string, hoursAgo: number) {
  const at = context.start - hoursAgo * HOUR_SECONDS;
  return context.addPayment({
    merchant_uid,
    status: 'paid',
    escrow: true,
    name: '핸드메이드 도자기 세트',
    amount: 128_000,
    pay_method: 'trans',
    pg_provider: 'html5_inicis',
    pg_id: findLiveChannel('html5_inicis')?.pg_id,
    bank_code: '004',
    bank_name: 'KB국민은행',
    buyer_name: '조은솔',
    buyer_tel: '010-0000-4001',
    buyer_email: 'cho.eunsol@example.com',
    buyer_addr: '서울특별시 종로구 가상로 1',
    buyer_postcode: '00000',
    started_at: at - 60,
    paid_at: at,
  }).record;
}
