import { paymentArgument } from '../arguments.ts';
import type { Prompt } from '../prompt.ts';
import { handOffStep } from './shared-steps.ts';

export const cashReceipt: Prompt = {
  name: 'cash_receipt',
  title: { en: 'Cash receipt missing or wrong', ko: '현금영수증 누락·정정' },
  description: {
    en: 'Issue or replace the cash receipt of a payment',
    ko: '결제의 현금영수증을 발급하거나 정정합니다',
  },
  arguments: [paymentArgument],
  introduction: {
    en: 'The cash receipt of payment {imp_uid} is missing or wrong.',
    ko: '결제 {imp_uid}의 현금영수증이 없거나 잘못됐습니다.',
  },
  steps: [
    {
      en: 'Call [investigate_payment|get_payment] with imp_uid {imp_uid}: only what was paid by transfer or virtual account can have one.',
      ko: 'imp_uid {imp_uid}로 [investigate_payment|get_payment]를 호출하세요. 계좌이체·가상계좌로 결제된 건만 발급됩니다.',
    },
    {
      en: 'Call [get_receipt|investigate_payment] with imp_uid {imp_uid}. No receipt: none was issued here; one that the PG issued by itself (to 010-000-1234) is not seen here.',
      ko: 'imp_uid {imp_uid}로 [get_receipt|investigate_payment]를 호출하세요. 없으면 여기서 발급한 적이 없는 것입니다. PG사가 자진발급(010-000-1234)한 것은 보이지 않습니다.',
    },
    {
      en: 'Stop. Ask the person what is wanted, for whom: income deduction or proof of expense. Do not ask for the number itself: it is typed where the model does not see it.',
      ko: '멈추세요. 소득공제용인지 지출증빙용인지 담당자에게 물으세요. 발급 번호 자체는 묻지 마세요. 모델이 볼 수 없는 곳에 입력합니다.',
    },
    {
      en: 'Where it is wrong, call [revoke_receipt] with imp_uid {imp_uid} first.',
      ko: '잘못된 것이면 먼저 imp_uid {imp_uid}로 [revoke_receipt]를 호출하세요.',
      optional: true,
    },
    {
      en: 'Call [issue_receipt] with imp_uid {imp_uid}, then [get_receipt|investigate_payment] again, and say what it shows.',
      ko: 'imp_uid {imp_uid}로 [issue_receipt]를 호출하고 [get_receipt|investigate_payment]로 다시 확인해 알리세요.',
      optional: true,
    },
    handOffStep('issue_receipt', { en: 'issues a receipt', ko: '현금영수증을 발급하는' }),
  ],
};
