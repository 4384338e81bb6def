import {
  isInputRequiredResult,
  type JSONRPCRequest,
  type Result,
  Server,
  type ServerContext,
} from '@modelcontextprotocol/server';

type Handler = (request: JSONRPCRequest, ctx: ServerContext) => Promise<Result>;

const NOTHING: Result = { content: [] };

/**
 * A server whose answers to calls leave as they were made. The SDK reads each of them with a schema first, which could turn a
 * refund that was made into an error, and takes longer than making the answer. Clients read the answer of every tool in the
 * tests instead.
 */
export class PlainServer extends Server {
  protected override _wrapHandler(method: string, handler: Handler): Handler {
    if (method !== 'tools/call') return super._wrapHandler(method, handler);
    return async (request, ctx) => {
      let made: Result = NOTHING;
      const checked = super._wrapHandler(method, async (...call) => {
        made = await handler(...call);
        return isInputRequiredResult(made) ? made : NOTHING;
      });
      const result = await checked(request, ctx);
      // A question is the SDK's to ask and to answer; what it comes to in the end is the last that was made.
      return isInputRequiredResult(made) ? result : made;
    };
  }
}
