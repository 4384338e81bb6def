import { inputRequired, type ServerContext } from '@modelcontextprotocol/server';
import type { Language } from '../base/bilingual.ts';
import type { ConfirmationReply, PendingConfirmation } from '../guard/confirmation/caller.ts';
import type { QuestionChoice } from '../guard/confirmation/question/choice.ts';
import type { ReplyDecision } from '../guard/confirmation/reply-decision.ts';

const QUESTION_INPUT = 'confirm';
const PAGE_INPUT = 'page';
const AMOUNT_INPUT = 'amount';

/** The first revision whose forms have titled choices; older ones have a list of names beside the values. */
const TITLED_CHOICE_REVISION = '2025-11-25';

const formatAmountLabel: Readonly<Record<Language, (amount: string) => string>> = {
  en: (amount) => `To agree, type the amount: ${amount}`,
  ko: (amount) => `동의하려면 금액을 똑같이 입력하세요: ${amount}`,
};

interface ElicitationOptions {
  lang: Language;
  /** The negotiated protocol revision. */
  revision: string;
}

/** Converts a question to the protocol's request. */
export function buildElicitation(pending: PendingConfirmation, { lang, revision }: ElicitationOptions) {
  const { message } = pending;
  if (pending.channel === 'url') {
    // The newest revision has no id, but clients that also speak older ones reject a link without it.
    const params = { message, url: pending.url, elicitationId: crypto.randomUUID() };
    return inputRequired.elicitUrl(params);
  }
  const amount =
    pending.amountToType === undefined
      ? {}
      : { [AMOUNT_INPUT]: { type: 'string' as const, title: formatAmountLabel[lang](pending.amountToType) } };
  return inputRequired.elicit({
    message,
    requestedSchema: {
      type: 'object',
      properties: { ...amount, [QUESTION_INPUT]: buildChoice(pending.choice, revision) },
      required: [...Object.keys(amount), QUESTION_INPUT],
    },
  });
}

/** A choice without a default, so that nothing is chosen by pressing Enter twice. "No" is first: some clients preselect it. */
function buildChoice({ title, no, yes }: QuestionChoice, revision: string) {
  const type = 'string' as const;
  if (revision < TITLED_CHOICE_REVISION) return { type, title, enum: ['no', 'yes'], enumNames: [no, yes] };
  return {
    type,
    title,
    oneOf: [
      { const: 'no', title: no },
      { const: 'yes', title: yes },
    ],
  };
}

/** Asks in the modern revision: the client calls again with the reply. */
export const requestConfirmation = (pending: PendingConfirmation, options: ElicitationOptions) =>
  inputRequired({
    inputRequests: { [pending.channel === 'url' ? PAGE_INPUT : QUESTION_INPUT]: buildElicitation(pending, options) },
    requestState: pending.token,
  });

/** Reads the reply to a question that came with a call. Without a token it is not a reply to any question. */
export function readConfirmationReply({ mcpReq }: ServerContext): ConfirmationReply | undefined {
  const token = mcpReq.requestState();
  if (typeof token !== 'string') return undefined;
  const responses = Object(mcpReq.inputResponses);
  return PAGE_INPUT in responses
    ? { token, channel: 'url', ...parseElicitResult(responses[PAGE_INPUT], 'url') }
    : { token, channel: 'form', ...parseElicitResult(responses[QUESTION_INPUT], 'form') };
}

/** Only a form with the choice "yes", or consent to open the page, counts as approved. */
export function parseElicitResult(
  result: unknown,
  channel: PendingConfirmation['channel'],
): Pick<ConfirmationReply, 'decision' | 'typedAmount'> {
  const { action, content } = Object(result);
  if (action === 'decline') return { decision: 'declined' };
  if (action === 'cancel') return { decision: 'closed' };
  if (action !== 'accept') return { decision: 'failed' };
  if (channel === 'url') return { decision: 'approved' };
  const values = Object(content);
  return { decision: decisions.get(values[QUESTION_INPUT]) ?? 'no_choice', typedAmount: values[AMOUNT_INPUT] };
}

const decisions: ReadonlyMap<unknown, ReplyDecision> = new Map([
  ['yes', 'approved'],
  ['no', 'declined'],
]);

/** Adds the arguments with which a model returns the confirmation code and the amount that the user typed. */
export const addTokenArguments = <S extends { properties?: Record<string, unknown> }>(schema: S): S => ({
  ...schema,
  properties: { ...schema.properties, confirm_token: { type: 'string' }, confirm_amount: { type: 'string' } },
});

/** Reads the code that a model repeats after the user has agreed. Empty values are of a host that fills every argument. */
export const readTokenReply = ({
  confirm_token: token,
  confirm_amount: typedAmount,
}: Record<string, unknown>): ConfirmationReply | undefined =>
  token === undefined || token === null || token === ''
    ? undefined
    : { token: String(token), decision: 'approved', channel: 'token', typedAmount };

export const omitTokenArguments = ({ confirm_token: _, confirm_amount: __, ...args }: Record<string, unknown>) => args;
