import type * as z from 'zod';
import type { Localized } from '../base/bilingual.ts';
import { isRecord } from '../base/json.ts';
import type { Context } from '../context.ts';
import type { CompletionSource } from '../desk/completion.ts';
import type { ReadEndpoint } from '../endpoints/endpoint.ts';
import type { ToolOutput } from '../output/tool-result.ts';
import { readOrNull } from '../portone/errors.ts';

/** A readable resource. A plain value: the registry implements listing, reading and completion. */
export interface Resource {
  /** A URI, or a template with one variable. */
  uri: string;
  title: Localized;
  description: Localized;
  /** The endpoint tool that reads the same data. The resource is offered if that data may be read. */
  tool?: string;
  /** How long a client may cache the resource. */
  ttlMs: number;
  /** Completion source of the variable. */
  completeFrom?: CompletionSource;
  /** Returns undefined if the resource does not exist. Throws PortOneError. */
  read(id: string, context: Context, signal: AbortSignal): Promise<ToolOutput | undefined>;
}

/** For payments, which change at any time. */
export const SHORT_MS = 5_000;
/** For codes, which rarely change. */
export const LONG_MS = 3_600_000;

/** Creates a reader that calls an endpoint like its tool: lists have summary fields only. */
export function createResourceReader<A, S extends z.ZodType>(
  row: ReadEndpoint<A, S>,
  toArguments: (id: string) => unknown,
) {
  return async (id: string, context: Context, signal: AbortSignal): Promise<ToolOutput | undefined> => {
    const args = row.input.safeParse(toArguments(id));
    // An id with invalid characters cannot exist.
    if (!args.success) return undefined;
    const portone = await context.portone();
    const response = await readOrNull(portone.call(row, args.data, { signal }));
    // An empty response can also mean that PortOne has no such record.
    if (response === null || (isRecord(response) && Object.keys(response).length === 0)) return undefined;
    return {
      value: response,
      model: row.returns,
      ...(row.summaryFields ? { summaryFields: row.summaryFields } : {}),
    };
  };
}
