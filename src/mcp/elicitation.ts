import { inputRequired, inputResponse, type ServerContext } from '@modelcontextprotocol/server';
import type { Language } from '../base/bilingual.ts';
import type { ConfirmationReply, PendingConfirmation } from '../guard/confirmation/caller.ts';

const QUESTION_INPUT = 'confirm';
const PAGE_INPUT = 'page';
const AMOUNT_INPUT = 'amount';

const labels = {
  en: { tick: 'Yes, do it', formatAmountLabel: (amount: string) => `To agree, type the amount: ${amount}` },
  ko: {
    tick: '네, 진행합니다',
    formatAmountLabel: (amount: string) => `동의하려면 금액을 똑같이 입력하세요: ${amount}`,
  },
};

/** Converts a question to the protocol's form. */
export function requestConfirmation(pending: PendingConfirmation, lang: Language) {
  if (pending.channel === 'url')
    return inputRequired({
      inputRequests: { [PAGE_INPUT]: inputRequired.elicitUrl({ message: pending.message, url: pending.url }) },
      requestState: pending.token,
    });
  const amount =
    pending.amountToType === undefined
      ? {}
      : { [AMOUNT_INPUT]: { type: 'string' as const, title: labels[lang].formatAmountLabel(pending.amountToType) } };
  return inputRequired({
    inputRequests: {
      [QUESTION_INPUT]: inputRequired.elicit({
        message: pending.message,
        requestedSchema: {
          type: 'object',
          properties: {
            ...amount,
            [QUESTION_INPUT]: { type: 'boolean', title: labels[lang].tick, default: false },
          },
          required: [...Object.keys(amount), QUESTION_INPUT],
        },
      }),
    },
    requestState: pending.token,
  });
}

/**
 * Reads the reply to a question. Only an accepted form with its box ticked, or consent to open the page, counts as
 * approved. Without a token it is not a reply to any question.
 */
export function readConfirmationReply({ mcpReq }: ServerContext): ConfirmationReply | undefined {
  const token = mcpReq.requestState();
  if (typeof token !== 'string') return undefined;
  const page = inputResponse(mcpReq.inputResponses, PAGE_INPUT);
  if (page.kind === 'elicit')
    return { token, channel: 'url', decision: page.action === 'accept' ? 'approved' : 'declined' };
  const form = inputResponse(mcpReq.inputResponses, QUESTION_INPUT);
  const formValues = form.kind === 'elicit' && form.action === 'accept' ? form.content : undefined;
  return {
    token,
    channel: 'form',
    decision: formValues?.[QUESTION_INPUT] === true ? 'approved' : 'declined',
    typedAmount: formValues?.[AMOUNT_INPUT],
  };
}

/** Adds the arguments with which a model returns the confirmation code and the amount that the user typed. */
export const addTokenArguments = <S extends { properties?: Record<string, unknown> }>(schema: S): S => ({
  ...schema,
  properties: { ...schema.properties, confirm_token: { type: 'string' }, confirm_amount: { type: 'string' } },
});

/** Reads the code that a model repeats after the user has agreed. */
export const readTokenReply = ({
  confirm_token: token,
  confirm_amount: typedAmount,
}: Record<string, unknown>): ConfirmationReply | undefined =>
  token === undefined ? undefined : { token: String(token), decision: 'approved', channel: 'token', typedAmount };

export const omitTokenArguments = ({ confirm_token: _, confirm_amount: __, ...args }: Record<string, unknown>) => args;
