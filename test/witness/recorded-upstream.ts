import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface RecordedAnswer {
  status: number;
  body: unknown;
}

export interface RecordedUpstream {
  url: string;
  /** By method and path, such as `GET /payments/imp_1`. The last answer of a list stays. */
  answers: Map<string, RecordedAnswer[]>;
  /** What was asked for, without the requests for a token. */
  calls: string[];
  /** Drops all answers and calls. */
  forget(): void;
  close(): Promise<void>;
}

export const answerWith = (response: unknown, status = 200): RecordedAnswer => ({
  status,
  body: { code: 0, message: null, response },
});

/** A PortOne that answers as it was recorded to, and 404 to everything else. */
export async function startRecordedUpstream(): Promise<RecordedUpstream> {
  const answers = new Map<string, RecordedAnswer[]>();
  const calls: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    const call = `${request.method} ${request.url?.split('?')[0]}`;
    const send = ({ status, body }: RecordedAnswer) => {
      const isPage = typeof body === 'string';
      response.writeHead(status, { 'content-type': isPage ? 'text/html' : 'application/json; charset=UTF-8' });
      response.end(isPage ? body : JSON.stringify(body));
    };
    if (call === 'POST /users/getToken')
      return send(answerWith({ access_token: 'a'.repeat(40), now: 1_795_000_000, expired_at: 1_795_001_800 }));
    calls.push(call);
    const recorded = answers.get(call);
    send(
      (recorded && recorded.length > 1 ? recorded.shift() : recorded?.[0]) ?? {
        status: 404,
        body: { code: -1, message: '존재하지 않는 결제정보입니다.', response: null },
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    answers,
    calls,
    forget() {
      answers.clear();
      calls.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
