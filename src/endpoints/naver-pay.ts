import { endpoint } from './endpoint.ts';
import { ChannelKey, Choice, ImpUid, Text, Time, UntilTime } from './fields.ts';
import { Empty } from './models/empty.ts';
import { list } from './models/field.ts';
import { NaverCashAmount, NaverReview } from './models/naver-pay.ts';

export const depositNaverPoint = endpoint('POST /payments/{imp_uid}/naver/point', {
  name: 'deposit_naver_point',
  title: 'Deposit naver point',
  description: 'grants Naver points; no reverse call',
  effect: 'destructive',
  confirm: true,
  path: { imp_uid: ImpUid() },
  preview: ['payment'],
  returns: Empty,
});

export const confirmNaverPayment = endpoint('POST /payments/{imp_uid}/naver/confirm', {
  name: 'confirm_naver_payment',
  title: 'Confirm naver payment',
  description: 'escrow order confirmation; releases settlement; requester admin/customer',
  effect: 'destructive',
  confirm: true,
  path: { imp_uid: ImpUid() },
  body: { requester: Text().optional() },
  preview: ['payment'],
  returns: Empty,
});

export const listNaverReviews = endpoint('GET /naver/reviews', {
  name: 'list_naver_reviews',
  title: 'List naver reviews',
  description: 'channel_key is formData on a GET in the spec: send as query',
  effect: 'read',
  query: { channel_key: ChannelKey(), from: Time(), to: UntilTime(), review_type: Choice('general', 'premium') },
  returns: list(NaverReview),
});

export const getNaverCashAmount = endpoint('GET /payments/{imp_uid}/naver/cash-amount', {
  name: 'get_naver_cash_amount',
  title: 'Get naver cash amount',
  description: 'naverpay only (400 otherwise)',
  effect: 'read',
  path: { imp_uid: ImpUid() },
  returns: NaverCashAmount,
});
