import type { IncomingHttpHeaders } from 'node:http';

/**
 * Returns the origin that the request's Host header names, or undefined if it is not ours. Protects against DNS
 * rebinding.
 */
export function findOrigin({ host }: IncomingHttpHeaders, origins: readonly string[]): string | undefined {
  return origins.find((origin) => origin.slice(origin.indexOf('//') + 2) === host?.toLowerCase());
}

/** Whether a GET opens the page itself, by a link or by hand, and not inside another page. */
export function isNavigation(headers: IncomingHttpHeaders): boolean {
  const destination = headers['sec-fetch-dest'];
  return destination === undefined || destination === 'document' || destination === 'empty';
}

/**
 * Whether one of our own pages sent a POST. Our pages send no referrer, so browsers send `Origin: null`; then
 * `Sec-Fetch-Site`, which scripts cannot set, must be same-origin.
 */
export function isSameOriginPost(headers: IncomingHttpHeaders, origin: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const sentOrigin = headers.origin;
  if (sentOrigin === undefined || sentOrigin === 'null') return site === 'same-origin';
  return sentOrigin.toLowerCase() === origin;
}
