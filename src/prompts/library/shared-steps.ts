import type { Localized } from '../../base/bilingual.ts';
import type { PromptStep } from '../prompt.ts';

/** Reads the payment that the prompt is about by whichever tool there is; `what` to look at in it. */
export const readPayment = (instruction: Localized): PromptStep[] => [
  {
    en: `Call [get_payment] with imp_uid {imp_uid} and include_sandbox true. ${instruction.en}`,
    ko: `imp_uid {imp_uid}, include_sandbox true로 [get_payment]를 호출하세요. ${instruction.ko}`,
    optional: true,
  },
  {
    en: `Call [investigate_payment] with imp_uid {imp_uid}. ${instruction.en}`,
    ko: `imp_uid {imp_uid}로 [investigate_payment]를 호출하세요. ${instruction.ko}`,
    skipIfOffered: 'get_payment',
  },
];

/** Where a tool is off, a person does it elsewhere: the rest of the prompt is still of use. */
export const handOffStep = (tools: string | readonly string[], action: Localized): PromptStep => ({
  en: `No tool here ${action.en}: hand over to the person, with all that is needed for it.`,
  ko: `여기에는 ${action.ko} 도구가 없습니다. 필요한 내용을 정리해 담당자에게 넘기세요.`,
  skipIfOffered: tools,
});
