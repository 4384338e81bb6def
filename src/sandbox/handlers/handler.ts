import type { Endpoint } from '../../endpoints/endpoint.ts';
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

/** Creates the handler of an endpoint. */
export function createEndpointHandler<A>(
  row: Endpoint<A>,
  run: (call: EndpointCall<A>) => HandlerResult,
): EndpointHandler {
  return { route: row.route, run };
}
