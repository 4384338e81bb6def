import { listNaverReviews } from '../../endpoints/catalog/naver-orders.ts';
import { confirmNaverPayment, depositNaverPoint, getNaverCashAmount } from '../../endpoints/catalog/naver-pay.ts';
import { findChannel } from '../behavior/channels.ts';
import { fits } from '../behavior/documented-values.ts';
import { type Answer, failed, ok } from '../envelope.ts';
import type { StoredPayment, World } from '../state/world.ts';
import { type Handler, on } from './handler.ts';

type Found = { payment: StoredPayment } | { answer: Answer };

/** A payment of Naver Pay's payment type; `otherwise` is the status for one of another PG. */
function naverPayment(world: World, impUid: string, otherwise: 400 | 500): Found {
  const payment = world.payments.get(impUid);
  if (!payment) return { answer: failed(404, '존재하지 않는 결제정보입니다.') };
  if (payment.shown.pg_provider !== 'naverpay')
    return { answer: failed(otherwise, '네이버페이 결제형 결제건이 아닙니다.') };
  return { payment };
}

function confirm(world: World, impUid: string, requester: string): Answer {
  const found = naverPayment(world, impUid, 500);
  if ('answer' in found) return found.answer;
  const { shown } = found.payment;
  if (requester !== 'admin' && requester !== 'customer')
    return failed(400, 'requester는 admin 또는 customer이어야 합니다.');
  if (!shown.escrow) return failed(500, '에스크로 결제건이 아닙니다.');
  if (shown.status !== 'paid') return failed(500, '구매확정할 수 없는 결제상태입니다.');
  if (world.naverConfirmed.has(impUid)) return failed(500, '이미 구매확정된 결제건입니다.');
  world.naverConfirmed.add(impUid);
  return ok(null, { changed: { imp_uid: impUid, confirmed: true, requester } });
}

function depositPoint(world: World, impUid: string): Answer {
  const found = naverPayment(world, impUid, 500);
  if ('answer' in found) return found.answer;
  if (found.payment.shown.status !== 'paid') return failed(500, '포인트를 적립할 수 없는 결제상태입니다.');
  if (world.naverPointed.has(impUid)) return failed(500, '이미 포인트가 적립된 결제건입니다.');
  world.naverPointed.add(impUid);
  return ok(null, { changed: { imp_uid: impUid, pointed: true } });
}

/** What a cash receipt may still be issued for: what was not refunded. */
function cashAmount(world: World, impUid: string): Answer {
  const found = naverPayment(world, impUid, 400);
  if ('answer' in found) return found.answer;
  const { shown } = found.payment;
  const total = shown.amount - shown.cancel_amount;
  const supply = Math.round(total / 1.1);
  const byPoint = shown.pay_method === 'point' ? total : 0;
  return ok({
    amount_total: total,
    amount_by_npoint: byPoint,
    amount_by_primary: total - byPoint,
    amount_supply: supply,
    amount_vat: total - supply,
  });
}

export const naverPayHandlers: readonly Handler[] = [
  on(depositNaverPoint, ({ args, world }) => depositPoint(world, args.imp_uid)),
  on(confirmNaverPayment, ({ args, world }) => confirm(world, args.imp_uid, args.requester ?? 'admin')),
  on(listNaverReviews, ({ args, world }) => {
    if (!fits(listNaverReviews, 'review_type', args.review_type))
      return failed(400, 'review_type 파라메터가 올바르지 않습니다.');
    if (findChannel(args.channel_key)?.pg_provider !== 'naverco')
      return failed(400, '네이버페이 주문형 채널의 channel_key가 아닙니다.');
    if (args.from > args.to) return failed(400, '유효하지 않은 검색기간입니다.');
    return ok(
      world.naverReviews.filter(({ content, created_at }) => {
        const at = created_at ?? 0;
        // Only premium reviews have a text of their own beside the title.
        return at >= args.from && at <= args.to && Boolean(content) === (args.review_type === 'premium');
      }),
    );
  }),
  on(getNaverCashAmount, ({ args, world }) => cashAmount(world, args.imp_uid)),
];
