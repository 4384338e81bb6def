import type { ClientCapabilities } from '@modelcontextprotocol/server';
import { isRecord } from '../../base/json.ts';

const EXTENSION = 'io.modelcontextprotocol/ui';

/** The type of a view, in the capability and in the resource. */
export const VIEW_MIME_TYPE = 'text/html;profile=mcp-app';

/** Whether a client shows views: MCP Apps, specification of 2026-01-26. */
export function supportsApps({ extensions }: ClientCapabilities): boolean {
  const extension: unknown = extensions?.[EXTENSION];
  return isRecord(extension) && Array.isArray(extension.mimeTypes) && extension.mimeTypes.includes(VIEW_MIME_TYPE);
}
