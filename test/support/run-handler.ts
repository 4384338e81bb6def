import type { Endpoint } from '../../src/endpoints/endpoint.ts';
import type { HandlerResult } from '../../src/sandbox/envelope.ts';
import type { EndpointHandler } from '../../src/sandbox/handlers/handler.ts';
import type { World } from '../../src/sandbox/state/world.ts';

/** Runs the handler of a row as the server does, with already decoded arguments. */
export function runHandler<A>(
  handlers: readonly EndpointHandler[],
  row: Endpoint<A>,
  args: NoInfer<A>,
  world: World,
): HandlerResult {
  const handler = handlers.find(({ route }) => route === row.route);
  if (!handler) throw new Error(`No handler for ${row.route}`);
  // A handler's arguments are those of its row; the list of handlers loses this type.
  return (handler as { run(call: { args: A; world: World }): HandlerResult }).run({ args, world });
}

/** The fields of a response that tell success from rejection. */
export const pickStatus = ({ status, code, message }: HandlerResult) => ({ status, code, message });
