import { listNaverReviews } from '../../endpoints/catalog/naver-orders.ts';
import { confirmNaverPayment, depositNaverPoint, getNaverCashAmount } from '../../endpoints/catalog/naver-pay.ts';
import { findChannel } from '../behavior/channels.ts';
import { isDocumentedValue } from '../behavior/documented-values.ts';
import { type HandlerResult, respondError, respondOk } from '../envelope.ts';
import type { StoredPayment } from '../state/rows.ts';
import type { World } from '../state/world.ts';
import { createEndpointHandler, type EndpointHandler } from './handler.ts';

type NaverPaymentLookup = { payment: StoredPayment } | { answer: HandlerResult };

/** Finds a Naver Pay payment (결제형). `wrongPgStatus` is the HTTP status for a payment of another PG. */
function findNaverPayment(world: World, impUid: string, wrongPgStatus: 400 | 500): NaverPaymentLookup {
  const payment = world.payments.get(impUid);
  if (!payment) return { answer: respondError(404, '존재하지 않는 결제정보입니다.') };
  if (payment.record.pg_provider !== 'naverpay')
    return { answer: respondError(wrongPgStatus, '네이버페이 결제형 결제건이 아닙니다.') };
  return { payment };
}

function confirmPurchase(world: World, impUid: string, requester: string): HandlerResult {
  const found = findNaverPayment(world, impUid, 500);
  if ('answer' in found) return found.answer;
  const { record } = found.payment;
  if (requester !== 'admin' && requester !== 'customer')
    return respondError(400, 'requester는 admin 또는 customer이어야 합니다.');
  if (!record.escrow) return respondError(500, '에스크로 결제건이 아닙니다.');
  if (record.status !== 'paid') return respondError(500, '구매확정할 수 없는 결제상태입니다.');
  if (world.naverConfirmed.has(impUid)) return respondError(500, '이미 구매확정된 결제건입니다.');
  world.naverConfirmed.add(impUid);
  return respondOk(null, { changed: { imp_uid: impUid, confirmed: true, requester } });
}

function depositPoint(world: World, impUid: string): HandlerResult {
  const found = findNaverPayment(world, impUid, 500);
  if ('answer' in found) return found.answer;
  if (found.payment.record.status !== 'paid') return respondError(500, '포인트를 적립할 수 없는 결제상태입니다.');
  if (world.naverPointsDeposited.has(impUid)) return respondError(500, '이미 포인트가 적립된 결제건입니다.');
  world.naverPointsDeposited.add(impUid);
  return respondOk(null, { changed: { imp_uid: impUid, pointed: true } });
}

/** Returns the amount that a cash receipt can still cover: what was not refunded. */
function getCashAmount(world: World, impUid: string): HandlerResult {
  const found = findNaverPayment(world, impUid, 400);
  if ('answer' in found) return found.answer;
  const { record } = found.payment;
  const total = record.amount - record.cancel_amount;
  const supply = Math.round(total / 1.1);
  const byPoint = record.pay_method === 'point' ? total : 0;
  return respondOk({
    amount_total: total,
    amount_by_npoint: byPoint,
    amount_by_primary: total - byPoint,
    amount_supply: supply,
    amount_vat: total - supply,
  });
}

export const naverPayHandlers: readonly EndpointHandler[] = [
  createEndpointHandler(depositNaverPoint, ({ args, world }) => depositPoint(world, args.imp_uid)),
  createEndpointHandler(confirmNaverPayment, ({ args, world }) =>
    confirmPurchase(world, args.imp_uid, args.requester ?? 'admin'),
  ),
  createEndpointHandler(listNaverReviews, ({ args, world }) => {
    if (!isDocumentedValue(listNaverReviews, 'review_type', args.review_type))
      return respondError(400, 'review_type 파라메터가 올바르지 않습니다.');
    if (findChannel(args.channel_key)?.pg_provider !== 'naverco')
      return respondError(400, '네이버페이 주문형 채널의 channel_key가 아닙니다.');
    if (args.from > args.to) return respondError(400, '유효하지 않은 검색기간입니다.');
    return respondOk(
      world.naverReviews.filter(({ content, created_at }) => {
        const at = created_at ?? 0;
        // Only premium reviews have content besides their title.
        return at >= args.from && at <= args.to && Boolean(content) === (args.review_type === 'premium');
      }),
    );
  }),
  createEndpointHandler(getNaverCashAmount, ({ args, world }) => getCashAmount(world, args.imp_uid)),
];
