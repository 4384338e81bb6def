/** The rules of MCP Apps (specification of 2026-01-26) that apply to servers. */
import { existsSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/client';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildViews } from '../../scripts/build/views.ts';
import { InProcessTransport } from '../support/running-server.ts';
import { getInProcessCommand } from '../support/upstream.ts';

const MIME_TYPE = 'text/html;profile=mcp-app';
const revisions = ['2025-11-25', '2026-07-28'] as const;

let clients: Client[] = [];

beforeAll(async () => {
  if (!existsSync('dist/views')) await buildViews('dist/views');
});
afterEach(async () => {
  for (const client of clients) await client.close();
  clients = [];
});

interface ConnectOptions {
  mimeTypes?: string | string[] | null | undefined;
  flags?: string[];
}

/** Connects a client to a server whose PortOne is never called. */
async function connect(revision: (typeof revisions)[number], { mimeTypes, flags = [] }: ConnectOptions = {}) {
  const client = new Client(
    { name: 'host', version: '1.0.0' },
    {
      capabilities: mimeTypes === undefined ? {} : { extensions: { 'io.modelcontextprotocol/ui': { mimeTypes } } },
      ...(revision === '2026-07-28' ? { versionNegotiation: { mode: { pin: revision } } } : {}),
    },
  );
  await client.connect(new InProcessTransport(getInProcessCommand('http://127.0.0.1:9', ...flags)));
  clients.push(client);
  return client;
}

interface UiMeta {
  resourceUri?: string;
  visibility?: readonly string[];
}

const listTools = async (client: Client) =>
  (await client.listTools()).tools.map((tool) => ({ ...tool, ui: tool._meta?.ui as UiMeta | undefined }));
const listUris = async (client: Client) => (await client.listResources()).resources.map(({ uri }) => uri);

describe.each(revisions)('For a client of %s', (revision) => {
  it('that shows views, tools name views, and each of them is a resource of this server', async () => {
    const client = await connect(revision, { mimeTypes: [MIME_TYPE] });
    const withViews = (await listTools(client)).filter(({ ui }) => ui);
    expect(withViews.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['investigate_payment', 'search_payments', 'summarize_payments', 'review_subscriptions']),
    );
    const uris = new Set(withViews.map(({ ui }) => ui?.resourceUri ?? ''));
    for (const uri of uris) {
      expect(uri).toMatch(/^ui:\/\/portone-v1-mcp\/[a-z]+\.html$/);
      const { contents } = await client.readResource({ uri });
      expect(contents).toHaveLength(1);
      expect(contents[0]).toMatchObject({
        uri,
        mimeType: MIME_TYPE,
        text: expect.stringMatching(/^<!doctype html>/),
        _meta: { ui: { csp: {}, prefersBorder: true } },
      });
    }
    expect(await listUris(client)).toEqual(expect.arrayContaining([...uris]));
  });

  it('that shows views, every tool with a view only reads, and may be seen by the model', async () => {
    const client = await connect(revision, { mimeTypes: ['text/plain', MIME_TYPE] });
    const withViews = (await listTools(client)).filter(({ ui }) => ui);
    expect(withViews.length).toBeGreaterThan(3);
    for (const { name, annotations, ui } of withViews) {
      expect(annotations?.readOnlyHint, name).toBe(true);
      expect(ui?.visibility, name).toBeUndefined();
    }
  });

  it('that shows views, the definitions differ in nothing but the view', async () => {
    const plain = await listTools(await connect(revision));
    const tools = await listTools(await connect(revision, { mimeTypes: [MIME_TYPE] }));
    const withoutViews = tools.map(({ ui: _, _meta, ...tool }) => {
      const { ui: __, ...meta } = _meta ?? {};
      return { ...tool, ui: undefined, ...(Object.keys(meta).length > 0 ? { _meta: meta } : {}) };
    });
    expect(withoutViews).toEqual(plain);
  });

  it.each([[undefined], [[]], [['text/html']], ['text/html;profile=mcp-app'], [null]])(
    'that declares %j, no tool names a view and no view is listed',
    async (mimeTypes) => {
      const client = await connect(revision, { mimeTypes });
      expect((await listTools(client)).filter(({ ui }) => ui)).toEqual([]);
      expect((await listUris(client)).filter((uri) => uri.startsWith('ui:'))).toEqual([]);
    },
  );

  it('the views of tools that are not offered are not listed', async () => {
    const client = await connect(revision, { mimeTypes: [MIME_TYPE], flags: ['--tools', 'search_payments'] });
    expect((await listUris(client)).filter((uri) => uri.startsWith('ui:'))).toEqual([
      'ui://portone-v1-mcp/search.html',
    ]);
  });

  it.each(['ui://portone-v1-mcp/other.html', 'ui://portone-v1-mcp/../main.js', 'ui://elsewhere/payment.html'])(
    'there is no resource %s',
    async (uri) => {
      const client = await connect(revision, { mimeTypes: [MIME_TYPE] });
      await expect(client.readResource({ uri })).rejects.toThrow(/not found/i);
    },
  );
});
