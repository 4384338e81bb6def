import { paymentArgument } from '../arguments.ts';
import type { Prompt } from '../prompt.ts';
import { handOffStep } from './shared-steps.ts';

export const cashReceipt: Prompt = {
  name: 'cash_receipt',
  title: { en: 'Cash receipt missing or wrong', ko: '현금영수증 누락·정정' },
  description: {
    en: 'Issue or correct the cash receipt for a payment',
    ko: '결제의 현금영수증을 발급하거나 정정합니다',
  },
  arguments: [paymentArgument],
  introduction: {
    en: 'The cash receipt for payment {imp_uid} is missing or wrong.',
    ko: '결제 {imp_uid}의 현금영수증이 없거나 잘못됐습니다.',
  },
  steps: [
    {
      en: 'Call [investigate_payment|get_payment] with imp_uid {imp_uid}. Only payments by bank transfer or virtual account can have a cash receipt.',
      ko: 'imp_uid {imp_uid}로 [investigate_payment|get_payment]를 호출하세요. 현금영수증은 계좌이체나 가상계좌로 결제한 건에만 발급할 수 있습니다.',
    },
    {
      en: 'Call [get_receipt|investigate_payment] with imp_uid {imp_uid}. If there is no receipt, none was issued through PortOne. A receipt that the PG issued on its own (to 010-000-1234) does not appear.',
      ko: 'imp_uid {imp_uid}로 [get_receipt|investigate_payment]를 호출하세요. 조회되지 않으면 포트원을 통해 발급한 적이 없는 것입니다. PG사가 자진발급(010-000-1234)한 영수증은 조회되지 않습니다.',
    },
    {
      en: 'Stop here. Ask the user whether the receipt is for income deduction or for business expenses. Do not ask for the identifier number itself; a person enters it where the model cannot see it.',
      ko: '여기서 멈추고, 소득공제용인지 지출증빙용인지 담당자에게 확인하세요. 발급 번호는 묻지 마세요. 모델이 볼 수 없는 곳에 담당자가 직접 입력합니다.',
    },
    {
      en: 'If the existing receipt is wrong, first call [revoke_receipt] with imp_uid {imp_uid}.',
      ko: '이미 발급된 영수증이 잘못됐다면 먼저 imp_uid {imp_uid}로 [revoke_receipt]를 호출하세요.',
      optional: true,
    },
    {
      en: 'Call [issue_receipt] with imp_uid {imp_uid}, then check with [get_receipt|investigate_payment] and report the result.',
      ko: 'imp_uid {imp_uid}로 [issue_receipt]를 호출하고 [get_receipt|investigate_payment]로 확인해 결과를 알리세요.',
      optional: true,
    },
    handOffStep('issue_receipt', { en: 'issues a cash receipt', ko: '현금영수증을 발급하는' }),
  ],
};
