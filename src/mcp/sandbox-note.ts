import type { RuntimeInfo } from '../context.ts';

/** For servers that opened the sandbox only because they were given no key. */
export const SANDBOX_NOTE =
  'No API key is set, so this is the sandbox: sample data, no real payments. Tell the user; to reach their shop, they enter the key and secret of the REST API V1 in the settings of this extension.';

/** Adds the note to an answer, in front of what might be cut off. */
export const noteSandbox = (answer: Record<string, unknown>, { lacksKey }: RuntimeInfo): Record<string, unknown> =>
  lacksKey ? { sandbox_note: SANDBOX_NOTE, ...answer } : answer;
