import type { Endpoint } from '../../endpoints/endpoint.ts';
import { chooseChannel } from '../behavior/choose-channel.ts';
import type { HandlerResult } from '../envelope.ts';
import type { World } from '../state/world.ts';

export interface EndpointCall<A> {
  /** The request's arguments, decoded from path, query and body, by the names that the endpoint uses. */
  args: A;
  world: World;
  /** The `Tier` header: the code of a sub-merchant. */
  tier?: string;
}

export interface EndpointHandler {
  route: string;
  run(call: EndpointCall<never>): HandlerResult;
}

/** Creates the handler of an endpoint. It is called with the channel that PortOne chooses where the request names none. */
export function createEndpointHandler<A extends object>(
  row: Endpoint<A>,
  run: (call: EndpointCall<A>) => HandlerResult,
): EndpointHandler {
  return {
    route: row.route,
    run: (call: EndpointCall<A>) => run({ ...call, args: { ...call.args, ...chooseChannel(row.route, call.args) } }),
  };
}
