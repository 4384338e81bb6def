import { Client as ClientV2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';

/** What a person does with a question. */
export type Person = (question: { message: string }) => Reaction | Promise<Reaction>;
export type Reaction = { action: 'accept' | 'decline' | 'cancel'; content?: Record<string, string | number | boolean> };

export const agrees: Person = () => ({ action: 'accept', content: { confirm: true } });

export interface Command {
  command: string;
  args: string[];
  env: Record<string, string>;
}

/** A tool's result as a client gets it. */
export interface ToolResult {
  isError: boolean;
  structured: unknown;
  text: string;
}

/** How a client follows a call, and calls it off. */
export interface CallOptions {
  signal?: AbortSignal;
  onprogress?: (progress: { progress: number; total?: number | undefined; message?: string | undefined }) => void;
}

export interface Session {
  listTools(): Promise<Array<{ name: string; inputSchema: object } & Record<string, unknown>>>;
  call(name: string, args?: Record<string, unknown>, options?: CallOptions): Promise<ToolResult>;
  serverPid(): number | null;
  close(): Promise<void>;
}

export type Era = 'SDK v2, 2026-07-28' | 'SDK v2, 2025-11-25' | 'SDK v1, 2025-11-25';
export const eras: readonly Era[] = ['SDK v2, 2026-07-28', 'SDK v2, 2025-11-25', 'SDK v1, 2025-11-25'];

const info = { name: 'test-client', version: '1.0.0' };

/** Starts the server by the command and connects a client of the era; without a person it declares no elicitation. */
export async function openSession(era: Era, command: Command, person?: Person): Promise<Session> {
  return era === 'SDK v1, 2025-11-25' ? openV1(command, person) : openV2(era, command, person);
}

async function openV2(era: Era, command: Command, person: Person | undefined): Promise<Session> {
  const client = new ClientV2(info, {
    capabilities: person ? { elicitation: { form: {} } } : {},
    ...(era === 'SDK v2, 2026-07-28' ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {}),
  });
  if (person) client.setRequestHandler('elicitation/create', async ({ params }) => person({ message: params.message }));
  const transport = new StdioV2({ ...command, stderr: 'ignore' });
  await client.connect(transport);
  return {
    listTools: async () => (await client.listTools()).tools,
    call: async (name, args = {}, options) => seen(await client.callTool({ name, arguments: args }, options)),
    serverPid: () => transport.pid,
    close: () => client.close(),
  };
}

async function openV1(command: Command, person: Person | undefined): Promise<Session> {
  const client = new ClientV1(info, { capabilities: person ? { elicitation: {} } : {} });
  if (person) client.setRequestHandler(ElicitRequestSchema, async ({ params }) => person({ message: params.message }));
  const transport = new StdioV1({ ...command, stderr: 'ignore' });
  // The v1 transport declares its callbacks in a way that exactOptionalPropertyTypes does not accept.
  await client.connect(transport as Parameters<typeof client.connect>[0]);
  return {
    listTools: async () => (await client.listTools()).tools,
    call: async (name, args = {}, options) =>
      seen(await client.callTool({ name, arguments: args }, undefined, options)),
    serverPid: () => transport.pid,
    close: () => client.close(),
  };
}

function seen(result: object): ToolResult {
  const { content, structuredContent, isError } = result as {
    content?: Array<{ type: string; text?: string }>;
    structuredContent?: unknown;
    isError?: boolean;
  };
  return { isError: isError === true, structured: structuredContent, text: content?.[0]?.text ?? '' };
}
