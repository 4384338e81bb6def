import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod';

/** The least that a server on this SDK can be: one tool, one GET, the answer passed on as it came. */
serveStdio(() => {
  const server = new McpServer({ name: 'floor', version: '0' });
  server.registerTool(
    'get_payment',
    { description: 'Get a payment', inputSchema: z.strictObject({ imp_uid: z.string() }) },
    async ({ imp_uid }) => {
      const { get } = await import('./get.ts');
      const path = `/payments/${encodeURIComponent(imp_uid)}`;
      return { content: [{ type: 'text', text: await get(`${process.env.PORTONE_V1_BASE_URL}${path}`) }] };
    },
  );
  return server;
});
