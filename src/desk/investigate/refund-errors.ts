type RefundRefusal =
  | 'balance'
  | 'cancelled_at_pg'
  | 'done'
  | 'too_much'
  | 'changed'
  | 'not_possible'
  | 'no_deposit'
  | 'other';

/** PortOne keeps no trace of a refund that was refused: these are the words that come back, and that a ticket quotes. */
const refusalPatterns: readonly (readonly [RegExp, RefundRefusal])[] = [
  [/\b(8178|9029)\b|상계가능\s*정산금액|취소\s*가능\s*금액이\s*부족|미정산|정산\s*(잔액|금액)이?\s*부족/, 'balance'],
  [/500626|기\s*취소\s*거래|기취소/, 'cancelled_at_pg'],
  [/이미\s*(전액\s*)?취소된/, 'done'],
  [/checksum/i, 'changed'],
  [/bigger than cancelable|취소\s*가능\s*잔액보다|잔액보다 많/i, 'too_much'],
  [/입금된\s*내역이\s*없/, 'no_deposit'],
  [/취소\s*불가|취소할 수 없|기한/, 'not_possible'],
];

export const classifyRefusal = (message: string | undefined): RefundRefusal =>
  refusalPatterns.find(([pattern]) => pattern.test(message ?? ''))?.[1] ?? 'other';
