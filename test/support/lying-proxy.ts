import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createKeepAliveClient, type HttpReply } from './keep-alive-client.ts';

/** A response that the proxy sends in place of the upstream's. */
export interface Lie {
  /** The upstream's if absent. */
  status?: number;
  contentType: string;
  body: string;
}

/** `no answer`: the client waits until it gives up. `connection lost`: it hears at once that nothing will come. */
type LieResponse = Lie | 'no answer' | 'connection lost';

/** A fixed response, or one that is made from the upstream's, which is empty unless it was asked before. */
export type LieMaker = LieResponse | ((body: string) => LieResponse | Promise<LieResponse>);

/**
 * When the upstream gets the request: before the response, when a client looks at what became of it for the first or the
 * third time, after its call has ended, after the step that follows, or not at all.
 */
export type Forwarding =
  | 'at once'
  | 'during the read-back'
  | 'late in the read-back'
  | 'after the call'
  | 'after the next step'
  | 'never';

/** A request that the upstream has not got yet, although its client was answered. */
export interface HeldRequest {
  forwarding: Forwarding;
  /** How often clients have read back meanwhile. */
  readBacks: number;
  forward(): Promise<void>;
}

/** An intermediary that forwards every request and may lie about the response. */
export interface LyingProxy {
  url: string;
  /** Answers the next request to the path with this lie. */
  lieOnce(method: string, path: RegExp, lie: LieMaker, forwarding?: Forwarding): void;
  /** Calls the listener once, when the next request with this method arrives. */
  onceRequested(method: string, listener: () => void): void;
  /** A client reads back: forwards what is held until then, and resolves when the upstream has answered all it has got. */
  forwardDuringReadBack(): Promise<void>;
  /** Hands over what is held for later. */
  takeHeld(): HeldRequest[];
  /** Forgets the lies that were not used, and the requests that were not forwarded. */
  reset(): void;
  close(): Promise<void>;
}

interface PendingLie {
  method: string;
  path: RegExp;
  lie: LieMaker;
  forwarding: Forwarding;
}

interface ReceivedRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export async function startLyingProxy(upstream: string): Promise<LyingProxy> {
  const client = createKeepAliveClient();
  let pending: PendingLie[] = [];
  let held: HeldRequest[] = [];
  let listeners: { method: string; listener: () => void }[] = [];
  const inFlight = new Set<Promise<unknown>>();

  function sendUpstream({ url, ...request }: ReceivedRequest): Promise<HttpReply> {
    const sent = client.send(`${upstream}${url}`, request);
    const ended: Promise<unknown> = sent.then(ignore, ignore).then(() => inFlight.delete(ended));
    inFlight.add(ended);
    return sent;
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await receive(request);
    const { method, url } = received;
    for (const one of listeners.filter((listener) => listener.method === method)) one.listener();
    listeners = listeners.filter((one) => one.method !== method);
    const match = pending.find((one) => one.method === method && one.path.test(url.replace(/\?.*/, '')));
    pending = pending.filter((one) => one !== match);
    if (match && match.forwarding !== 'at once') {
      const forward = () => sendUpstream(received).then(ignore, ignore);
      if (match.forwarding !== 'never') held.push({ forwarding: match.forwarding, readBacks: 0, forward });
      answer(response, await tell(match.lie, ''), 200, 'text/plain');
      return;
    }
    const { status, headers, body } = await sendUpstream(received);
    const lie = match ? await tell(match.lie, body) : { contentType: '', body };
    answer(response, lie, status, headers['content-type'] ?? 'text/plain');
  }

  const server = createServer((request, response) => {
    // A fault of the upstream closes the connection; so does this one then.
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // The address of a TCP server has this type.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    lieOnce: (method, path, lie, forwarding = 'at once') => void pending.push({ method, path, lie, forwarding }),
    onceRequested: (method, listener) => void listeners.push({ method, listener }),
    async forwardDuringReadBack() {
      for (const one of held) one.readBacks += 1;
      const due = held.filter(
        ({ forwarding, readBacks }) =>
          forwarding === 'during the read-back' || (forwarding === 'late in the read-back' && readBacks >= 3),
      );
      held = held.filter((one) => !due.includes(one));
      for (const { forward } of due) void forward();
      await Promise.all(inFlight);
    },
    takeHeld() {
      const taken = held;
      held = [];
      return taken;
    },
    reset() {
      pending = [];
      held = [];
      listeners = [];
    },
    close: () =>
      new Promise((resolve) => {
        client.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const ignore = () => {};

const tell = async (lie: LieMaker, body: string): Promise<LieResponse> => (typeof lie === 'function' ? lie(body) : lie);

async function receive(request: IncomingMessage): Promise<ReceivedRequest> {
  const { method = 'GET', url = '/', headers } = request;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { host: _, connection: __, 'content-length': ___, 'transfer-encoding': ____, ...forwarded } = headers;
  return { method, url, headers: forwarded, body: Buffer.concat(chunks) };
}

function answer(response: ServerResponse, lie: LieResponse, status: number, contentType: string): void {
  if (lie === 'no answer') return;
  if (lie === 'connection lost') return void response.destroy();
  response.writeHead(lie.status ?? status, { 'content-type': lie.contentType || contentType });
  response.end(lie.body);
}
