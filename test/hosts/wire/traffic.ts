import { isObject, type JsonObject, listObjects } from '../model/protocol.ts';

export type Channel = 'form' | 'URL' | 'link';

/** What the messages between host and server show. */
export interface Traffic {
  /** The protocol revision of the session. */
  protocol: string;
  /** The names of the tools that the host has listed. */
  toolNames: readonly string[];
  /** How the person was asked, in order. */
  channels: readonly Channel[];
  /** The results of the calls, as the server sent them. */
  results: readonly JsonObject[];
}

const PROTOCOL_META = 'io.modelcontextprotocol/protocolVersion';

/** Reads a recording of JSON-RPC messages, in both directions. */
export function readTraffic(messages: readonly unknown[]): Traffic {
  const objects = messages.flatMap((message) => (Array.isArray(message) ? message : [message])).filter(isObject);
  const results = objects.flatMap(({ result }) => (isObject(result) ? [result] : []));
  const parameters = objects.flatMap(({ params }) => (isObject(params) ? [params] : []));
  const initialized = results.map(({ protocolVersion }) => protocolVersion);
  const stateless = parameters.map(({ _meta }) => (isObject(_meta) ? _meta[PROTOCOL_META] : undefined));
  const names = results.flatMap(({ tools }) => listObjects(tools)).map(({ name }) => String(name));
  return {
    protocol: String([...initialized, ...stateless].findLast((version) => version !== undefined) ?? 'none'),
    toolNames: [...new Set(names)],
    channels: [...new Set(objects.flatMap(listChannels))],
    results: results.filter((result) => 'content' in result),
  };
}

function listChannels({ method, params, result }: JsonObject): Channel[] {
  if (method === 'elicitation/create' && isObject(params)) return [toChannel(params)];
  if (!isObject(result)) return [];
  if (isObject(result.inputRequests))
    return Object.values(result.inputRequests).map((request) =>
      toChannel(isObject(request) && isObject(request.params) ? request.params : {}),
    );
  // Old sessions have it in the text only.
  return 'content' in result && JSON.stringify(result).includes('approval_url') ? ['link'] : [];
}

const toChannel = ({ mode }: JsonObject): Channel => (mode === 'url' ? 'URL' : 'form');
