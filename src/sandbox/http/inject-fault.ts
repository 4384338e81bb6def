import type { ServerResponse } from 'node:http';
import { type HandlerResult, respondError } from '../envelope.ts';
import { respondUnauthorized } from '../state/access-token.ts';
import type { Fault } from '../state/faults.ts';
import { formatEnvelope, sendJson, sendResult } from './send-result.ts';

const HUGE_BODY_BYTES = 21 * 1024 * 1024;
const CHUNK = 'x'.repeat(64 * 1024);
const SLOW_MS = 2_000;

const BAD_GATEWAY = `<html>
<head><title>502 Bad Gateway</title></head>
<body>
<center><h1>502 Bad Gateway</h1></center>
<hr><center>nginx</center>
</body>
</html>
`;

/** What a filter between the caller and PortOne answers in place of the response. */
const FORBIDDEN = `<html>
<head><title>403 Forbidden</title></head>
<body>
<center><h1>403 Forbidden</h1></center>
</body>
</html>
`;

const scheduleHangUp = (response: ServerResponse, { delayMs }: Fault): void => {
  if (delayMs === undefined) return;
  const timer = setTimeout(() => response.destroy(), delayMs);
  response.once('close', () => clearTimeout(timer));
};

/** Injects a fault that happens before the request is executed; false if it is not one of those. */
export function injectBefore(fault: Fault, response: ServerResponse): boolean {
  switch (fault.kind) {
    case 'reset_before':
      response.destroy();
      return true;
    case 'timeout_before':
    case 'hang_lists':
      scheduleHangUp(response, fault);
      return true;
    case 'http_500':
      sendResult(response, respondError(500, 'Internal Server Error'));
      return true;
    case 'html_502':
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end(BAD_GATEWAY);
      return true;
    // PortOne documents no rate limit for V1; this is what a gateway in front of it would answer.
    case 'http_429':
      sendJson(response, 429, formatEnvelope(respondError(429, 'Too Many Requests')), { 'retry-after': '1' });
      return true;
    default:
      return false;
  }
}

/** Injects a fault that happens after the request was executed. */
export function injectAfter(fault: Fault, response: ServerResponse, result: HandlerResult): void {
  switch (fault.kind) {
    case 'reset_after':
      response.destroy();
      return;
    case 'timeout_after':
      scheduleHangUp(response, fault);
      return;
    case 'slow': {
      // Format the response now: it must show the state at the time of execution.
      const text = formatEnvelope(result);
      const timer = setTimeout(() => sendJson(response, result.status, text), fault.delayMs ?? SLOW_MS);
      response.once('close', () => clearTimeout(timer));
      return;
    }
    case 'truncated_json': {
      const text = formatEnvelope(result);
      sendJson(response, result.status, text.slice(0, Math.floor(text.length / 2)));
      return;
    }
    case 'html_403_after':
      response.writeHead(403, { 'content-type': 'text/html' });
      response.end(FORBIDDEN);
      return;
    case 'http_401_after':
      sendResult(response, respondUnauthorized());
      return;
    case 'huge_body':
      sendHugeBody(response, result.status);
      return;
    default:
      sendResult(response, result);
  }
}

/** Sends more than 20 MB of valid JSON in small pieces, no faster than the client reads. */
function sendHugeBody(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8' });
  response.write('{"code":0,"message":null,"response":{"padding":"');
  let remainingBytes = HUGE_BODY_BYTES;
  const writeChunks = (): void => {
    while (remainingBytes > 0 && !response.destroyed) {
      remainingBytes -= CHUNK.length;
      if (!response.write(CHUNK)) {
        response.once('drain', writeChunks);
        return;
      }
    }
    if (!response.destroyed) response.end('"}}');
  };
  writeChunks();
}
