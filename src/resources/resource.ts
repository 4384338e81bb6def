import type * as z from 'zod';
import type { Localized } from '../base/bilingual.ts';
import { isRecord } from '../base/json.ts';
import type { Context } from '../context.ts';
import type { CompletionSource } from '../desk/completion.ts';
import type { ReadEndpoint } from '../endpoints/endpoint.ts';
import type { ToolOutput } from '../output/tool-result.ts';
import { PortOneError } from '../portone/errors.ts';

/** Something that can be read by its address. A plain value; listing, reading and completing happen once, elsewhere. */
export interface Resource {
  /** An address, or a template with one variable. */
  uri: string;
  title: Localized;
  description: Localized;
  /** The endpoint's tool that reads the same: the resource is offered where what it reads may be read. */
  tool?: string;
  /** How long a client may keep what it has read. */
  ttlMs: number;
  /** What its variable is completed from. */
  completeFrom?: CompletionSource;
  /** Undefined when there is no such thing. Throws PortOneError. */
  read(id: string, context: Context, signal: AbortSignal): Promise<ToolOutput | undefined>;
}

/** Payments change while a person looks at them. */
export const SHORT_MS = 5_000;
/** Codes change once in years. */
export const LONG_MS = 3_600_000;

/** Reads by a row, as its tool does: a list shows the core fields of its rows. */
export function createResourceReader<A, S extends z.ZodType>(
  row: ReadEndpoint<A, S>,
  toArguments: (id: string) => unknown,
) {
  return async (id: string, context: Context, signal: AbortSignal): Promise<ToolOutput | undefined> => {
    const args = row.input.safeParse(toArguments(id));
    // What PortOne's ids cannot be made of names nothing.
    if (!args.success) return undefined;
    const portone = await context.portone();
    try {
      const { response } = await portone.call(row, args.data, { signal });
      // PortOne may say by an empty answer that it has none.
      if (isRecord(response) && Object.keys(response).length === 0) return undefined;
      return {
        value: response,
        model: row.returns,
        ...(row.summaryFields ? { summaryFields: row.summaryFields } : {}),
      };
    } catch (error) {
      if (error instanceof PortOneError && error.kind === 'not_found') return undefined;
      throw error;
    }
  };
}
