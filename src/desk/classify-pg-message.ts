/** Why a charge failed. */
type ChargeReason =
  | 'stopped_by_shop'
  | 'not_registered_amount'
  | 'key_missing'
  | 'closed_by_buyer'
  | 'window_expired'
  | 'amount_too_small'
  | 'installments'
  | 'buyer_details'
  | 'shop_problem'
  | 'wrong_password'
  | 'limit_exceeded'
  | 'no_balance'
  | 'buyer_blocked'
  | 'lost_card'
  | 'expired_card'
  | 'wrong_card'
  | 'card_stopped'
  | 'not_authenticated';

/** Why a refund was refused. */
type RefundReason =
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
  | 'not_refundable';

export type PgReason = ChargeReason | RefundReason | 'maintenance' | 'pg_unsupported' | 'other';

/**
 * Patterns of the messages with which PortOne, Korean PGs and card companies refuse. PGs share no error codes, and PortOne
 * passes their messages on unchanged. The first match counts, so the order matters: refunds, which have words of their own
 * (취소, 환불), come before charges, and the shop, certificates and the buyer's details come before the card.
 */
const patterns: readonly (readonly [PgReason, RegExp])[] = [
  // PortOne's own messages.
  ['stopped_by_shop', /고객사 요청에 의해 결제를 중단/],
  ['not_registered_amount', /사전등록/],
  ['key_missing', /등록되지 않은 구매자|등록된 (고객)?정보(를 찾을 수|가) 없/],
  ['pg_unsupported', /지원(되|하)지 않는 PG/],

  // Refunds. If the shop's balance is too low, Danal only says that the state does not allow a refund (취소불가 상태).
  ['shop_balance', /\b(8178|9029)\b|상계\s*가능|(?<!이)미정산|정산\s*(예정)?\s*(잔액|금액)\s*[이가]?\s*부족/],
  ['shop_balance', /취소\s*가능\s*금액[이가]?\s*부족|취소\s*금액\s*입금|취소불가 상태입니다/],
  ['balance_changed', /checksum|잔액과 일치하지|남은\s*(금액|잔액)[이가]?\s*(불일치|일치하지)/i],
  ['exceeds_balance', /bigger than cancelable|잔액보다\s*(많|큼|크)/i],
  ['exceeds_balance', /취소\s*(가능)?(한|할 수 있는)?\s*(금액|잔액)[이을를]?\s*초과/],
  ['cancelled_at_pg', /500626|기\s*(승인\s*)?취소\s*(거래|된|처리)/],
  ['already_refunded', /이미.{0,6}취소|환불이 이미/],
  ['no_deposit', /입금된\s*내역이\s*없/],
  ['refund_in_progress', /(취소|환불)\S*\s*(진행|처리)\s*중/],
  ['refund_deadline', /(취소|환불)\s*(할 수 있는|가능)?\s*(기한|기간)/],
  ['no_partial_refund', /부분\s*(매입)?\s*(취소|환불).{0,8}(불가|할 수 없)|일시불거래만 부분취소/],
  ['wrong_refund_account', /환불\s*계좌|계좌번호와 예금주/],
  ['not_refundable', /취소\S{0,5}\s*불가|(취소|환불)\S{0,2}\s*할\s*수\s*없|취소\s*한도|취소\s*가능\s*횟수/],

  // Charges: nothing is wrong with the card.
  ['closed_by_buyer', /사용자\s*취소|사용자가 취소|user.*cancel|PAY_PROCESS_CANCELED/i],
  ['closed_by_buyer', /(사용자|고객|구매자)님?(가|이|께서)?\s*결제를?\s*(취소|중단)|결제를 취소하였/],
  ['window_expired', /세션|결제\s*가능\s*시간|인증\s*시간\s*초과/],
  ['maintenance', /점검|장애|일시적|시스템\s*(오류|작업)|MaintenanceOngoing|service unavailable/i],
  ['maintenance', /time-?out|타임\s*아웃|통신\s*(오류|에러|실패|시간\s*초과)/i],
  ['amount_too_small', /최소.{0,4}금액|최저금액|금액\s*미달|(\d원|한도)\s*미만/],
  ['not_authenticated', /인증서/],
  ['installments', /할부(?!.*한도)/],
  ['buyer_details', /주민\s*(등록)?\s*번호|주민\/|주민\(|생년월일|사업자\s*(등록)?\s*번호/],
  // Does not match a message that only tells the buyer to contact the shop.
  ['shop_problem', /(가맹점|상점)(?!\s*(관리자)?\s*(에게?|으로)?\s*문의)/],

  // Charges: the buyer's card or account.
  ['wrong_password', /비밀번호|인증\s*오류\s*횟수/],
  ['limit_exceeded', /한도\s*(금액|액|건수|횟수)?\s*[을를이가]?\s*(초과|부족)|횟수\s*초과/],
  ['limit_exceeded', /exceed.*limit|limit.*exceed/i],
  ['no_balance', /잔[액고]\s*[이가]?\s*부족|포인트[가이]?\s*부족|LACK_BALANCE|insufficient/i],
  ['buyer_blocked', /미납|연체|미성년|차단|정지 상태인 휴대폰/],
  ['lost_card', /도난|분실|(lost|stolen) card/i],
  ['expired_card', /유효\s*기간|expired/i],
  ['wrong_card', /카드\s*번호|유효하지\s*않은\s*카드|카드정보가 잘못|미등록\s*카드|CVC|invalid card/i],
  ['card_stopped', /정지|(거래|승인|카드사)\s*거절|사용\s*불가|해지|이상\s*거래|FDS|do not honou?r/i],
  ['not_authenticated', /본인\s*(인증|확인)|(?<!카드정보 )인증\s*에?\s*실패|authentication/i],
];

/** Returns the reason that a message of PortOne, a PG or a card company means. */
export const classifyPgMessage = (message: string | null | undefined): PgReason =>
  patterns.find(([, pattern]) => pattern.test(message ?? ''))?.[0] ?? 'other';
