import type { Caller, Fallback } from './confirm.ts';

/** Where a person is asked through this client, in words. */
export function wayOfAsking({ canAsk, canOpen }: Pick<Caller, 'canAsk' | 'canOpen'>, fallback: Fallback): string {
  if (canAsk) return 'this client can ask a person: confirmations are shown in its forms';
  const cannot = 'this client cannot ask a person by form';
  if (fallback === 'token') return `${cannot}: the model is given a code to repeat once the user has agreed`;
  if (fallback === 'refuse') return `${cannot}: what needs a confirmation is refused`;
  return `${cannot}: confirmations are on a page, ${canOpen ? 'which the client opens' : 'whose link the model hands over'}`;
}
