import { classifyPgMessage, type PgReason } from './classify-pg-message.ts';

const UNKNOWN_REFUSAL = 'The words are not known here: if they do not explain the refusal, ask the PG.';
const ASK_PG_ABOUT_SHOP = "The shop's contract or settings at the PG do not allow it: the shop asks the PG.";

/** What the refusal of a refund means, and what to do about it. */
const refusals: Readonly<Partial<Record<PgReason, string>>> = {
  shop_balance:
    "The shop's balance at the PG does not cover the refund (정산 잔액 부족): deposit the amount at the PG or wait for the next settlement, and only then refund again.",
  shop_limit:
    "The shop's limit for refunds at the PG is used up: the shop asks the PG for a higher limit or waits until the limit starts anew.",
  cancelled_at_pg:
    "It has already been cancelled at the PG, perhaps in the PG's own console. If PortOne still shows it as paid, ask the PG or cs@portone.io.",
  already_refunded: 'It has already been cancelled. If PortOne still shows it as paid, ask the PG or cs@portone.io.',
  balance_changed:
    'The balance has changed, or the amount does not match what the PG can refund: compare the balance and ask the user again.',
  exceeds_balance:
    'The PG can refund less than was requested. If PortOne shows that enough remains, the tax parts do not fit (부가세·면세): request the refund with vat_amount and tax_free as they were at payment, refund all that remains at once, or ask the PG.',
  no_partial_refund:
    'This card, method or contract does not allow partial refunds (부분취소 불가): a refund of the full remaining amount is still possible. A person decides between that and paying the part back by other means.',
  refund_deadline:
    'The period in which the PG refunds is over (취소기한 경과): the shop has to pay the buyer back by other means.',
  wrong_refund_account: 'The refund account is wrong (환불계좌): ask the buyer for bank, number and holder again.',
  account_problem: 'The bank account cannot be used: ask the buyer for bank, number and holder of another one.',
  refund_in_progress:
    'Another refund of this payment is still in progress (취소 진행 중): wait for its result before any other.',
  in_progress: 'The PG is still handling the payment (처리 중): wait for the result before any other refund.',
  already_done: 'The PG has had the same request before (중복 요청): it may have refunded already.',
  outcome_unclear:
    'It failed on the way between PG, card company and bank, so the refund may have been executed (통신 오류).',
  maintenance: 'The PG or bank was not in service (점검): read the payment again before you retry.',
  no_deposit:
    'The PG has no record of a deposit (입금 내역 없음); a virtual account of a test channel never receives one.',
  payment_not_found:
    'PortOne or the PG finds no payment that could be cancelled: compare the ids, and whether they belong to the account of this API key and were paid.',
  not_refundable: 'The PG does not accept a refund in the current state of the payment; ask the PG.',
  invalid_request: 'A field of the request was missing or wrong: correct what the message names.',
  shop_problem: ASK_PG_ABOUT_SHOP,
  pg_risk: ASK_PG_ABOUT_SHOP,
  pg_unsupported: 'PortOne does not offer this for the PG.',
};

interface RefundRefusal {
  code: PgReason;
  advice: string;
}

/** What the words mean with which PortOne or the PG refused a refund. */
export function getRefundRefusal(message: string | null | undefined): RefundRefusal {
  const code = classifyPgMessage(message);
  const advice = refusals[code];
  return advice === undefined ? { code: 'other', advice: UNKNOWN_REFUSAL } : { code, advice };
}
