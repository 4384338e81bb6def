/** What to do about a charge that failed: charge again soon, on another day, or only after the buyer gave another card. */
type RetryAdvice = 'now' | 'later' | 'new_card' | 'buyer';

export interface FailureReason {
  code: string;
  meaning: string;
  advice: string;
  retryWhen: RetryAdvice;
}

const defineReason = (code: string, pattern: RegExp, retryWhen: RetryAdvice, meaning: string, advice: string) => ({
  pattern,
  reason: { code, meaning, advice, retryWhen },
});

/** PGs have no common codes: these are the words in which Korean PGs and card companies refuse. The first that fits counts. */
const failureReasons = [
  defineReason(
    'stopped_by_shop',
    /고객사 요청에 의해 결제를 중단/,
    'buyer',
    "the shop's own check before payment (confirm_url) refused it",
    'Look at what confirm_url of the shop answered, for instance that the item was sold out.',
  ),
  defineReason(
    'not_registered_amount',
    /사전등록/,
    'buyer',
    'the amount was not the one that the shop had registered for the order (사전등록)',
    'Compare with get_payment_prepare; somebody may have changed the amount in the browser.',
  ),
  defineReason(
    'key_missing',
    /등록되지 않은 구매자|등록된 (고객)?정보(를 찾을 수|가) 없/,
    'new_card',
    'there is no billing key (빌링키) under this customer_uid',
    'The buyer registers a card again.',
  ),
  defineReason(
    'limit_exceeded',
    /한도\s*초과|exceed.*limit|limit.*exceed/i,
    'later',
    "the card's limit is used up (한도초과)",
    'The buyer takes another card, or asks the card company for a higher limit.',
  ),
  defineReason(
    'no_balance',
    /잔액\s*부족|잔고\s*부족|insufficient/i,
    'later',
    'there is not enough money in the account (잔액부족)',
    'The buyer tops up the account or takes another card.',
  ),
  defineReason(
    'wrong_password',
    /비밀번호/,
    'buyer',
    'the card password was wrong (비밀번호 오류)',
    'The buyer tries again; after too many tries the card company has to unlock the card.',
  ),
  defineReason(
    'lost_card',
    /도난|분실/,
    'new_card',
    'the card was reported lost or stolen (도난·분실카드)',
    'The buyer takes another card.',
  ),
  defineReason(
    'expired_card',
    /유효\s*기간|expired/i,
    'new_card',
    'the card has expired, or its expiry date was given wrong (유효기간)',
    'The buyer gives the date again or takes another card.',
  ),
  defineReason(
    'wrong_card',
    /카드\s*번호|유효하지\s*않은\s*카드|invalid card/i,
    'new_card',
    'the card number was not accepted (카드번호)',
    'The buyer gives the number again or takes another card.',
  ),
  defineReason(
    'card_stopped',
    /정지|거래\s*거절|사용\s*불가|해지/,
    'new_card',
    'the card company does not let this card pay (거래거절)',
    'Only the card company can tell the buyer why; another card helps.',
  ),
  defineReason(
    'maintenance',
    /점검|장애|MaintenanceOngoing|service unavailable|timeout|일시적/i,
    'now',
    'the bank, card company or PG was not available at that time (점검)',
    'Try again later; the card itself is not at fault.',
  ),
  defineReason(
    'closed_by_buyer',
    /(사용자|고객|구매자)(가|이|님이)?\s*결제를?\s*(취소|중단)|결제를 취소하였|user.*cancel|PAY_PROCESS_CANCELED/i,
    'buyer',
    'the buyer closed the payment window (사용자 취소)',
    'Nothing is broken; the buyer can start again.',
  ),
  defineReason(
    'not_authenticated',
    /본인\s*인증|인증\s*(에\s*)?실패|authentication/i,
    'buyer',
    "the buyer's identity check failed (인증 실패)",
    'The buyer tries again, with the card app up to date.',
  ),
  defineReason('installments', /할부/, 'buyer', 'the instalment plan was refused (할부)', 'The buyer pays in one sum.'),
];

const unknownReason: FailureReason = {
  code: 'other',
  meaning: 'the PG gives this reason as it stands',
  advice: 'If the words do not explain it, ask the PG with the imp_uid and pg_tid.',
  retryWhen: 'later',
};

/** What a `fail_reason` comes to. */
export const getFailureReason = (failReason: string | null | undefined): FailureReason =>
  failureReasons.find(({ pattern }) => pattern.test(failReason ?? ''))?.reason ?? unknownReason;
