import { ADVERTISED_SCOPES } from '../../../config/scopes.ts';
import { sendResponse } from '../response.ts';
import type { Route } from '../route.ts';

export const METADATA_PATH = '/.well-known/oauth-protected-resource/mcp';

/**
 * Serves the protected resource metadata (RFC 9728), which tells clients where to get tokens. It is public, also for
 * web pages.
 */
export const createMetadataRoute = (resource: string, issuer: string): Route => ({
  path: METADATA_PATH,
  methods: ['GET', 'HEAD'],
  anyOrigin: true,
  handle(_, response) {
    const metadata = {
      resource,
      authorization_servers: [issuer],
      scopes_supported: ADVERTISED_SCOPES,
      bearer_methods_supported: ['header'],
      resource_name: 'PortOne V1',
    };
    sendResponse(response, 200, metadata, { 'access-control-allow-origin': '*' });
  },
});
