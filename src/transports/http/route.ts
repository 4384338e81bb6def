import type { IncomingMessage, ServerResponse } from 'node:http';

/** A part of the server: a further one is a line in the table of routes. */
export interface Route {
  /** The whole path; with a slash at its end, everything below it. */
  path: string;
  methods: readonly string[];
  /** Answers under any host name: for what tells a stranger nothing, and for probes that know only an address. */
  anyHost?: true;
  /** Answers pages of any origin: for what is public, or looks at origins more closely itself. */
  anyOrigin?: true;
  handle(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
}

export const getPath = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0] ?? '';

export function findRoute(routes: readonly Route[], path: string): Route | undefined {
  return routes.find((route) => (route.path.endsWith('/') ? path.startsWith(route.path) : path === route.path));
}
