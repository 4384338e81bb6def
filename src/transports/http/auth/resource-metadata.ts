import { sendResponse } from '../response.ts';
import type { Route } from '../route.ts';
import { SCOPES } from './principal.ts';

export const METADATA_PATH = '/.well-known/oauth-protected-resource/mcp';

/** Where clients get their tokens, by RFC 9728. It is public, so that pages may read it too. */
export const createMetadataRoute = (resource: string, issuer: string): Route => ({
  path: METADATA_PATH,
  methods: ['GET', 'HEAD'],
  anyOrigin: true,
  handle(_, response) {
    const metadata = {
      resource,
      authorization_servers: [issuer],
      scopes_supported: SCOPES,
      bearer_methods_supported: ['header'],
      resource_name: 'PortOne V1',
    };
    sendResponse(response, 200, metadata, { 'access-control-allow-origin': '*' });
  },
});
