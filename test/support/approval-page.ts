import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request as send } from 'node:http';

export interface PageResponse {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

interface PageRequest {
  method?: string;
  headers?: OutgoingHttpHeaders;
  body?: string;
}

/** A request with arbitrary headers; `fetch` does not allow setting Host, Origin and Sec-Fetch-Site. */
export function sendPageRequest(
  url: string,
  { method = 'GET', headers = {}, body }: PageRequest = {},
): Promise<PageResponse> {
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

/** The headers that a browser sends with a form of the page itself. */
export const sameOriginHeaders = { 'sec-fetch-site': 'same-origin', origin: 'null' };

/** Acts like a browser that opened the page. */
export interface PageVisitor {
  firstResponse: PageResponse;
  cookie: string;
  token: string;
  get(query?: string): Promise<PageResponse>;
  post(fields: Record<string, string>, headers?: OutgoingHttpHeaders): Promise<PageResponse>;
}

export async function openApprovalPage(url: string): Promise<PageVisitor> {
  const firstResponse = await sendPageRequest(url);
  const [cookie = ''] = firstResponse.headers['set-cookie']?.[0]?.split(';') ?? [];
  const token = /name="token" value="([^"]+)"/.exec(firstResponse.text)?.[1] ?? '';
  return {
    firstResponse,
    cookie,
    token,
    get: (query = '') => sendPageRequest(url + query, { headers: { cookie } }),
    post: (fields, headers = {}) =>
      sendPageRequest(url, {
        method: 'POST',
        headers: { cookie, ...formHeaders, ...sameOriginHeaders, ...headers },
        body: String(new URLSearchParams({ token, ...fields })),
      }),
  };
}

export const formHeaders = { 'content-type': 'application/x-www-form-urlencoded' };
