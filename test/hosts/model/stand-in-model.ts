import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PlannedCall } from '../scenes.ts';
import { anthropicMessages } from './anthropic-messages.ts';
import { gemini } from './gemini.ts';
import { openaiChat } from './openai-chat.ts';
import { openaiResponses } from './openai-responses.ts';
import { isObject, type ModelRequest, type ModelTurn, sendJson } from './protocol.ts';

const protocols = [anthropicMessages, openaiResponses, openaiChat, gemini];
/** A model that gets no further repeats a call a few times, not for ever. */
const MAX_CALLS = 3;

/** What the stand-in model does in a conversation, and what it has seen of it. */
export interface Conversation {
  call: PlannedCall;
  /** Called with the link of an approval page; resolves once a person has decided there, or has not. */
  onApprovalLink(url: string): Promise<'decided' | 'ignored'>;
  /** The number of the server's tools in the largest request. */
  toolsOffered: number;
  toolResults: readonly string[];
  isFinished: boolean;
}

export interface StandInModel {
  /** The origin; a host appends the path of its protocol. */
  url: string;
  startConversation(call: PlannedCall, onApprovalLink: Conversation['onApprovalLink']): Conversation;
  close(): void;
}

/**
 * A model that makes one scripted call, and repeats it after a person has decided on an approval page.
 * It is stateless as a real one is: what comes next depends only on the results in the request.
 */
export async function startStandInModel(toolNames: readonly string[]): Promise<StandInModel> {
  let conversation: Conversation | undefined;
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://model').pathname;
    const protocol = protocols.find(({ matches }) => matches(path));
    if (!protocol) return sendOther(path, response);
    const body: unknown = JSON.parse(await readBody(request));
    const modelRequest = protocol.parseRequest(isObject(body) ? body : {}, path);
    protocol.sendTurn(await chooseTurn(modelRequest), response, modelRequest.isStreamed);
  });

  async function chooseTurn({ tools, toolResults }: ModelRequest): Promise<ModelTurn> {
    const offered = tools.filter(({ name }) => toolNames.some((toolName) => isNameOf(name, toolName)));
    // A host also asks for titles, summaries and the like, without the tools.
    if (!conversation || offered.length === 0) return { text: 'ok' };
    conversation.toolsOffered = Math.max(conversation.toolsOffered, offered.length);
    conversation.toolResults = toolResults;
    const { call } = conversation;
    const tool = offered.find(({ name }) => isNameOf(name, call.tool));
    if (!tool) return { text: `There is no ${call.tool}.` };
    const lastResult = toolResults.at(-1);
    if (lastResult === undefined) return { tool, args: call.args };
    const link = findApprovalLink(lastResult);
    if (link && toolResults.length < MAX_CALLS) {
      if ((await conversation.onApprovalLink(link)) === 'decided') return { tool, args: call.args };
      conversation.isFinished = true;
      return { text: `Please open this page and decide there:\n\n${link}\n` };
    }
    conversation.isFinished = true;
    return { text: 'That is all.' };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    startConversation(call, onApprovalLink) {
      conversation = { call, onApprovalLink, toolsOffered: 0, toolResults: [], isFinished: false };
      return conversation;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Hosts put the server's name before a tool's. */
const isNameOf = (hostName: string, toolName: string): boolean =>
  hostName === toolName || new RegExp(`(portone)[_.:/-]+${toolName}$`).test(hostName);

/** Also in JSON that was escaped once or twice more. */
const findApprovalLink = (result: string): string | undefined =>
  /approval_url[\\":\s]+(https?:[^\s"\\]+)/.exec(result)?.[1];

/** Lists of models and counts of tokens, which hosts ask for beside the conversation. */
function sendOther(path: string, response: ServerResponse): void {
  if (/count_?tokens$/i.test(path)) sendJson(response, { input_tokens: 10, totalTokens: 10 });
  else if (path === '/v1/models') sendJson(response, { object: 'list', data: [{ id: 'stand-in', object: 'model' }] });
  else response.writeHead(404).end('{}');
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
