import type { ServerResponse } from 'node:http';
import { type Answer, failed } from '../envelope.ts';
import type { Fault } from '../state/faults.ts';
import { envelope, send, sendJson } from './body.ts';

const HUGE = 21 * 1024 * 1024;
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

const hangUpLater = (response: ServerResponse, { delayMs }: Fault): void => {
  if (delayMs === undefined) return;
  const timer = setTimeout(() => response.destroy(), delayMs);
  response.once('close', () => clearTimeout(timer));
};

/** Plays a fault that strikes before anything is executed; false when the fault is none of those. */
export function playBefore(fault: Fault, response: ServerResponse): boolean {
  switch (fault.kind) {
    case 'reset_before':
      response.destroy();
      return true;
    case 'timeout_before':
      hangUpLater(response, fault);
      return true;
    case 'http_500':
      send(response, failed(500, 'Internal Server Error'));
      return true;
    case 'html_502':
      response.writeHead(502, { 'content-type': 'text/html' });
      response.end(BAD_GATEWAY);
      return true;
    // No rate limit of V1 is documented: this is what a gateway in front of it would say.
    case 'http_429':
      sendJson(response, 429, envelope(failed(429, 'Too Many Requests')), { 'retry-after': '1' });
      return true;
    default:
      return false;
  }
}

/** Plays a fault that strikes once the request has been executed. */
export function playAfter(fault: Fault, response: ServerResponse, answer: Answer): void {
  switch (fault.kind) {
    case 'reset_after':
      response.destroy();
      return;
    case 'timeout_after':
      hangUpLater(response, fault);
      return;
    case 'slow': {
      // What it says is what was true when it was executed, whatever happens meanwhile.
      const text = envelope(answer);
      const timer = setTimeout(() => sendJson(response, answer.status, text), fault.delayMs ?? SLOW_MS);
      response.once('close', () => clearTimeout(timer));
      return;
    }
    case 'truncated_json': {
      const text = envelope(answer);
      sendJson(response, answer.status, text.slice(0, Math.floor(text.length / 2)));
      return;
    }
    case 'huge_body':
      sendHuge(response, answer.status);
      return;
    default:
      send(response, answer);
  }
}

/** Valid JSON of more than 20 MB in small pieces, no faster than the client reads. */
function sendHuge(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8' });
  response.write('{"code":0,"message":null,"response":{"padding":"');
  let left = HUGE;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= CHUNK.length;
      if (!response.write(CHUNK)) {
        response.once('drain', more);
        return;
      }
    }
    if (!response.destroyed) response.end('"}}');
  };
  more();
}
