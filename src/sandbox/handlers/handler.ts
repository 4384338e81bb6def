import type { Endpoint } from '../../endpoints/endpoint.ts';
import type { Answer } from '../envelope.ts';
import type { World } from '../state/world.ts';

export interface Call<A> {
  /** The request's fields, decoded from path, query and body and named as the row names them. */
  args: A;
  world: World;
  /** The `Tier` header: the code of a sub-merchant. */
  tier?: string;
}

export interface Handler {
  route: string;
  run(call: Call<never>): Answer;
}

/** What PortOne does for a row. */
export function on<A>(row: Endpoint<A>, run: (call: Call<A>) => Answer): Handler {
  return { route: row.route, run };
}
