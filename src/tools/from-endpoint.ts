import * as z from 'zod';
import type { Context } from '../context.ts';
import { getAccessToken } from '../endpoints/auth.ts';
import type { Row } from '../endpoints/index.ts';
import { harmless } from '../endpoints/marks.ts';
import { AccessToken } from '../endpoints/models/access-token.ts';
import type { Seen } from '../guard/seen.ts';
import { PortOneError } from '../portone/errors.ts';
import type { Arguments, Tool } from './tool.ts';

/** Makes the tool of a row. */
export function fromEndpoint(row: Row): Tool {
  const { everything } = row;
  // The key and the secret are the operator's, and the token stays inside: who holds it can move money.
  const isToken = row.name === getAccessToken.name;
  return {
    name: row.name,
    title: row.title,
    description: row.description,
    toolset: row.domain,
    effect: row.effect,
    ...(row.irreversible ? { irreversible: true } : {}),
    ...(row.idempotent ? { idempotent: true } : {}),
    ...(row.money ? { money: row.money } : {}),
    ...(row.confirm ? { confirm: true } : {}),
    fields: {
      ...(isToken ? {} : row.fields),
      ...(everything ? { [everything.flag]: harmless(z.literal(true)).optional() } : {}),
      ...(row.core ? { detail: harmless(z.literal('full')).optional() } : {}),
    },
    rules: {
      ...(row.oneOf ? { oneOf: row.oneOf } : {}),
      ...(row.anyOf ? { anyOf: row.anyOf } : {}),
      ...(everything ? { everything } : {}),
      ...(row.requires ? { requires: row.requires } : {}),
    },
    previews: row.preview ?? [],
    run: isToken ? tokenExpiry : caller(row),
  };
}

function caller(row: Row): Tool['run'] {
  return async (args, context, { signal, before }) => {
    const { detail, ...rest } = args;
    if (row.everything) delete rest[row.everything.flag];
    const portone = await context.portone();
    const shape = { model: row.returns, ...(row.core && detail !== 'full' ? { core: row.core } : {}) };
    try {
      const { response, partial, message } = await portone.call(row, rest, { signal });
      return {
        value: response,
        ...shape,
        ...(partial ? { failed: partial.failed } : {}),
        ...(message ? { message } : {}),
      };
    } catch (error) {
      const lost = row.effect === 'read' ? undefined : await readBackOf(row, rest, before, error, context);
      if (!lost) throw error;
      const { value = {}, failed, note } = lost;
      return { value, ...shape, ...(failed ? { failed } : {}), message: note, confirmedBy: 'read back' };
    }
  };
}

/** A lost answer is looked up, never resent. Undefined when the failure lost nothing; throws what the looking has shown. */
async function readBackOf(row: Row, args: Arguments, before: Seen | undefined, error: unknown, context: Context) {
  const { lostAnswer, settle } = await import('../guard/outcome.ts');
  const lost = lostAnswer(row, error);
  if (!lost || !(error instanceof PortOneError)) return undefined;
  const { readBack } = await import('../guard/settled.ts');
  const parts = { portone: await context.portone(), sleep: context.sleep, now: context.monotonic };
  const verdict = await settle(row, args, before, { ...parts, ...lost });
  context.watch.settled(verdict.verdict);
  return readBack(verdict, error);
}

const tokenExpiry: Tool['run'] = async (_args, context) => {
  const portone = await context.portone();
  return { value: { expired_at: await portone.tokenExpiry() }, model: AccessToken };
};
