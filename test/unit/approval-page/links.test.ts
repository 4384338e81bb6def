import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createLocalApprovals } from '../../../src/approval-page/index.ts';
import type { Approvals } from '../../../src/guard/confirmation/approvals.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { sendPageRequest } from '../../support/approval-page.ts';
import { buildRefundRequest } from '../../support/approval-request.ts';
import { findFreePort } from '../../support/free-port.ts';

const now = () => 1_800_000_000;
const createParts = () => ({ store: createMemoryStore(now), now });

let approvals: Approvals;
beforeEach(() => {
  approvals = createLocalApprovals(createParts());
});
afterEach(() => approvals.close());

const openPage = async () => (await approvals.open(buildRefundRequest())).url;

describe('the link to the page', () => {
  it.each([')', '.', '에서', '%EC%97%90%EC%84%9C', '>', '**', 'abc', '/', '/에서', ').'])(
    'a link that prose ends with %s leads to the page',
    async (tail) => {
      const url = await openPage();
      const { status, headers } = await sendPageRequest(encodeURI(decodeURI(`${url}${tail}`)));
      expect({ status, location: headers.location }).toEqual({ status: 303, location: new URL(url).pathname });
      expect((await sendPageRequest(`${url}?lang=ko${encodeURI('에서')}`)).status).toBe(200);
    },
  );

  it('a link keeps its language when the tail is removed', async () => {
    const url = await openPage();
    expect((await sendPageRequest(`${url})?lang=ko`)).headers.location).toBe(`${new URL(url).pathname}?lang=ko`);
  });

  it('a link that lacks a character leads nowhere', async () => {
    const url = await openPage();
    expect((await sendPageRequest(url.slice(0, -1))).status).toBe(404);
  });
});

describe('a page server with a given address', () => {
  const openAt = (host: string, port = 0) => {
    const local = createLocalApprovals({ ...createParts(), pin: '1234', address: { host, port } });
    onTestFinished(() => local.close());
    return local.open(buildRefundRequest());
  };

  it('a server on all addresses gives a link to this machine', async () => {
    const { url } = await openAt('0.0.0.0');
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect((await sendPageRequest(url)).status).toBe(200);
  });

  it('the link has the given port, and a second server on it says that the port is in use', async () => {
    const port = await findFreePort();
    expect((await openAt('127.0.0.1', port)).url).toContain(`:${port}/a/`);
    await expect(openAt('127.0.0.1', port)).rejects.toMatchObject({
      kind: 'not_confirmed',
      message: expect.stringMatching(/EADDRINUSE.*Nothing was sent/),
      next: expect.stringContaining('--approval-port'),
    });
  });
});
