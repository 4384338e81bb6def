import type { Localized } from '../../../base/bilingual.ts';
import type { Effect, Money } from '../../../endpoints/endpoint.ts';
import { localize } from './wording.ts';

/** What a change that can be undone leads to, by tool. */
const consequences: Readonly<Record<string, Localized>> = {
  confirm_certification_otp: localize(
    'The code completes the identity check.',
    '입력한 인증번호로 본인인증이 완료됩니다.',
  ),
  create_kcpquick_prepare: localize(
    'The order is registered. Nothing is charged yet.',
    '주문만 등록하며 아직 결제되지 않습니다.',
  ),
  create_vbank: localize(
    'The buyer can pay into this account. It can be closed until then.',
    '구매자가 입금할 계좌가 발급됩니다. 입금 전에는 폐기할 수 있습니다.',
  ),
  issue_billing_key: localize(
    'The card is stored and can be charged from now on.',
    '카드가 저장되며 앞으로 이 카드로 결제할 수 있게 됩니다.',
  ),
  issue_cvs_payment: localize(
    'The buyer can pay this at a store. It can be cancelled until then.',
    '구매자가 편의점에서 낼 번호가 발급됩니다. 결제 전에는 폐기할 수 있습니다.',
  ),
  issue_external_receipt: localize(
    'The cash receipt is reported to the tax office. It can be revoked later.',
    '현금영수증이 국세청에 신고됩니다. 나중에 취소할 수 있습니다.',
  ),
  issue_receipt: localize(
    'The cash receipt is reported to the tax office. It can be revoked later.',
    '현금영수증이 국세청에 신고됩니다. 나중에 취소할 수 있습니다.',
  ),
  register_paymentwall_delivery: localize(
    'The delivery is reported to Paymentwall.',
    '페이먼트월에 배송 상태가 전달됩니다.',
  ),
  request_certification_otp: localize(
    'A text message with a code is sent to this phone.',
    '이 번호로 인증번호 문자가 발송됩니다.',
  ),
  update_escrow_logistics: localize('The registered delivery is replaced.', '등록된 배송정보가 바뀝니다.'),
  update_kcpquick_prepare: localize(
    'The registered order is replaced. Nothing is charged yet.',
    '등록된 주문이 바뀌며 아직 결제되지 않습니다.',
  ),
  update_payment_prepare: localize(
    'From now on, this order can be paid only with the new amount.',
    '앞으로 이 주문은 바뀐 금액으로만 결제할 수 있습니다.',
  ),
  update_vbank: localize(
    'The buyer must pay the new amount by the new date.',
    '구매자는 바뀐 금액과 기한에 맞춰 입금해야 합니다.',
  ),
  withhold_naver_return: localize(
    'The return waits until the hold is lifted.',
    '보류를 해제할 때까지 반품이 진행되지 않습니다.',
  ),
};

interface WarnedOperation {
  name: string;
  effect: Effect;
  irreversible?: true;
  money?: Money;
}

export const isIrreversible = ({ effect, irreversible, money }: WarnedOperation): boolean =>
  money !== 'charge_later' && (effect === 'destructive' || irreversible === true);

/** What the operation does, and whether it can be undone. */
export function getWarning(operation: WarnedOperation, args: Readonly<Record<string, unknown>>): Localized {
  const { name, money, effect } = operation;
  if (effect === 'read')
    return localize('This only reads; nothing is changed.', '조회만 하며 아무것도 변경하지 않습니다.');
  if (money === 'refund' && typeof args.refund_account === 'string')
    return localize(
      'Money goes to the account that was typed. This cannot be undone.',
      '입력한 계좌로 환불됩니다. 되돌릴 수 없습니다.',
    );
  if (money === 'refund')
    return localize(
      'Money goes back to the buyer. This cannot be undone.',
      '구매자에게 환불됩니다. 되돌릴 수 없습니다.',
    );
  if (money === 'charge_now')
    return localize(
      'The buyer is charged now. This cannot be undone, only refunded.',
      '지금 바로 결제됩니다. 되돌릴 수 없으며 환불만 가능합니다.',
    );
  if (money === 'charge_later' && typeof args.checking_amount === 'number' && args.checking_amount > 0)
    return localize(
      'The card is charged now to check it, and the buyer is charged at each scheduled time.',
      '카드 확인 금액이 지금 결제되고, 예약한 시각마다 구매자에게 결제됩니다.',
    );
  if (money === 'charge_later')
    return localize(
      'The buyer will be charged at the scheduled time. It can be cancelled until then.',
      '예약한 시각에 구매자에게 결제됩니다. 그 전에는 취소할 수 있습니다.',
    );
  if (isIrreversible(operation)) return localize('This cannot be undone.', '되돌릴 수 없습니다.');
  return consequences[name] ?? localize('This changes data at PortOne.', '포트원의 데이터가 변경됩니다.');
}

/** The warning beside an alert, for which it leaves room. */
export const getShortWarning = (operation: WarnedOperation, args: Readonly<Record<string, unknown>>): Localized =>
  isIrreversible(operation) ? localize('This cannot be undone.', '되돌릴 수 없습니다.') : getWarning(operation, args);
