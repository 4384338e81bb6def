import type { AddressInfo } from 'node:net';
import { createMcpHandler, createRequestStateCodec, McpServer } from '@modelcontextprotocol/server';
import type { Context } from '../../src/context.ts';
import { disabledTelemetry } from '../../src/guard/telemetry.ts';
import { allowLocal } from '../../src/transports/http/auth/authenticator.ts';
import { createHttpServer } from '../../src/transports/http/http-server.ts';
import { createGracefulShutdown } from '../../src/transports/http/lifecycle/graceful-shutdown.ts';
import { createEndpoint } from '../../src/transports/http/mcp-route.ts';
import { createSessions } from '../../src/transports/http/sessions.ts';
import { MAX_BODY_BYTES, type Tenant } from '../../src/transports/http/tenant.ts';
import { registerAskingTools } from './conformance/elicitation.ts';
import { registerReading } from './conformance/resources-and-prompts.ts';
import { registerPlainTools } from './conformance/tools.ts';

const TENANT = 'conformance';
const codec = createRequestStateCodec<{ step: number }>({ key: new Uint8Array(32).fill(1), ttlSeconds: 60 });

/** The tools, resources and prompts of the suite behind the transport of this server. */
function createServer(): McpServer {
  const server = new McpServer(
    { name: 'conformance', version: '1.0.0' },
    {
      capabilities: { logging: {}, resources: { subscribe: true }, completions: {} },
      requestState: { verify: codec.verify },
    },
  );
  registerPlainTools(server);
  registerAskingTools(server, codec);
  registerReading(server);
  server.server.setRequestHandler('resources/subscribe', () => ({}));
  server.server.setRequestHandler('resources/unsubscribe', () => ({}));
  return server;
}

/** Starts it on a free local port. */
export async function startConformanceServer(): Promise<{ url: string; close(): Promise<void> }> {
  const log = (line: string) => void process.stderr.write(`${line}\n`);
  const tenant: Tenant = {
    name: TENANT,
    // The transport uses nothing else of it.
    context: { telemetry: disabledTelemetry, log } as Context,
    drainWrites: async () => {},
    getServerFactory: () => () => createServer().server,
    modern: createMcpHandler(createServer, { legacy: 'reject', maxRequestBodySize: MAX_BODY_BYTES }),
    missingScope: () => undefined,
  };
  const sessions = createSessions({ now: () => performance.now(), perPrincipal: 100, total: 100 });
  let origin = '';
  const server = createHttpServer({
    routes: [
      createEndpoint({
        authenticator: allowLocal(TENANT),
        tenants: new Map([[TENANT, tenant]]),
        sessions,
        shutdown: createGracefulShutdown(),
        checkRequestRate: async () => undefined,
        log,
      }),
    ],
    hosts: ['127.0.0.1', 'localhost'],
    // Its own pages, as the server would serve them.
    getOrigins: () => [origin],
    log,
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a TCP port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  return {
    url: `${origin}/mcp`,
    async close() {
      await sessions.close();
      await tenant.modern.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
