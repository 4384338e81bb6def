/** Why a charge or a refund was refused: PGs share no codes, so these are read from their words. By whose concern it is. */
export type PgReason =
  // The order and its payment.
  | 'stopped_by_shop'
  | 'not_registered_amount'
  | 'order_number_used'
  | 'already_done'
  | 'in_progress'
  | 'payment_not_found'
  // The request.
  | 'invalid_request'
  | 'amount_too_small'
  | 'installments'
  // The shop at its PG.
  | 'shop_problem'
  | 'shop_limit'
  | 'test_mode'
  | 'pg_unsupported'
  | 'pg_risk'
  // The PG, the bank and the network.
  | 'maintenance'
  | 'outcome_unclear'
  // The buyer.
  | 'closed_by_buyer'
  | 'window_expired'
  | 'not_authenticated'
  | 'buyer_details'
  | 'buyer_blocked'
  | 'wrong_password'
  // What the buyer pays with.
  | 'key_missing'
  | 'limit_exceeded'
  | 'no_balance'
  | 'lost_card'
  | 'expired_card'
  | 'wrong_card'
  | 'card_stopped'
  | 'account_problem'
  | 'voucher_problem'
  // Refunds.
  | 'shop_balance'
  | 'balance_changed'
  | 'exceeds_balance'
  | 'cancelled_at_pg'
  | 'already_refunded'
  | 'no_deposit'
  | 'refund_in_progress'
  | 'refund_deadline'
  | 'no_partial_refund'
  | 'wrong_refund_account'
  | 'not_refundable'
  // None of these is recognized.
  | 'other';
