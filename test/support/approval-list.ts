import type { OutgoingHttpHeaders } from 'node:http';
import { formHeaders, type PageResponse, sameOriginHeaders, sendPageRequest } from './approval-page.ts';

/** Acts like the browser of an approver. */
export interface ApproverBrowser {
  get(query?: string): Promise<PageResponse>;
  post(fields: Record<string, string>, headers?: OutgoingHttpHeaders): Promise<PageResponse>;
  /** What the list shows, as one line. */
  readText(query?: string): Promise<string>;
}

/** A browser that keeps the cookie it was last given for the list at `url`. */
export function openApprovalList(url: string, cookie = ''): ApproverBrowser {
  const get = (query = '') => sendPageRequest(url + query, { headers: { cookie } });
  return {
    get,
    async post(fields, headers = {}) {
      const response = await sendPageRequest(url, {
        method: 'POST',
        headers: { cookie, ...formHeaders, ...sameOriginHeaders, ...headers },
        body: String(new URLSearchParams(fields)),
      });
      const [given] = response.headers['set-cookie']?.[0]?.split(';') ?? [];
      if (given !== undefined) cookie = given;
      return response;
    },
    async readText(query) {
      return toVisibleText((await get(query)).text);
    },
  };
}

const toVisibleText = (markup: string): string =>
  markup
    .slice(markup.indexOf('<body'))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
