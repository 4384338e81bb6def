import { orderArgument, paymentArgument } from '../arguments.ts';
import type { Prompt } from '../prompt.ts';
import { handOffStep, readPayment } from './shared-steps.ts';

export const naverReturn: Prompt = {
  name: 'naver_return',
  title: { en: 'Naver Pay return', ko: '네이버페이 주문형 반품' },
  description: {
    en: 'Handle a return request for a Naver Pay order',
    ko: '네이버페이 주문형의 반품 요청을 처리합니다',
  },
  arguments: [orderArgument],
  introduction: {
    en: 'The buyer wants to return items of Naver Pay order {merchant_uid}.',
    ko: '네이버페이 주문 {merchant_uid}의 구매자가 반품을 요청했습니다.',
  },
  steps: [
    {
      en: 'Call [find_payment_by_order|investigate_payment] with merchant_uid {merchant_uid} to get its imp_uid.',
      ko: 'merchant_uid {merchant_uid}로 [find_payment_by_order|investigate_payment]를 호출해 imp_uid를 확인하세요.',
    },
    {
      en: 'Call [list_naver_product_orders] with that imp_uid. Check which items have a return request, and why.',
      ko: '그 imp_uid로 [list_naver_product_orders]를 호출해 반품이 요청된 상품주문과 사유를 확인하세요.',
      optional: true,
    },
    {
      en: 'Check in the findings which items have a return request.',
      ko: 'findings에서 반품이 요청된 상품주문을 확인하세요.',
      skipIfOffered: 'list_naver_product_orders',
    },
    {
      en: 'Stop here. Show the items with each product_order_id and ask the user whether to approve the return, reject it with a reason, or hold it until the buyer pays a fee.',
      ko: '여기서 멈추세요. 상품주문을 product_order_id와 함께 모두 보여 주고, 반품을 승인할지, 사유를 들어 거절할지, 비용을 받을 때까지 보류할지 담당자에게 확인하세요.',
    },
    {
      en: 'To charge a fee, call [withhold_naver_return]. Once the fee is paid, call [resolve_naver_return].',
      ko: '비용을 청구하려면 [withhold_naver_return]을 호출하고, 비용을 받은 뒤 [resolve_naver_return]을 호출하세요.',
      optional: true,
    },
    {
      en: 'Call [approve_naver_return] or [reject_naver_return] as the user decided, and pass each product_order_id. Approving refunds the buyer. Then check the result with [list_naver_product_orders|investigate_payment] and report every id listed in partial.failed.',
      ko: '담당자가 결정한 대로 product_order_id를 모두 명시해 [approve_naver_return] 또는 [reject_naver_return]을 호출하세요. 승인하면 구매자에게 환불됩니다. 그다음 [list_naver_product_orders|investigate_payment]로 결과를 확인하고 partial.failed에 있는 id를 모두 알리세요.',
      optional: true,
    },
    handOffStep(['approve_naver_return', 'reject_naver_return'], {
      en: 'approves or rejects a return',
      ko: '반품을 승인하거나 거절하는',
    }),
  ],
};

export const escrowShipping: Prompt = {
  name: 'escrow_shipping',
  title: { en: 'Escrow shipping', ko: '에스크로 배송 등록' },
  description: { en: 'Register the delivery for an escrow payment', ko: '에스크로 결제의 배송정보를 등록합니다' },
  arguments: [
    paymentArgument,
    { name: 'invoice', description: { en: 'Tracking number', ko: '송장번호' } },
    { name: 'company', description: { en: 'Courier', ko: '택배사' } },
  ],
  introduction: {
    en: 'Register the delivery for escrow payment {imp_uid}.',
    ko: '에스크로 결제 {imp_uid}의 배송정보를 등록하세요.',
  },
  steps: [
    ...readPayment({
      en: 'Stop if it is not paid or not an escrow payment.',
      ko: '결제가 완료되지 않았거나 에스크로 결제가 아니면 여기서 멈추세요.',
    }),
    {
      en: 'Call [get_escrow_logistics] with imp_uid {imp_uid}. No delivery should be registered yet.',
      ko: 'imp_uid {imp_uid}로 [get_escrow_logistics]를 호출하세요. 등록된 배송정보가 아직 없어야 정상입니다.',
      optional: true,
    },
    { en: 'The courier is {company}.', ko: '택배사는 {company}입니다.' },
    { en: 'The tracking number is {invoice}.', ko: '송장번호는 {invoice}입니다.' },
    {
      en: 'Stop here. Ask the user for whatever is missing: courier and its code, tracking number, shipping date, sender, receiver, and whether to email the buyer.',
      ko: '여기서 멈추세요. 다음 중 빠진 것을 담당자에게 확인하세요: 택배사와 코드, 송장번호, 발송일, 보내는 분, 받는 분, 구매자 메일 발송 여부.',
    },
    {
      en: 'Call [create_escrow_logistics], then check the result with [get_escrow_logistics|get_payment|investigate_payment]. Tell the user that cancelling after the buyer has confirmed the purchase requires escrow_confirmed.',
      ko: '[create_escrow_logistics]를 호출하고 [get_escrow_logistics|get_payment|investigate_payment]로 결과를 확인하세요. 구매자가 구매를 확정한 뒤 취소하려면 escrow_confirmed가 필요하다고 알리세요.',
      optional: true,
    },
    handOffStep('create_escrow_logistics', { en: 'registers a delivery', ko: '배송정보를 등록하는' }),
  ],
};
