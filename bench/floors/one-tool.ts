import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod';

/** The smallest possible server on this SDK: one tool, one GET, the payment returned unchanged in both forms. */
serveStdio(() => {
  const server = new McpServer({ name: 'floor', version: '0' });
  server.registerTool(
    'get_payment',
    { description: 'Get a payment', inputSchema: z.strictObject({ imp_uid: z.string() }) },
    async ({ imp_uid }) => {
      const { get } = await import('./get.ts');
      const path = `/payments/${encodeURIComponent(imp_uid)}`;
      const { response } = JSON.parse(await get(`${process.env.PORTONE_V1_BASE_URL}${path}`));
      const structuredContent = { result: response };
      return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
    },
  );
  return server;
});
