/**
 * JSON-RPC with the host that shows this view: MCP Apps, specification of 2026-01-26. The class of the SDK for this
 * weighs several times as much as all views together.
 */
import type { McpUiInitializeRequest, McpUiInitializeResult } from '@modelcontextprotocol/ext-apps';
import { isRecord } from '../../base/json.ts';

const PROTOCOL_VERSION = '2026-01-26';
const METHOD_NOT_FOUND = -32601;

/** A search of many months takes this long at most. */
const TIMEOUT_MS = 120_000;

export type NotificationHandler = (params: Record<string, unknown>) => void;

export interface HostBridge {
  /** Rejects if the host answers with an error, or not at all. */
  request(method: string, params: object): Promise<unknown>;
  notify(method: string, params?: object): void;
}

interface PendingRequest {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Only the window that contains the view is heard, and only it is spoken to. */
export function createHostBridge(handlers: Readonly<Record<string, NotificationHandler>>): HostBridge {
  const pending = new Map<number, PendingRequest>();
  let lastId = 0;
  // The view cannot know the origin of its host, and sends nothing that the host has not given it.
  const send = (message: object) => window.parent.postMessage({ jsonrpc: '2.0', ...message }, '*');

  const settle = (id: number, { result, error }: Record<string, unknown>) => {
    const waiting = pending.get(id);
    pending.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(String(Object(error).message)));
  };
  const handleMessage = (message: Record<string, unknown>) => {
    const { id, method, params } = message;
    if (typeof method !== 'string') {
      if (typeof id === 'number') settle(id, message);
      return;
    }
    if (id === undefined) {
      if (Object.hasOwn(handlers, method)) handlers[method]?.(isRecord(params) ? params : {});
      return;
    }
    // There is nothing to save before the end.
    if (method === 'ping' || method === 'ui/resource-teardown') send({ id, result: {} });
    else send({ id, error: { code: METHOD_NOT_FOUND, message: 'Unknown method' } });
  };
  window.addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    if (source === window.parent && isRecord(data) && data.jsonrpc === '2.0') handleMessage(data);
  });

  return {
    request(method, params) {
      lastId += 1;
      const id = lastId;
      send({ id, method, params });
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        setTimeout(() => settle(id, { error: { message: 'The host does not answer' } }), TIMEOUT_MS);
      });
    },
    notify: (method, params) => send({ method, ...(params ? { params } : {}) }),
  };
}

/** Greets the host. From then on it sends the arguments and the result of the tool call. */
export async function initialize(bridge: HostBridge, name: string): Promise<Partial<McpUiInitializeResult>> {
  const result = await bridge.request('ui/initialize', {
    protocolVersion: PROTOCOL_VERSION,
    appInfo: { name, version: '1.0.0' },
    appCapabilities: { availableDisplayModes: ['inline', 'fullscreen'] },
  } satisfies McpUiInitializeRequest['params']);
  bridge.notify('ui/notifications/initialized');
  return isRecord(result) ? result : {};
}
