import { endpoint } from '../endpoint.ts';
import { ImpUid, Requester } from '../fields.ts';
import { Empty } from '../models/empty.ts';
import { NaverCashAmount } from '../models/naver-pay.ts';

// Naver Pay payment type (결제형, pg_provider naverpay): an ordinary payment with Naver's points and escrow.

export const depositNaverPoint = endpoint('POST /payments/{imp_uid}/naver/point', {
  name: 'deposit_naver_point',
  title: 'Grant Naver points',
  description: 'Grant the Naver points (포인트 적립) of a paid naverpay payment.',
  effect: 'destructive',
  money: 'payout',
  confirm: true,
  path: { imp_uid: ImpUid() },
  preview: ['payment'],
  readBack: { by: 'none', reason: 'a payment does not show its points; look in the Naver Pay center' },
  returns: Empty,
});

export const confirmNaverPayment = endpoint('POST /payments/{imp_uid}/naver/confirm', {
  name: 'confirm_naver_payment',
  title: 'Confirm purchase',
  description: 'Confirm a naverpay escrow purchase (구매확정): the seller gets the money.',
  effect: 'destructive',
  money: 'payout',
  confirm: true,
  path: { imp_uid: ImpUid() },
  // The document lists the two values only in its text.
  body: { requester: Requester().optional() },
  preview: ['payment'],
  readBack: {
    by: 'none',
    reason: 'a payment does not show that its purchase is confirmed; look in the Naver Pay center',
  },
  returns: Empty,
});

export const getNaverCashAmount = endpoint('GET /payments/{imp_uid}/naver/cash-amount', {
  name: 'get_naver_cash_amount',
  title: 'Naver cash amount',
  description: 'What a cash receipt can cover of a naverpay payment.',
  effect: 'read',
  path: { imp_uid: ImpUid() },
  returns: NaverCashAmount,
});
