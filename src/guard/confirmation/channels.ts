import { formatAmounts } from '../../base/money.ts';
import { Refused } from '../../base/refusal.ts';
import { matchesTypedAmounts } from '../../base/typed-amount.ts';
import type { Caller, Confirmation, Confirmed } from './caller.ts';
import type { TokenBinding } from './confirmation-token.ts';
import { cancelPages, offerPageInstead } from './page-channel.ts';
import { describeChoice } from './question/choice.ts';
import { renderQuestion } from './question/render-text.ts';
import { createTokenMismatchError, createUnansweredError } from './refusals.ts';
import { isTooFast } from './reply-check.ts';
import type { UnansweredReason } from './reply-decision.ts';
import { buildQuestionView, type ConfirmationRequest, type ConfirmationService } from './service.ts';

export async function confirmByForm(
  service: ConfirmationService,
  caller: Caller,
  request: ConfirmationRequest,
  binding: TokenBinding,
): Promise<Confirmation> {
  const { typedAmounts } = request;
  const ask = async (): Promise<Confirmation> => {
    await service.declines.assertMayAsk(caller.id);
    const view = buildQuestionView(service, request);
    const token = await service.tokens.mint({ ...binding, channel: 'form' });
    const onlyOne = await service.declines.isRepeatedlyDeclined(caller.id);
    await service.openQuestions.open(caller.id, token, { onlyOne });
    return {
      status: 'pending',
      channel: 'form',
      message: renderQuestion(view, service.lang),
      choice: describeChoice(request.tool, view, service.lang),
      token,
      ...(typedAmounts ? { amountToType: formatAmounts(typedAmounts) } : {}),
    };
  };
  const createUnansweredFormError = (reason: UnansweredReason) =>
    service.fallback === 'page'
      ? offerPageInstead(service, caller, request, binding, reason)
      : createUnansweredError(reason, request.tool.name);
  const { reply } = caller;
  if (reply?.channel !== 'form') return ask();
  const tokenCheck = await service.tokens.consume(reply.token, { ...binding, channel: 'form' });
  if (tokenCheck === 'invalid') throw createTokenMismatchError(request.tool.name);
  // Some clients, and hooks in them, accept every form by themselves.
  if (isTooFast(service, reply)) {
    caller.channelFailures?.record('form', 'too_fast');
    throw await createUnansweredFormError('too_fast');
  }
  // The state that the person was shown has changed, so ask again.
  if (tokenCheck === 'changed') return ask();
  if (typedAmounts && isBlank(reply.typedAmount)) throw await createUnansweredFormError('no_amount');
  assertTypedAmount(request, reply.typedAmount);
  await cancelPages(service, binding, 'used');
  return { status: 'confirmed', channel: 'form', secrets: {} };
}

const isBlank = (input: unknown): boolean =>
  input === undefined || input === null || (typeof input === 'string' && input.trim() === '');

function assertTypedAmount({ tool, typedAmounts }: ConfirmationRequest, typedInput: unknown): void {
  if (!typedAmounts || matchesTypedAmounts(typedInput, typedAmounts)) return;
  if (isBlank(typedInput))
    throw new Refused(
      'not_confirmed',
      'No amount was typed. Nothing was sent.',
      `Call ${tool.name} again to ask the person again.`,
    );
  throw new Refused(
    'not_confirmed',
    'The amount that the person typed is not the amount that was shown. Nothing was sent.',
    `Call ${tool.name} again to ask the person again.`,
  );
}

export async function confirmByToken(
  service: ConfirmationService,
  caller: Caller,
  request: ConfirmationRequest,
  binding: TokenBinding,
): Promise<Confirmed> {
  const { reply } = caller;
  const { typedAmounts } = request;
  const tokenCheck =
    reply?.channel === 'token'
      ? await service.tokens.consume(reply.token, { ...binding, channel: 'token' })
      : undefined;
  if (tokenCheck === 'invalid') throw createTokenMismatchError(request.tool.name);
  if (tokenCheck === 'valid') {
    assertTypedAmount(request, reply?.typedAmount);
    return { status: 'confirmed', channel: 'token', secrets: {} };
  }
  await service.declines.assertMayAsk(caller.id);
  const question = renderQuestion(buildQuestionView({ ...service, isForModel: true }, request), service.lang);
  throw new Refused(
    'not_confirmed',
    `Nothing was sent yet. Show the user exactly this:\n${question}`,
    `Only after the user has agreed${typedAmounts ? ' by typing the amount' : ''}, call ${request.tool.name} again with the same arguments and confirm_token${typedAmounts ? ', and what the user typed as confirm_amount' : ''}.`,
    { confirm_token: await service.tokens.mint({ ...binding, channel: 'token' }) },
  );
}
