/** The page of a host: shows the view of a tool's result in a sandbox, and passes its calls on to the server. */

import type { CallToolResult, ListToolsResult, ReadResourceResult } from '@modelcontextprotocol/client';
import {
  AppBridge,
  getToolUiResourceUri,
  isToolVisibilityModelOnly,
  type McpUiHostCapabilities,
  type McpUiHostContext,
  type McpUiResourceCsp,
  PostMessageTransport,
} from '@modelcontextprotocol/ext-apps/app-bridge';

interface ShowOptions {
  tool: string;
  args: Record<string, unknown>;
  context: McpUiHostContext;
  capabilities: McpUiHostCapabilities;
  /** The address of the sandbox, which is of another origin. */
  sandboxUrl: string;
  width: number;
  /** Shown in place of the answer of the tool. */
  result?: CallToolResult;
  refusesMessages?: boolean;
}

/** What the view asked of its host. */
interface Requests {
  messages: unknown[];
  calls: { name: string; arguments: unknown }[];
  downloads: unknown[];
  sizes: { width?: number | undefined; height?: number | undefined }[];
}

declare global {
  interface Window {
    testHost: {
      show(options: ShowOptions): Promise<void>;
      changeContext(context: McpUiHostContext): Promise<void>;
      sendResult(result: CallToolResult): Promise<void>;
      tearDown(): Promise<void>;
      requests: Requests;
    };
  }
}

const requests: Requests = { messages: [], calls: [], downloads: [], sizes: [] };
let bridge: AppBridge | undefined;

/** Passes a request of the protocol on to the server. */
async function ask<R>(method: string, params: object): Promise<R> {
  const response = await fetch('/mcp', { method: 'POST', body: JSON.stringify({ method, params }) });
  const body = await response.json();
  if (!response.ok) throw new Error(body.message);
  return body;
}

async function show(options: ShowOptions): Promise<void> {
  const { tools } = await ask<ListToolsResult>('tools/list', {});
  const tool = tools.find(({ name }) => name === options.tool);
  const uri = tool && getToolUiResourceUri(tool);
  if (!tool || uri === undefined) throw new Error(`${options.tool} names no view`);
  const { contents } = await ask<ReadResourceResult>('resources/read', { uri });
  const [content] = contents;
  if (!content || !('text' in content)) throw new Error(`${uri} has no text`);
  const { csp } = Object(content._meta?.ui) as { csp?: McpUiResourceCsp };

  const frame = await openSandbox(options, csp ?? {});
  const { contentWindow } = frame;
  if (!contentWindow) throw new Error('The sandbox has no window');
  bridge = new AppBridge(null, { name: 'test-host', version: '1.0.0' }, options.capabilities, {
    hostContext: { ...options.context, toolInfo: { tool } },
  });
  const initialized = new Promise<void>((resolve) => {
    if (bridge) bridge.oninitialized = () => resolve();
  });
  listen(bridge, { options, frame, tools });
  await bridge.connect(new PostMessageTransport(contentWindow, contentWindow));
  await bridge.sendSandboxResourceReady({ html: content.text, ...(csp ? { csp } : {}) });
  await initialized;
  await bridge.sendToolInput({ arguments: options.args });
  const answer =
    options.result ?? (await ask<CallToolResult>('tools/call', { name: options.tool, arguments: options.args }));
  await bridge.sendToolResult(answer);
}

/** Opens the sandbox and waits until it is ready for the view. */
async function openSandbox({ sandboxUrl, width }: ShowOptions, csp: McpUiResourceCsp): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
  frame.style.width = `${width}px`;
  const ready = new Promise<void>((resolve) => {
    window.addEventListener('message', function hear({ source, data }) {
      if (source !== frame.contentWindow || data?.method !== 'ui/notifications/sandbox-proxy-ready') return;
      window.removeEventListener('message', hear);
      resolve();
    });
  });
  frame.src = `${sandboxUrl}?csp=${encodeURIComponent(JSON.stringify(csp))}`;
  document.body.replaceChildren(frame);
  await ready;
  return frame;
}

interface ShownView {
  options: ShowOptions;
  frame: HTMLIFrameElement;
  tools: ListToolsResult['tools'];
}

function listen(host: AppBridge, { options, frame, tools }: ShownView): void {
  host.onsizechange = (size) => {
    requests.sizes.push(size);
    if (size.height !== undefined) frame.style.height = `${size.height}px`;
  };
  host.onmessage = async (message) => {
    requests.messages.push(message);
    return options.refusesMessages ? { isError: true } : {};
  };
  host.ondownloadfile = async ({ contents }) => {
    requests.downloads.push(...contents);
    return {};
  };
  host.oncalltool = async (params) => {
    requests.calls.push({ name: params.name, arguments: params.arguments });
    const called = tools.find(({ name }) => name === params.name);
    if (!called || isToolVisibilityModelOnly(called)) throw new Error(`${params.name} is not for views`);
    return await ask<CallToolResult>('tools/call', params);
  };
}

window.testHost = {
  show,
  async changeContext(context) {
    await bridge?.sendHostContextChange(context);
  },
  async sendResult(result) {
    await bridge?.sendToolResult(result);
  },
  async tearDown() {
    await bridge?.teardownResource({});
  },
  requests,
};
