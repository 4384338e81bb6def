import type { CallToolResult, McpServer, ServerContext } from '@modelcontextprotocol/server';
import * as z from 'zod';

/** A red pixel and an empty recording: the smallest valid files. */
export const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';
const WAV = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=';

const toTextContent = (words: string) => ({ type: 'text' as const, text: words });
const image = { type: 'image' as const, data: PNG, mimeType: 'image/png' };
const toResourceContent = (uri: string, mimeType: string, words: string) => ({
  type: 'resource' as const,
  resource: { uri, mimeType, text: words },
});

const contentByTool: Record<string, CallToolResult['content']> = {
  test_simple_text: [toTextContent('This is a simple text response for testing.')],
  test_image_content: [image],
  test_audio_content: [{ type: 'audio', data: WAV, mimeType: 'audio/wav' }],
  test_embedded_resource: [
    toResourceContent('test://embedded-resource', 'text/plain', 'This is an embedded resource content.'),
  ],
  test_multiple_content_types: [
    toTextContent('Multiple content types test:'),
    image,
    toResourceContent(
      'test://mixed-content-resource',
      'application/json',
      JSON.stringify({ test: 'data', value: 123 }),
    ),
  ],
};

/** The suite checks that notifications come before the result: they are sent in separate ticks of the event loop. */
const waitBriefly = () => new Promise((resolve) => setTimeout(resolve, 20));

async function runWithLogs({ mcpReq }: ServerContext): Promise<CallToolResult> {
  for (const data of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
    await mcpReq.notify({ method: 'notifications/message', params: { level: 'info', data } });
    await waitBriefly();
  }
  return { content: [toTextContent('Logged')] };
}

async function runWithProgress({ mcpReq }: ServerContext): Promise<CallToolResult> {
  const progressToken = mcpReq._meta?.progressToken;
  for (const progress of [0, 50, 100]) {
    if (progressToken !== undefined)
      await mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total: 100 } });
    await waitBriefly();
  }
  return { content: [toTextContent('Done')] };
}

/** The tools of the conformance suite without elicitation. */
export function registerPlainTools(server: McpServer): void {
  for (const [name, content] of Object.entries(contentByTool))
    server.registerTool(name, { description: name }, async () => ({ content }));
  server.registerTool('test_error_handling', { description: 'Fails' }, async () => {
    throw new Error('This tool intentionally returns an error for testing');
  });
  server.registerTool('test_tool_with_logging', { description: 'Logs' }, runWithLogs);
  server.registerTool('test_tool_with_progress', { description: 'Tells how far it is' }, runWithProgress);
  server.registerTool(
    'test_custom_header',
    {
      description: 'Has an argument that is a header too',
      inputSchema: z.object({ region: z.string().meta({ 'x-mcp-header': 'Region' }) }),
    },
    async ({ region }) => ({ content: [toTextContent(region)] }),
  );
  server.registerTool('test_logging_tool', { description: 'Logs where that is asked for' }, async ({ mcpReq }) => {
    await mcpReq.log('info', 'A line');
    return { content: [toTextContent('Logged')] };
  });
}
