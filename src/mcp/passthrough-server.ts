import {
  isInputRequiredResult,
  type JSONRPCRequest,
  type Result,
  Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import { createInvalidParamsError } from './protocol-error.ts';

type RequestHandler = (request: JSONRPCRequest, ctx: ServerContext) => Promise<Result>;

const EMPTY_RESULT: Result = { content: [] };

/**
 * What a call takes from its request. The arguments stay as they came: the SDK's own reading loses one named `__proto__`,
 * which would then be ignored where any other stranger is refused.
 */
export const CallToolParams = z.object({ name: z.string(), arguments: z.custom<Record<string, unknown>>().optional() });

/** Said in a sentence, where the SDK would answer with a dump of its schema. */
function assertValidCall({ params = {} }: JSONRPCRequest): void {
  const { name, arguments: args } = params;
  if (typeof name !== 'string')
    throw createInvalidParamsError(`"name" of a call must be the name of a tool, and was ${describeType(name)}.`);
  if (args !== undefined && describeType(args) !== 'an object')
    throw createInvalidParamsError(
      `"arguments" of a call must be an object of names and values, and was ${describeType(args)}.`,
    );
}

function describeType(value: unknown): string {
  if (value === undefined || value === null) return value === null ? 'null' : 'missing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/**
 * A server whose answers to calls leave as they were made. The SDK reads each of them with a schema first, which could turn a
 * refund that was made into an error, and takes longer than making the answer. Clients read the answer of every tool in the
 * tests instead.
 */
export class PassthroughServer extends Server {
  protected override _wrapHandler(method: string, handler: RequestHandler): RequestHandler {
    if (method !== 'tools/call') return super._wrapHandler(method, handler);
    return async (request, ctx) => {
      assertValidCall(request);
      let handlerResult: Result = EMPTY_RESULT;
      const sdkHandler = super._wrapHandler(method, async (...call) => {
        handlerResult = await handler(...call);
        return isInputRequiredResult(handlerResult) ? handlerResult : EMPTY_RESULT;
      });
      const result = await sdkHandler(request, ctx);
      // A question is the SDK's to ask and to answer; what it comes to in the end is the last that was made.
      return isInputRequiredResult(handlerResult) ? result : handlerResult;
    };
  }
}
