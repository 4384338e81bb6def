import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client as ClientV2, StreamableHTTPClientTransport as HttpV2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema, ResourceUpdatedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { getReadingTime, type InProcessCommand, InProcessTransport } from './running-server.ts';

/** A person's reaction to a question. */
export type FormHandler = (question: { message: string }) => ElicitResult | Promise<ElicitResult>;
export type ElicitResult = {
  action: 'accept' | 'decline' | 'cancel';
  content?: Record<string, string | number | boolean>;
};

export const acceptForm: FormHandler = () => ({ action: 'accept', content: { confirm: 'yes' } });

export interface Command {
  command: string;
  args: string[];
  env: Record<string, string>;
}

/** A tool result as received by a client. */
export interface ToolResult {
  isError: boolean;
  structured: unknown;
  text: string;
}

/** How a client follows and aborts a call. */
export interface CallOptions {
  signal?: AbortSignal;
  onprogress?: (progress: { progress: number; total?: number | undefined; message?: string | undefined }) => void;
}

export interface Session {
  listTools(): Promise<Array<{ name: string; inputSchema: object } & Record<string, unknown>>>;
  /** One page of the list. */
  listResources(
    cursor?: string,
  ): Promise<{ resources: Array<{ uri: string; name: string }>; nextCursor?: string | undefined }>;
  listTemplates(): Promise<Array<{ uriTemplate: string; name: string }>>;
  readResource(uri: string): Promise<ReadResult>;
  listPrompts(): Promise<Array<{ name: string; title?: string | undefined }>>;
  getPrompt(name: string, args?: Record<string, string>): Promise<string>;
  complete(ref: CompletionRef, name: string, value: string): Promise<string[]>;
  /** Calls back with each changed URI, and resolves once the subscription is active. */
  subscribe(uri: string, onUpdated: (uri: string) => void): Promise<void>;
  call(name: string, args?: Record<string, unknown>, options?: CallOptions): Promise<ToolResult>;
  close(): Promise<void>;
}

export type CompletionRef = { type: 'ref/prompt'; name: string } | { type: 'ref/resource'; uri: string };

/** A resource as read by a client: the text, and how long it may be cached, which the legacy revision does not say. */
export interface ReadResult {
  text: string;
  mimeType: string | undefined;
  ttlMs?: number;
  cacheScope?: string;
}

export type ClientKind = 'SDK v2, 2026-07-28' | 'SDK v2, 2025-11-25' | 'SDK v1, 2025-11-25';
export const clientKinds: readonly ClientKind[] = ['SDK v2, 2026-07-28', 'SDK v2, 2025-11-25', 'SDK v1, 2025-11-25'];

/** How a client supports questions: by forms, by links that a person opens, or both. */
export interface ElicitationHandlers {
  form?: FormHandler;
  /** Opens the page and returns whether the person agreed to open it. */
  url?: (question: { url: string }) => Promise<'accept' | 'decline' | 'cancel'>;
  /** How long the person reads a form, in milliseconds; by default as long as a person must. */
  readingMs?: number;
}

/** A server reached over HTTP. */
export interface Address {
  url: string;
  headers?: Record<string, string>;
}

const clientInfo = { name: 'test-client', version: '1.0.0' };

/** The SDK starts a server a second time to ask for its protocol revision, unless the transport is a custom class. */
class CustomStdioTransport extends StdioV2 {}

/** Starts the server and connects a client of the given kind; without a person it declares no elicitation. */
export async function openSession(
  clientKind: ClientKind,
  start: Command | InProcessCommand,
  onForm?: FormHandler,
): Promise<Session> {
  const handlers = { ...(onForm ? { form: onForm } : {}), readingMs: getReadingTime(start) };
  if ('flags' in start) {
    const transport = new InProcessTransport(start);
    const open =
      clientKind === 'SDK v1, 2025-11-25' ? openV1(transport, handlers) : openV2(clientKind, transport, handlers);
    return open;
  }
  const options = { ...start, stderr: 'ignore' } as const;
  if (clientKind === 'SDK v1, 2025-11-25') {
    const transport = new StdioV1(options);
    return openV1(transport, handlers);
  }
  const transport = new CustomStdioTransport(options);
  return openV2(clientKind, transport, handlers);
}

/** Connects a client of the given kind to a running server. */
export async function openHttpSession(
  clientKind: ClientKind,
  { url, headers = {} }: Address,
  handlers: ElicitationHandlers = {},
): Promise<Session> {
  const options = { requestInit: { headers } };
  if (clientKind !== 'SDK v1, 2025-11-25') {
    const transport = new HttpV2(new URL(url), options);
    return openV2(clientKind, transport, handlers, () => transport.terminateSession());
  }
  const transport = new HttpV1(new URL(url), options);
  return openV1(transport, handlers, () => transport.terminateSession());
}

const toClientCapabilities = ({ form, url }: ElicitationHandlers) => ({
  ...(form || url ? { elicitation: { ...(form ? { form: {} } : {}), ...(url ? { url: {} } : {}) } } : {}),
});

/** Question and answer are equal in both SDKs. */
const createElicitationHandler =
  ({ form, url, readingMs = getReadingTime({}) }: ElicitationHandlers) =>
  async ({
    params,
  }: {
    params: { mode?: string | undefined; message: string; url?: string };
  }): Promise<ElicitResult> => {
    if (params.mode === 'url') return { action: url ? await url({ url: String(params.url) }) : 'decline' };
    const answer = form ? await form({ message: params.message }) : { action: 'decline' as const };
    await sleep(readingMs);
    return answer;
  };

async function openV2(
  clientKind: ClientKind,
  transport: StdioV2 | HttpV2 | InProcessTransport,
  handlers: ElicitationHandlers,
  endSession = async () => {},
): Promise<Session> {
  const client = new ClientV2(clientInfo, {
    capabilities: toClientCapabilities(handlers),
    ...(clientKind === 'SDK v2, 2026-07-28' ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {}),
  });
  if (handlers.form || handlers.url) client.setRequestHandler('elicitation/create', createElicitationHandler(handlers));
  await client.connect(transport);
  return {
    listTools: async () => (await client.listTools()).tools,
    listResources: (cursor) =>
      client.request({ method: 'resources/list', params: cursor === undefined ? {} : { cursor } }),
    listTemplates: async () => (await client.listResourceTemplates()).resourceTemplates,
    readResource: async (uri) => parseReadResult(await client.readResource({ uri }, { cacheMode: 'bypass' })),
    listPrompts: async () => (await client.listPrompts()).prompts,
    getPrompt: async (name, args = {}) => getPromptText(await client.getPrompt({ name, arguments: args })),
    complete: async (ref, name, value) => (await client.complete({ ref, argument: { name, value } })).completion.values,
    async subscribe(uri, onUpdated) {
      client.setNotificationHandler('notifications/resources/updated', ({ params }) => onUpdated(params.uri));
      if (clientKind === 'SDK v2, 2026-07-28') await client.listen({ resourceSubscriptions: [uri] });
      else await client.subscribeResource({ uri });
    },
    call: async (name, args = {}, options) =>
      parseToolResult(await client.callTool({ name, arguments: args }, options)),
    async close() {
      await endSession();
      await client.close();
    },
  };
}

async function openV1(
  transport: StdioV1 | HttpV1 | InProcessTransport,
  handlers: ElicitationHandlers,
  endSession = async () => {},
): Promise<Session> {
  const client = new ClientV1(clientInfo, { capabilities: toClientCapabilities(handlers) });
  if (handlers.form || handlers.url) client.setRequestHandler(ElicitRequestSchema, createElicitationHandler(handlers));
  // The v1 transport declares its callbacks in a way that exactOptionalPropertyTypes does not accept.
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  return {
    listTools: async () => (await client.listTools()).tools,
    listResources: (cursor) => client.listResources(cursor === undefined ? {} : { cursor }),
    listTemplates: async () => (await client.listResourceTemplates()).resourceTemplates,
    readResource: async (uri) => parseReadResult(await client.readResource({ uri })),
    listPrompts: async () => (await client.listPrompts()).prompts,
    getPrompt: async (name, args = {}) => getPromptText(await client.getPrompt({ name, arguments: args })),
    complete: async (ref, name, value) => (await client.complete({ ref, argument: { name, value } })).completion.values,
    async subscribe(uri, onUpdated) {
      client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => onUpdated(params.uri));
      await client.subscribeResource({ uri });
    },
    call: async (name, args = {}, options) =>
      parseToolResult(
        await client.callTool({ name, arguments: args }, undefined, options as Parameters<typeof client.callTool>[2]),
      ),
    async close() {
      await endSession();
      await client.close();
    },
  };
}

function parseToolResult(result: object): ToolResult {
  const { content, structuredContent, isError } = result as {
    content?: Array<{ type: string; text?: string }>;
    structuredContent?: unknown;
    isError?: boolean;
  };
  // Clients drop or reject results that hold anything but text.
  assert.deepEqual(
    content?.map(({ type }) => type),
    ['text'],
  );
  return {
    isError: isError === true,
    structured: structuredContent,
    text: content?.[0]?.text ?? '',
  };
}

function parseReadResult(result: object): ReadResult {
  const { contents, ttlMs, cacheScope } = result as {
    contents: Array<{ text: string; mimeType?: string }>;
    ttlMs?: number;
    cacheScope?: string;
  };
  return {
    text: contents[0]?.text ?? '',
    mimeType: contents[0]?.mimeType,
    ...(ttlMs === undefined ? {} : { ttlMs }),
    ...(cacheScope === undefined ? {} : { cacheScope }),
  };
}

function getPromptText(result: object): string {
  const { messages } = result as { messages: Array<{ content: { type: string; text?: string } }> };
  return messages[0]?.content.text ?? '';
}
