import {
  isInputRequiredResult,
  type JSONRPCRequest,
  type Result,
  Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import { isRecord, parseJson } from '../base/json.ts';
import { omitNewerFields } from './omit-newer-fields.ts';
import { createInvalidParamsError } from './protocol-error.ts';

type RequestHandler = (request: JSONRPCRequest, ctx: ServerContext) => Promise<Result>;

const EMPTY_RESULT: Result = { content: [] };

/**
 * The parameters of a tool call. The arguments stay as the client sent them: the SDK's own parsing drops one named
 * `__proto__` instead of rejecting it as unknown.
 */
export const CallToolParams = z.object({ name: z.string(), arguments: z.custom<Record<string, unknown>>().optional() });

/**
 * Returns the call with its arguments as an object: hosts write none as null, and some send the JSON text that their
 * model wrote. Throws a readable error where the SDK would return a dump of its schema.
 */
function readCall(request: JSONRPCRequest): JSONRPCRequest {
  const { name, arguments: given } = request.params ?? {};
  if (typeof name !== 'string')
    throw createInvalidParamsError(`"name" must be the name of a tool, but was ${describeType(name)}.`);
  if (given === undefined || isRecord(given)) return request;
  const args = typeof given === 'string' ? parseJson(given) : (given ?? {});
  if (!isRecord(args)) throw createInvalidParamsError(`"arguments" must be an object, but was ${describeType(given)}.`);
  return { ...request, params: { ...request.params, arguments: args } };
}

function describeType(value: unknown): string {
  if (value === undefined || value === null) return value === null ? 'null' : 'missing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/**
 * A server that sends tool results unchanged, except for what the session's protocol version does not have. The SDK
 * validates each result with a schema first, which could turn a completed refund into an error and takes longer than
 * producing the result. The tests validate the results of every tool instead.
 */
export class PassthroughServer extends Server {
  protected override _wrapHandler(method: string, handler: RequestHandler): RequestHandler {
    const inner = this.wrapUnchanged(method, handler);
    return async (request, ctx) => {
      const result = await inner(request, ctx);
      const version = this.getNegotiatedProtocolVersion();
      return version === undefined ? result : omitNewerFields(method, result, version);
    };
  }

  private wrapUnchanged(method: string, handler: RequestHandler): RequestHandler {
    if (method !== 'tools/call') return super._wrapHandler(method, handler);
    return async (request, ctx) => {
      const call = readCall(request);
      let handlerResult: Result = EMPTY_RESULT;
      const sdkHandler = super._wrapHandler(method, async (...parsed) => {
        handlerResult = await handler(...parsed);
        return isInputRequiredResult(handlerResult) ? handlerResult : EMPTY_RESULT;
      });
      const result = await sdkHandler(call, ctx);
      // The SDK handles questions to the user; return only the final result unchanged.
      return isInputRequiredResult(handlerResult) ? result : handlerResult;
    };
  }
}
