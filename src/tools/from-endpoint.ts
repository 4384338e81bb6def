import * as z from 'zod';
import { getAccessToken } from '../endpoints/auth.ts';
import type { Row } from '../endpoints/index.ts';
import { harmless } from '../endpoints/marks.ts';
import { AccessToken } from '../endpoints/models/access-token.ts';
import type { Tool } from './tool.ts';

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
  return async (args, context, signal) => {
    const { detail, ...rest } = args;
    if (row.everything) delete rest[row.everything.flag];
    const portone = await context.portone();
    const reply = await portone.call(row, rest, { signal });
    return {
      value: reply.response,
      model: row.returns,
      ...(row.core && detail !== 'full' ? { core: row.core } : {}),
      ...(reply.partial ? { failed: reply.partial.failed } : {}),
      ...(reply.message ? { message: reply.message } : {}),
    };
  };
}

const tokenExpiry: Tool['run'] = async (_args, context) => {
  const portone = await context.portone();
  return { value: { expired_at: await portone.tokenExpiry() }, model: AccessToken };
};
