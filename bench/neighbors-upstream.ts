import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildHugePage, buildPayment } from './neighbors/rows.ts';

/** How long a slow response takes. */
const SLOW_MS = 5_000;

/** An upstream that answers a payment at once, a list with many bytes, and `imp_slow` late. */
const envelope = (response: unknown) => Buffer.from(JSON.stringify({ code: 0, message: null, response }));
const payment = envelope(buildPayment(0, 100));
const hugePage = envelope(buildHugePage());

function send(response: ServerResponse, body: Buffer): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8', 'content-length': body.length });
  response.end(body);
}

const server = createServer((request, response) => {
  request.resume();
  const { url = '' } = request;
  const now = Math.floor(Date.now() / 1000);
  if (url === '/users/getToken')
    send(response, envelope({ access_token: '0'.repeat(40), now, expired_at: now + 1800 }));
  else if (url.startsWith('/payments/status/')) send(response, hugePage);
  else if (url.includes('imp_slow')) setTimeout(() => send(response, payment), SLOW_MS);
  else send(response, payment);
});
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
