import type { Words } from '../../base/bilingual.ts';
import type { Step } from '../prompt.ts';

/** Reads the payment that the prompt is about by whichever tool there is; `what` to look at in it. */
export const readPayment = (what: Words): Step[] => [
  {
    en: `Call [get_payment] with imp_uid {imp_uid} and include_sandbox true. ${what.en}`,
    ko: `imp_uid {imp_uid}, include_sandbox true로 [get_payment]를 호출하세요. ${what.ko}`,
    optional: true,
  },
  {
    en: `Call [investigate_payment] with imp_uid {imp_uid}. ${what.en}`,
    ko: `imp_uid {imp_uid}(으)로 [investigate_payment]를 호출하세요. ${what.ko}`,
    unless: 'get_payment',
  },
];

/** Where a tool is off, a person does it elsewhere: the rest of the prompt is still of use. */
export const byHand = (tools: string | readonly string[], what: Words): Step => ({
  en: `No tool here ${what.en}: hand over to the person, with all that is needed for it.`,
  ko: `여기에는 ${what.ko} 도구가 없습니다. 필요한 내용을 정리해 담당자에게 넘기세요.`,
  unless: tools,
});
