import { Refused } from '../../base/refusal.ts';
import { formatSeconds } from './decline-limit.ts';
import { isChannelFailure, type UnansweredReason } from './reply-decision.ts';
import type { ConfirmationRequest } from './service.ts';

/** `pauseSeconds`: how long this client cannot ask another question; zero for no pause. */
export const createDeclinedError = (pauseSeconds: number) =>
  new Refused(
    'not_confirmed',
    'The person declined. Nothing was sent.',
    [
      'Do not repeat the call unless the user asks for it.',
      ...(pauseSeconds > 0
        ? [
            `People declined several questions in a row, so none can be asked for ${formatSeconds(pauseSeconds)}: tell the user so, and ask what they want.`,
          ]
        : []),
    ].join(' '),
  );

/** What happened to a question that no person answered, as far as the server can tell. */
export const unansweredTexts: Readonly<Record<UnansweredReason, string>> = {
  closed: 'The question was closed without an answer',
  no_choice: 'The form was accepted without choosing yes or no',
  failed: 'The client failed to ask the person',
  silent: 'Nobody answered the question in time',
  no_amount: 'The form was accepted without typing the amount',
  too_fast: 'The client answered faster than anybody can read, so it is not known that a person saw the question',
};

const PAGE_ADVICE =
  'Tell the user that this client did not let anybody decide: the operator can let people decide on a page (--confirm-fallback page).';

/** For a question without an answer where no page can be offered. `pageAdvice` says how one could be. */
export const createUnansweredError = (reason: UnansweredReason, toolName: string, pageAdvice = PAGE_ADVICE) =>
  new Refused(
    'not_confirmed',
    `${unansweredTexts[reason]}. Nothing was sent.`,
    isChannelFailure(reason) ? pageAdvice : `Ask the user, and call ${toolName} again only if they want it.`,
  );

export const createTooManyUnansweredError = () =>
  new Refused(
    'rate_limited',
    'The last questions of this client were closed or left without a choice, so no form is opened for up to ten minutes. Nothing was sent.',
    'Stop, and ask the user what they want before calling again.',
  );

export const createTokenMismatchError = (name: string) =>
  new Refused(
    'not_confirmed',
    'The confirmation does not belong to this call, is older than five minutes or was used before. Nothing was sent.',
    `Call ${name} again to ask for a new confirmation.`,
  );

export const createNoChannelError = () =>
  new Refused(
    'not_confirmed',
    'This operation needs confirmation by a person, and this client cannot ask for it (form elicitation). Nothing was sent.',
    'Tell the user to use a client that supports elicitation, or to do it in the PortOne console.',
  );

export const createSecretsRefusedError = ({ tool, secrets }: ConfirmationRequest) =>
  new Refused(
    'policy_refused',
    `${tool.name} needs ${secrets.map((field) => field.name).join(', ')}, which this server does not accept from a model. Nothing was sent.`,
    'Tell the user: the operator can let people type it on a page (--confirm-fallback page), or accept the risk with --allow-card-data.',
  );

export const createNoSecondApproverError = () =>
  new Refused(
    'policy_refused',
    'This amount needs a second approver, and this server has no PIN configured for one. Nothing was sent.',
    'Tell the user: the operator sets PORTONE_V1_SECOND_APPROVER_PIN (second_approver_pin_env of the tenant) and gives it to the second approver only.',
  );
