import type { McpUiDownloadFileRequest, McpUiMessageRequest } from '@modelcontextprotocol/ext-apps';
import { isRecord } from '../../base/json.ts';
import type { DownloadedFile } from './downloaded-file.ts';
import { createHostBridge, type HostBridge, initialize } from './host-bridge.ts';
import { parseToolAnswer, type ToolAnswer } from './tool-answer.ts';

/** What a view can ask of its host. */
export interface Host {
  /** Whether the host passes calls of tools on to the server. */
  canCallTools(): boolean;
  canDownload(): boolean;
  /** Calls a tool that only reads. */
  callTool(name: string, args: object): Promise<ToolAnswer>;
  /** Writes a message of the user into the chat. Returns false if the host refuses. */
  sendMessage(text: string): Promise<boolean>;
  /** Returns false if the host or the user refuses. */
  download(file: DownloadedFile): Promise<boolean>;
}

export interface HostEvents {
  onArguments(args: Record<string, unknown>): void;
  onAnswer(answer: ToolAnswer): void;
  onCancelled(): void;
  /** The fields of the host's context that have changed. */
  onContext(context: Record<string, unknown>): void;
}

/** Connects to the host. Rejects if none answers. */
export async function connectToHost(name: string, events: HostEvents): Promise<{ host: Host; bridge: HostBridge }> {
  let capabilities: Record<string, unknown> = {};
  const bridge = createHostBridge({
    'ui/notifications/tool-input': (params) => events.onArguments(isRecord(params.arguments) ? params.arguments : {}),
    'ui/notifications/tool-result': (result) => events.onAnswer(parseToolAnswer(result)),
    'ui/notifications/tool-cancelled': () => events.onCancelled(),
    'ui/notifications/host-context-changed': events.onContext,
  });
  const isGranted = async (method: string, params: object) => {
    try {
      return Object(await bridge.request(method, params)).isError !== true;
    } catch {
      return false;
    }
  };
  const host: Host = {
    canCallTools: () => capabilities.serverTools !== undefined,
    canDownload: () => capabilities.downloadFile !== undefined,
    callTool: async (tool, args) =>
      parseToolAnswer(await bridge.request('tools/call', { name: tool, arguments: args })),
    sendMessage: (text) =>
      isGranted('ui/message', {
        role: 'user',
        content: [{ type: 'text', text }],
      } satisfies McpUiMessageRequest['params']),
    download: ({ name: fileName, ...file }) =>
      isGranted('ui/download-file', {
        contents: [{ type: 'resource', resource: { uri: `file:///${fileName}`, ...file } }],
      } satisfies McpUiDownloadFileRequest['params']),
  };
  const { hostCapabilities, hostContext } = await initialize(bridge, name);
  capabilities = { ...hostCapabilities };
  events.onContext({ ...hostContext });
  return { host, bridge };
}
