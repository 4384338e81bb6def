import type * as z from 'zod';
import type { Localized } from '../base/bilingual.ts';
import type { Context } from '../context.ts';
import type { Money, Preview, WriteEffect } from '../endpoints/endpoint.ts';
import type { WriteRow } from '../endpoints/index.ts';
import type { Caller } from '../guard/confirmation/caller.ts';
import type { Delegate } from '../guard/confirmation/operation.ts';
import type { Snapshot } from '../guard/snapshot/snapshot.ts';
import type { ExecutedWrite } from '../guard/writes/send-once.ts';
import type { ToolOutput } from '../output/tool-result.ts';

export type ToolArguments = Record<string, unknown>;

/** Rules about combinations of arguments. */
export interface ArgumentRules {
  oneOf?: readonly string[];
  anyOf?: readonly string[];
  explicitAll?: { flag: string; replaces: string; requires?: string };
  requires?: { when: Readonly<Record<string, string | undefined>>; args: readonly string[] };
}

/** The result of a tool. */
export type ToolResult = ToolOutput;

/** The context of one call. */
export interface ToolCall {
  /** Aborted when the client cancels or disconnects. */
  signal: AbortSignal;
  caller: Caller;
  /** Values of this call that must not appear in its answer. */
  secrets: unknown[];
  /** Reports the progress of a long read, if the client requested it. */
  progress: ReportProgress;
}

export type ReportProgress = (done: number, total: number, message: string) => void;

interface ToolDefinition {
  name: string;
  title: Localized;
  description: string;
  toolset: string;
  irreversible?: true;
  idempotent?: true;
  money?: Money;
  /** A person must confirm it before it runs. */
  confirm?: true;
  /** The arguments, including secret ones, which are omitted unless the operator allows them. */
  fields: Readonly<Record<string, z.ZodType>>;
  rules: ArgumentRules;
  delegatesTo?: Delegate;
  /** The endpoints without which a read cannot answer; others it leaves out if they are excluded. */
  readsThrough?: readonly { name: string }[];
  previews: readonly Preview[];
}

/** A tool that changes nothing: its context offers no way to send a write. */
export interface ReadTool extends ToolDefinition {
  effect: 'read';
  run(args: ToolArguments, context: Context, call: ToolCall): Promise<ToolResult>;
}

type Fields = ToolDefinition['fields'];

/** A read tool whose `run` takes the arguments as its fields parse them. */
interface TypedReadTool<F extends Fields> extends Omit<ReadTool, 'fields' | 'run'> {
  fields: F;
  run(args: z.output<z.ZodObject<F>>, context: Context, call: ToolCall): Promise<ToolResult>;
}

/** Types the arguments of `run` by the fields of the tool, by which every call is parsed first. */
export const defineReadTool = <F extends Fields>(tool: TypedReadTool<F>): ReadTool => tool;

/**
 * A tool that changes something. It declares the one request that the guarded call sends; it cannot send any itself.
 */
export interface WriteTool extends ToolDefinition {
  effect: WriteEffect;
  row: WriteRow;
  /** Returns the endpoint's arguments as they are sent: without the tool's additional ones, and in the PG's codes. */
  toRowArguments(args: ToolArguments, snapshot: Snapshot): ToolArguments;
  /** Builds the result after the write was executed. */
  toResult(executed: ExecutedWrite, call: FinishedCall): Promise<ToolResult>;
}

export interface FinishedCall {
  args: ToolArguments;
  /** The state read right before the change. */
  snapshotBefore: Snapshot;
  context: Context;
}

/** A tool is a declaration; the code that lists, calls, confirms and redacts is the same for all tools. */
export type Tool = ReadTool | WriteTool;
