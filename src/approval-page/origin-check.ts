import type { IncomingHttpHeaders } from 'node:http';

/**
 * The origin that a request reached us under, or undefined when its Host is none of ours: a name that somebody made point at
 * this machine (DNS rebinding) is no way in.
 */
export function findOrigin({ host }: IncomingHttpHeaders, origins: readonly string[]): string | undefined {
  return origins.find((origin) => origin.slice(origin.indexOf('//') + 2) === host?.toLowerCase());
}

/** Whether a GET may be shown: opened as a page of its own, by a link or by hand, never inside of another. */
export function isNavigation(headers: IncomingHttpHeaders): boolean {
  const destination = headers['sec-fetch-dest'];
  return destination === undefined || destination === 'document' || destination === 'empty';
}

/**
 * Whether a POST was sent from a page of ours. Browsers write `Origin: null` for a page that sends no referrer, as ours do;
 * then `Sec-Fetch-Site`, which no script can set, has to say that it was the same origin.
 */
export function isSameOriginPost(headers: IncomingHttpHeaders, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const sentOrigin = headers.origin;
  if (sentOrigin === undefined || sentOrigin === 'null') return site === 'same-origin';
  return sentOrigin.toLowerCase() === origin;
}
