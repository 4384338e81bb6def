import type { Caller } from './caller.ts';
import type { ConfirmationFallback } from './service.ts';

/** Describes how this client asks for confirmations, for the log. */
export function describeConfirmationChannel(
  {
    supportsFormElicitation,
    supportsUrlElicitation,
  }: Pick<Caller, 'supportsFormElicitation' | 'supportsUrlElicitation'>,
  fallback: ConfirmationFallback,
): string {
  if (supportsFormElicitation) return 'this client supports forms: it shows confirmations itself';
  const noForm = 'this client cannot show confirmation forms';
  if (fallback === 'token') return `${noForm}: the model gets a code to repeat once the user has agreed`;
  if (fallback === 'refuse') return `${noForm}: operations that need a confirmation are refused`;
  return `${noForm}: confirmations open on a web page, ${supportsUrlElicitation ? 'which the client opens' : 'and the assistant gives the user the link'}`;
}
