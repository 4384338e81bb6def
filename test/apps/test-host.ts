import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Client } from '@modelcontextprotocol/client';
import { build } from 'esbuild';
import type { Browser, Frame, Page } from 'playwright-core';
import { lazy } from '../../src/base/lazy.ts';
import { buildViewPolicy } from './view-policy.ts';

/** What a test sees of a host. */
export interface ShowOptions {
  tool: string;
  args?: Record<string, unknown>;
  /** The context of the host: theme, locale and so on. */
  context?: Record<string, unknown>;
  /** By default the host passes calls on and saves files. */
  capabilities?: Record<string, unknown>;
  width?: number;
  /** Shown in place of the answer of the tool. */
  result?: unknown;
  refusesMessages?: boolean;
}

export interface ShownView {
  page: Page;
  /** The document of the view. */
  view: Frame;
  /** What the view asked of its host, such as `messages`. */
  readRequests(name: 'messages' | 'calls' | 'downloads' | 'sizes'): Promise<unknown[]>;
  changeContext(context: Record<string, unknown>): Promise<void>;
  /** Hands the view another result. */
  sendResult(result: unknown): Promise<void>;
  tearDown(): Promise<void>;
  /** What the browser complained of: a policy that was violated, an error of a script. */
  complaints: readonly string[];
}

export interface TestHost {
  show(options: ShowOptions): Promise<ShownView>;
  close(): Promise<void>;
}

/** What a client declares that shows views. */
export const appsCapabilities = {
  extensions: { 'io.modelcontextprotocol/ui': { mimeTypes: ['text/html;profile=mcp-app'] } },
};

const DEFAULT_CAPABILITIES = { serverTools: {}, downloadFile: {}, message: { text: {} } };

/** A host of MCP Apps in a real browser: `client` is its connection to the server. */
export async function startTestHost(client: Client, browser: Browser): Promise<TestHost> {
  const [hostScript, sandboxScript] = await Promise.all([getScripts.host(), getScripts.sandbox()]);
  const hostServer = await listen(async (request, response) => {
    if (request.method === 'POST') {
      const { status, body } = await forward(client, JSON.parse(await readBody(request)));
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    } else sendPage(response, request.url === '/host.js' ? hostScript : undefined, 'host.js');
  });
  const sandboxServer = await listen((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sandbox');
    const csp = JSON.parse(searchParams.get('csp') ?? '{}');
    response.setHeader('content-security-policy', buildViewPolicy(csp));
    sendPage(response, pathname === '/sandbox.js' ? sandboxScript : undefined, 'sandbox.js');
  });
  // One page for all views: a new window takes longer than most tests.
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  let complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));

  return {
    async show({ width = 760, args = {}, context = {}, capabilities = DEFAULT_CAPABILITIES, ...options }) {
      await page.setViewportSize({ width: width + 16, height: 900 });
      await page.goto(hostServer.url);
      complaints = [];
      const shown = { ...options, args, context, capabilities, width, sandboxUrl: sandboxServer.url };
      await page.evaluate(`testHost.show(${JSON.stringify(shown)})`);
      const view = await findView(page);
      await view.waitForSelector('main[aria-busy=false]');
      return {
        page,
        view,
        readRequests: (name) => page.evaluate<unknown[]>(`testHost.requests.${name}`),
        changeContext: (changed) => page.evaluate(`testHost.changeContext(${JSON.stringify(changed)})`),
        sendResult: (result) => page.evaluate(`testHost.sendResult(${JSON.stringify(result)})`),
        tearDown: () => page.evaluate('testHost.tearDown()'),
        complaints,
      };
    },
    async close() {
      await page.close();
      await hostServer.close();
      await sandboxServer.close();
    },
  };
}

/** The document of the view: the browser tells of it a moment after it was written into the sandbox. */
async function findView(page: Page): Promise<Frame> {
  for (;;) {
    const view = page.frames().find((frame) => frame.url() === 'about:srcdoc');
    if (view) return view;
    await page.waitForTimeout(20);
  }
}

const bundleScript = async (name: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`host-page/${name}.ts`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
};

const getScripts = { host: lazy(() => bundleScript('host')), sandbox: lazy(() => bundleScript('sandbox')) };

/** Passes a request of the page on to the server, whose answers stay as they are. */
async function forward(client: Client, { method, params }: { method: string; params: Record<string, unknown> }) {
  try {
    if (method === 'tools/list') return { status: 200, body: await client.listTools() };
    if (method === 'resources/read')
      return { status: 200, body: await client.readResource({ uri: String(params.uri) }) };
    const call = { name: String(params.name), arguments: { ...Object(params.arguments) } };
    return { status: 200, body: await client.callTool(call) };
  } catch (error) {
    return { status: 500, body: { message: String(error) } };
  }
}

function sendPage(response: Parameters<RequestListener>[1], script: string | undefined, scriptName: string): void {
  if (script !== undefined) response.setHeader('content-type', 'text/javascript; charset=utf-8').end(script);
  else
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(
        `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>${scriptName}</title><style>html,body{margin:0;height:100%}iframe{display:block;border:0;width:100%;height:100%}</style><body><script src="/${scriptName}"></script>`,
      );
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Serves on a port of its own, which makes it an origin of its own. */
async function listen(handle: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server: Server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
