import type { Caller } from './caller.ts';
import { canOpenUrl, canShowForm } from './channel-failures.ts';
import type { ChannelFailure } from './reply-decision.ts';
import type { ConfirmationFallback, ConfirmationMode } from './service.ts';

type DescribedClient = Pick<Caller, 'supportsFormElicitation' | 'supportsUrlElicitation' | 'channelFailures'>;

const failureTexts: Readonly<Record<ChannelFailure, string>> = {
  too_fast: 'answered without showing one',
  failed: 'failed to show one',
  silent: 'left one unanswered',
};

/** Describes how this client asks for confirmations, for the log and for check_connection. */
export function describeConfirmationChannel(
  client: DescribedClient,
  { mode, fallback }: { mode: ConfirmationMode; fallback: ConfirmationFallback },
): string {
  if (mode === 'page') return `this server always asks on a web page, ${describePage(client)}`;
  if (canShowForm(client)) return describeForms(client, fallback);
  const failure = client.supportsFormElicitation ? client.channelFailures?.find('form') : undefined;
  const noForm =
    failure === undefined
      ? 'this client cannot show confirmation forms'
      : `this client declared forms but ${failureTexts[failure]}`;
  if (fallback === 'page') return `${noForm}: confirmations open on a web page, ${describePage(client)}`;
  if (failure !== undefined) return `${noForm}: it is asked again each time, and without an answer nothing is done`;
  if (fallback === 'token') return `${noForm}: the model gets a code to repeat once the user has agreed`;
  return `${noForm}: operations that need a confirmation are refused`;
}

function describeForms({ channelFailures }: DescribedClient, fallback: ConfirmationFallback): string {
  if (!channelFailures?.isForgetful) return 'this client supports forms: it shows confirmations itself';
  const otherwise =
    fallback === 'page' ? 'a form without an answer leads to a web page' : 'without an answer nothing is done';
  return `this client declares forms, and whether it shows them is not remembered without a token; ${otherwise}`;
}

function describePage(client: DescribedClient): string {
  if (canOpenUrl(client)) return 'which the client opens';
  const hasFailed = client.supportsUrlElicitation;
  return `and the assistant gives the user the link${hasFailed ? ', since the client declared to open links and did not' : ''}`;
}
