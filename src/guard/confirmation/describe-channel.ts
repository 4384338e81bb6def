import type { Caller } from './caller.ts';
import type { ConfirmationFallback } from './service.ts';

/** Where a person is asked through this client, in words. */
export function describeConfirmationChannel(
  {
    supportsFormElicitation,
    supportsUrlElicitation,
  }: Pick<Caller, 'supportsFormElicitation' | 'supportsUrlElicitation'>,
  fallback: ConfirmationFallback,
): string {
  if (supportsFormElicitation) return 'this client can ask a person: confirmations are shown in its forms';
  const noForm = 'this client cannot ask a person by form';
  if (fallback === 'token') return `${noForm}: the model is given a code to repeat once the user has agreed`;
  if (fallback === 'refuse') return `${noForm}: what needs a confirmation is refused`;
  return `${noForm}: confirmations are on a page, ${supportsUrlElicitation ? 'which the client opens' : 'whose link the model hands over'}`;
}
