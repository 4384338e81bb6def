import { classifyPgMessage, type PgReason } from './classify-pg-message.ts';

/** What to do about a charge that failed: charge again soon, on another day, or only after the buyer gave another card. */
type RetryAdvice = 'now' | 'later' | 'new_card' | 'buyer';

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
    retryWhen: 'buyer',
    meaning: "the shop's own check before payment (confirm_url) refused it",
    advice: "Look at what the shop's confirm_url answered, for instance that the item was sold out.",
  },
  not_registered_amount: {
    retryWhen: 'buyer',
    meaning: 'the amount was not the one that the shop had registered for the order (사전등록)',
    advice: 'Compare with get_payment_prepare; somebody may have changed the amount in the browser.',
  },
  key_missing: {
    retryWhen: 'new_card',
    meaning: 'there is no billing key (빌링키) under this customer_uid',
    advice: 'The buyer registers a card again.',
  },
  limit_exceeded: {
    retryWhen: 'later',
    meaning: "the card's limit is used up (한도초과)",
    advice: 'The buyer uses another card, or asks the card company for a higher limit.',
  },
  no_balance: {
    retryWhen: 'later',
    meaning: 'there is not enough money in the account (잔액부족)',
    advice: 'The buyer tops up the account or uses another card.',
  },
  wrong_password: {
    retryWhen: 'buyer',
    meaning: 'the password of the card or account was wrong (비밀번호 오류)',
    advice: 'The buyer tries again; after too many tries the card company or bank has to unlock it.',
  },
  buyer_details: {
    retryWhen: 'new_card',
    meaning: "the birth date, resident or business number does not match the card's holder (본인정보 불일치)",
    advice: 'The buyer gives the details again.',
  },
  buyer_blocked: {
    retryWhen: 'new_card',
    meaning: 'the buyer may not pay this way: an overdue bill, a minor, or a block on the number or card (결제 차단)',
    advice: 'The buyer settles it with the carrier or card company, or uses another method.',
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
  shop_problem: {
    retryWhen: 'later',
    meaning: "the shop's contract or settings at the PG or card company do not allow it (가맹점 오류)",
    advice: 'Another card may not help: the shop asks the PG, with the imp_uid and pg_tid.',
  },
  amount_too_small: {
    retryWhen: 'buyer',
    meaning: 'the amount is below what this method accepts (최소 결제 금액)',
    advice: 'The buyer uses another method.',
  },
  maintenance: {
    retryWhen: 'now',
    meaning: 'the bank, card company or PG was not available at that time (점검)',
    advice: 'Try again later; the card itself is not at fault.',
  },
  closed_by_buyer: {
    retryWhen: 'buyer',
    meaning: 'the buyer closed the payment window (사용자 취소)',
    advice: 'Nothing is broken; the buyer can start again.',
  },
  window_expired: {
    retryWhen: 'buyer',
    meaning: 'the payment window stayed open too long (시간 초과)',
    advice: 'Nothing is broken; the buyer can start again.',
  },
  not_authenticated: {
    retryWhen: 'buyer',
    meaning: "the buyer's identity check or certificate failed (인증 실패)",
    advice: 'The buyer tries again, with the card app and certificate up to date.',
  },
  installments: {
    retryWhen: 'buyer',
    meaning: 'the installment plan was refused (할부)',
    advice: 'The buyer pays in one sum.',
  },
};

const unknownReason: FailureReason = {
  code: 'other',
  meaning: 'the PG gives no reason that is known here',
  advice: 'If its words do not explain it, ask the PG with the imp_uid and pg_tid.',
  retryWhen: 'later',
};

/** What the `fail_reason` of a charge means, and what to do about it. */
export function getFailureReason(failReason: string | null | undefined): FailureReason {
  const code = classifyPgMessage(failReason);
  const explanation = explanations[code];
  return explanation ? { code, ...explanation } : unknownReason;
}
