import type { Localized } from '../../base/bilingual.ts';
import type { PromptStep } from '../prompt.ts';

/** Steps that read the prompt's payment with whichever tool is offered; `instruction` says what to check in it. */
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

/** If a tool is off, a person does this step elsewhere; the rest of the prompt is still useful. */
export const handOffStep = (tools: string | readonly string[], action: Localized): PromptStep => ({
  en: `No tool offered here ${action.en}. Hand this step over to the user with all the details they need.`,
  ko: `여기에는 ${action.ko} 도구가 없습니다. 필요한 내용을 정리해 담당자에게 처리를 요청하세요.`,
  skipIfOffered: tools,
});
