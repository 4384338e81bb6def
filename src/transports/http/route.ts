import type { IncomingMessage, ServerResponse } from 'node:http';

/** A route of the HTTP server. */
export interface Route {
  /** The exact path; with a trailing slash, everything below it. */
  path: string;
  methods: readonly string[];
  /** Accepts any host name: for public content, and for probes that only know an address. */
  anyHost?: true;
  /** Accepts any origin: for public content, or if the route checks origins itself. */
  anyOrigin?: true;
  handle(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
}

export const getPath = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0] ?? '';

export function findRoute(routes: readonly Route[], path: string): Route | undefined {
  return routes.find((route) => (route.path.endsWith('/') ? path.startsWith(route.path) : path === route.path));
}
