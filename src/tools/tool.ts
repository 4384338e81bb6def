import type * as z from 'zod';
import type { Localized } from '../base/bilingual.ts';
import type { Context } from '../context.ts';
import type { Effect, Money, Preview } from '../endpoints/endpoint.ts';
import type { Caller } from '../guard/confirmation/confirm.ts';
import type { Delegate } from '../guard/confirmation/prepare.ts';
import type { Snapshot } from '../guard/snapshot/snapshot.ts';
import type { ToolOutput } from '../output/tool-result.ts';

export type ToolArguments = Record<string, unknown>;

/** What may and must be given together, beyond what each argument says of itself. */
export interface ArgumentRules {
  oneOf?: readonly string[];
  anyOf?: readonly string[];
  explicitAll?: { flag: string; replaces: string; requires?: string };
  requires?: { when: Readonly<Record<string, string | undefined>>; args: readonly string[] };
}

/** What a tool found or did. */
export type ToolResult = ToolOutput;

/** One call as its tool sees it. */
export interface ToolCall {
  /** Aborted when the client cancels or goes away. */
  signal: AbortSignal;
  caller: Caller;
  /** Tells a client that asked for it how far a long read is. */
  progress: ReportProgress;
  /** What was seen right before a change. */
  snapshotBefore?: Snapshot;
}

export type ReportProgress = (done: number, total: number, message: string) => void;

/** A tool is a plain value; listing, dispatch, confirmation and redaction happen once, elsewhere. */
export interface Tool {
  name: string;
  title: Localized;
  description: string;
  toolset: string;
  effect: Effect;
  irreversible?: true;
  idempotent?: true;
  money?: Money;
  /** A person is asked before it runs. */
  confirm?: true;
  /** The arguments, secret ones included; those are left out unless the operator allows them. */
  fields: Readonly<Record<string, z.ZodType>>;
  rules: ArgumentRules;
  delegatesTo?: Delegate;
  previews: readonly Preview[];
  run(args: ToolArguments, context: Context, call: ToolCall): Promise<ToolResult>;
}
