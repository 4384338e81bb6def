import { classifyPgMessage, type PgReason } from './classify-pg-message.ts';

/**
 * What to do about a charge that failed: charge again soon, on another day, or only after the buyer gave another card;
 * first change what was wrong; or first look whether money was taken after all, and until then charge nothing.
 */
export type RetryAdvice = 'now' | 'later' | 'new_card' | 'after_change' | 'look_first';

interface FailureExplanation {
  meaning: string;
  advice: string;
  retryWhen: RetryAdvice;
}

export interface FailureReason extends FailureExplanation {
  code: PgReason;
}

const explanations: Readonly<Partial<Record<PgReason, FailureExplanation>>> = {
  stopped_by_shop: {
    retryWhen: 'after_change',
    meaning: "the shop's own check before payment (confirm_url) refused it",
    advice: "Look at what the shop's confirm_url answered, for instance that the item was sold out.",
  },
  not_registered_amount: {
    retryWhen: 'after_change',
    meaning: 'the amount was not the one that the shop had registered for the order (사전등록)',
    advice: 'Compare with get_payment_prepare; somebody may have changed the amount in the browser.',
  },
  order_number_used: {
    retryWhen: 'look_first',
    meaning: 'a payment or a refund with this order number is on record already (주문번호 중복)',
    advice:
      'If the order is paid, nothing is left to do; if its payment was cancelled, a new charge needs a new order number.',
  },
  already_done: {
    retryWhen: 'look_first',
    meaning: 'the PG has had the same request before, so it may have charged already (중복 거래)',
    advice: 'Charge again only if no payment of the order is paid.',
  },
  in_progress: {
    retryWhen: 'look_first',
    meaning: 'the PG was still handling the payment (처리 중)',
    advice: 'Wait some minutes for the result; charge again only if no payment of the order is paid.',
  },
  outcome_unclear: {
    retryWhen: 'look_first',
    meaning: 'it failed on the way between PG, card company and bank, so the money may have been taken (통신 오류)',
    advice: 'The card is not at fault. If PortOne shows no paid payment, ask the PG, with the imp_uid and pg_tid.',
  },
  invalid_request: {
    retryWhen: 'after_change',
    meaning: 'a field of the request was missing or wrong (요청 항목 오류)',
    advice: 'Correct what the message names; the card is not at fault.',
  },
  amount_too_small: {
    retryWhen: 'after_change',
    meaning: 'the amount is below what this method accepts (최소 결제 금액)',
    advice: 'The buyer uses another method.',
  },
  installments: {
    retryWhen: 'after_change',
    meaning: 'the installment plan was refused (할부)',
    advice: 'The buyer pays in one sum.',
  },
  shop_problem: {
    retryWhen: 'after_change',
    meaning: "the shop's contract or settings at the PG or card company do not allow it (가맹점 오류)",
    advice:
      'Another card does not help: compare the channel in the PortOne console with the contract, and ask the PG, with the imp_uid and pg_tid.',
  },
  shop_limit: {
    retryWhen: 'after_change',
    meaning: "the shop's own limit at the PG or card company is used up (가맹점 한도초과)",
    advice: 'Another card does not help: the shop asks the PG for a higher limit or waits until the limit starts anew.',
  },
  test_mode: {
    retryWhen: 'after_change',
    meaning: 'the test mode of the PG does not take this card or amount (테스트 모드)',
    advice: "Use another card for the test, or the live channel; the buyer's card is not at fault.",
  },
  pg_unsupported: {
    retryWhen: 'after_change',
    meaning: 'PortOne does not offer this for the PG (지원되지 않는 PG)',
    advice: 'Use a channel of another PG.',
  },
  pg_risk: {
    retryWhen: 'after_change',
    meaning: 'the risk check of the PG or card company stopped it (부정거래 의심)',
    advice: 'Only the PG can tell why and lift it: the shop asks the PG, with the imp_uid and pg_tid.',
  },
  maintenance: {
    retryWhen: 'now',
    meaning: 'the bank, card company or PG was not in service at that time (점검)',
    advice: 'Try again later; the card itself is not at fault.',
  },
  closed_by_buyer: {
    retryWhen: 'after_change',
    meaning: 'the buyer closed the payment window (사용자 취소)',
    advice: 'Nothing is broken; the buyer can start again.',
  },
  window_expired: {
    retryWhen: 'after_change',
    meaning: 'the buyer took too long to pay (시간 초과)',
    advice: 'Nothing is broken; the buyer can start again.',
  },
  not_authenticated: {
    retryWhen: 'after_change',
    meaning: "the buyer's identity check or certificate failed (인증 실패)",
    advice: 'The buyer tries again, with the card app and certificate up to date.',
  },
  buyer_details: {
    retryWhen: 'new_card',
    meaning: 'the birth date, business number, telephone or name does not match what is registered (본인정보 불일치)',
    advice: 'The buyer gives the details again.',
  },
  buyer_blocked: {
    retryWhen: 'new_card',
    meaning: 'the buyer may not pay this way: an overdue bill, a minor, or a block on the number or card (결제 차단)',
    advice: 'The buyer settles it with the carrier or card company, or uses another method.',
  },
  wrong_password: {
    retryWhen: 'new_card',
    meaning: 'the password of the card or account was wrong (비밀번호 오류)',
    advice: 'The buyer tries again; after too many tries the card company or bank has to unlock it.',
  },
  key_missing: {
    retryWhen: 'new_card',
    meaning: 'there is no billing key (빌링키) under this customer_uid',
    advice: 'The buyer registers a card again.',
  },
  limit_exceeded: {
    retryWhen: 'later',
    meaning: "the limit of the buyer's card or account is used up (한도초과)",
    advice: 'The buyer uses another card, or asks the card company for a higher limit.',
  },
  no_balance: {
    retryWhen: 'later',
    meaning: 'there is not enough money in the account (잔액부족)',
    advice: 'The buyer tops up the account or uses another card.',
  },
  lost_card: {
    retryWhen: 'new_card',
    meaning: 'the card was reported lost or stolen (도난·분실카드)',
    advice: 'The buyer uses another card.',
  },
  expired_card: {
    retryWhen: 'new_card',
    meaning: 'the card has expired, or its expiry date was wrong (유효기간)',
    advice: 'The buyer gives the date again or uses another card.',
  },
  wrong_card: {
    retryWhen: 'new_card',
    meaning: 'the card number or security code was not accepted (카드번호)',
    advice: 'The buyer gives the number again or uses another card.',
  },
  card_stopped: {
    retryWhen: 'new_card',
    meaning: 'the card company does not let this card pay (거래거절)',
    advice: 'Only the card company can tell the buyer why; another card helps.',
  },
  account_problem: {
    retryWhen: 'new_card',
    meaning: 'the bank account cannot be used: closed, stopped, or a wrong number (계좌 오류)',
    advice: 'The buyer uses another account or asks the bank.',
  },
  voucher_problem: {
    retryWhen: 'after_change',
    meaning: 'the gift card, coupon or points cannot be used (상품권·쿠폰)',
    advice: 'The buyer uses another one or another method.',
  },
};

/** Words that are not known here, or are about refunds, prove nothing about the money. */
const unknownReason: FailureReason = {
  code: 'other',
  meaning: 'the PG gives no reason that is known here',
  advice: 'If its words do not explain it, ask the PG with the imp_uid and pg_tid.',
  retryWhen: 'look_first',
};

/** What the `fail_reason` of a charge means, and what to do about it. */
export function getFailureReason(failReason: string | null | undefined): FailureReason {
  const code = classifyPgMessage(failReason);
  const explanation = explanations[code];
  return explanation ? { code, ...explanation } : unknownReason;
}
