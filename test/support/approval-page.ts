import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request as send } from 'node:http';

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

interface Sent {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: string;
}

/** A request with any headers at all; `fetch` would keep Host, Origin and Sec-Fetch-Site for itself. */
export function exchange(url: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = send(url, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** What a browser sends along with a form of the page itself. */
export const fromThePage = { 'sec-fetch-site': 'same-origin', origin: 'null' };

/** A browser that opened the page, as far as the server can tell. */
export interface Visitor {
  first: Reply;
  cookie: string;
  token: string;
  get(query?: string): Promise<Reply>;
  post(fields: Record<string, string>, headers?: OutgoingHttpHeaders): Promise<Reply>;
}

export async function visit(url: string): Promise<Visitor> {
  const first = await exchange(url);
  const [cookie = ''] = first.headers['set-cookie']?.[0]?.split(';') ?? [];
  const token = /name="token" value="([^"]+)"/.exec(first.text)?.[1] ?? '';
  return {
    first,
    cookie,
    token,
    get: (query = '') => exchange(url + query, { headers: { cookie } }),
    post: (fields, headers = {}) =>
      exchange(url, {
        method: 'POST',
        headers: { cookie, ...form, ...fromThePage, ...headers },
        body: String(new URLSearchParams({ token, ...fields })),
      }),
  };
}

export const form = { 'content-type': 'application/x-www-form-urlencoded' };
