import { createHash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { HtmlPage } from './views/layout.ts';

const styleHashes = new Map<string, string>();

function getStyleHash(style: string): string {
  let hash = styleHashes.get(style);
  if (hash === undefined) {
    hash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;
    styleHashes.set(style, hash);
  }
  return hash;
}

/** Sends a page that no other page can frame, script or restyle, and that nobody keeps. */
export function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  { markup, styles }: HtmlPage,
  extraHeaders: OutgoingHttpHeaders = {},
): void {
  if (response.destroyed || response.headersSent) return;
  const styleSource = styles.length > 0 ? styles.map(getStyleHash).join(' ') : "'none'";
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(markup),
    'content-security-policy': `default-src 'none'; style-src ${styleSource}; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // Close the connection: an unread body would be parsed as the next request.
    ...(request.method !== 'POST' || request.complete ? {} : { connection: 'close' }),
    ...extraHeaders,
  });
  response.end(markup);
}
