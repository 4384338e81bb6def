import { orderArgument, paymentArgument } from '../arguments.ts';
import type { Prompt } from '../prompt.ts';
import { handOffStep, readPayment } from './shared-steps.ts';

export const naverReturn: Prompt = {
  name: 'naver_return',
  title: { en: 'Naver Pay return', ko: '네이버페이 주문형 반품' },
  description: { en: 'Decide a return of a Naver Pay order', ko: '네이버페이 주문형의 반품 요청을 처리합니다' },
  arguments: [orderArgument],
  introduction: {
    en: 'A buyer wants to return items of the Naver Pay order {merchant_uid}.',
    ko: '네이버페이 주문 {merchant_uid}의 구매자가 반품을 요청했습니다.',
  },
  steps: [
    {
      en: 'Call [find_payment_by_order|investigate_payment] with merchant_uid {merchant_uid} for its imp_uid.',
      ko: 'merchant_uid {merchant_uid}로 [find_payment_by_order|investigate_payment]를 호출해 imp_uid를 확인하세요.',
    },
    {
      en: 'Call [list_naver_product_orders] with that imp_uid: which items ask for a return, and why.',
      ko: '그 imp_uid로 [list_naver_product_orders]를 호출해 반품 요청된 상품주문과 사유를 확인하세요.',
      optional: true,
    },
    {
      en: 'Read in its findings which items ask for a return.',
      ko: 'findings에서 반품 요청된 상품주문을 확인하세요.',
      skipIfOffered: 'list_naver_product_orders',
    },
    {
      en: 'Stop. Show them and ask the person: approve, reject with a reason, or hold for a fee. Name each product_order_id.',
      ko: '멈추세요. 보여 주고 승인, 거부(사유), 비용 청구 보류 중 무엇인지 물으세요. product_order_id를 하나씩 명시하세요.',
    },
    {
      en: 'For a fee call [withhold_naver_return]; once it is paid, [resolve_naver_return].',
      ko: '비용을 청구하려면 [withhold_naver_return], 받은 뒤 [resolve_naver_return]을 호출하세요.',
      optional: true,
    },
    {
      en: 'Call [approve_naver_return] or [reject_naver_return] as agreed. Approving refunds the buyer. Then look again with [list_naver_product_orders|investigate_payment]; report each id that partial.failed names.',
      ko: '합의한 대로 [approve_naver_return] 또는 [reject_naver_return]을 호출하세요. 승인하면 구매자에게 환불됩니다. [list_naver_product_orders|investigate_payment]로 다시 확인하고 partial.failed에 있는 id를 모두 알리세요.',
      optional: true,
    },
    handOffStep(['approve_naver_return', 'reject_naver_return'], { en: 'decides a return', ko: '반품을 처리하는' }),
  ],
};

export const escrowShipping: Prompt = {
  name: 'escrow_shipping',
  title: { en: 'Escrow shipping', ko: '에스크로 배송 등록' },
  description: { en: 'Register the delivery of an escrow payment', ko: '에스크로 결제의 배송정보를 등록합니다' },
  arguments: [
    paymentArgument,
    { name: 'invoice', description: { en: 'Waybill number', ko: '송장번호' } },
    { name: 'company', description: { en: 'Courier', ko: '택배사' } },
  ],
  introduction: {
    en: 'Register the delivery of the escrow payment {imp_uid}.',
    ko: '에스크로 결제 {imp_uid}의 배송정보를 등록하세요.',
  },
  steps: [
    ...readPayment({
      en: 'Stop unless it is paid and escrow.',
      ko: 'paid이고 escrow인 결제가 아니면 멈추세요.',
    }),
    {
      en: 'Call [get_escrow_logistics] with imp_uid {imp_uid}: none yet is what is expected.',
      ko: 'imp_uid {imp_uid}로 [get_escrow_logistics]를 호출하세요. 아직 없어야 정상입니다.',
      optional: true,
    },
    { en: 'The courier is {company}.', ko: '택배사는 {company}입니다.' },
    { en: 'The waybill is {invoice}.', ko: '송장번호는 {invoice}입니다.' },
    {
      en: 'Stop. Ask the person for what is missing: courier and its code, waybill, date, sender, receiver, and whether the buyer gets a mail.',
      ko: '멈추세요. 빠진 것을 담당자에게 물으세요: 택배사와 코드, 송장번호, 발송일, 보내는 분, 받는 분, 구매자 메일 발송 여부.',
    },
    {
      en: 'Call [create_escrow_logistics], then [get_escrow_logistics|get_payment|investigate_payment] again. Tell that a cancel after the buyer has confirmed needs escrow_confirmed.',
      ko: '[create_escrow_logistics]를 호출하고 [get_escrow_logistics|get_payment|investigate_payment]로 확인하세요. 구매 확정 뒤의 취소에는 escrow_confirmed가 필요하다고 알리세요.',
      optional: true,
    },
    handOffStep('create_escrow_logistics', { en: 'registers a delivery', ko: '배송을 등록하는' }),
  ],
};
