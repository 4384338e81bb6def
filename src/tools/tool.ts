import type * as z from 'zod';
import type { Localized } from '../base/bilingual.ts';
import type { Context } from '../context.ts';
import type { Money, Preview, WriteEffect } from '../endpoints/endpoint.ts';
import type { WriteRow } from '../endpoints/index.ts';
import type { Caller } from '../guard/confirmation/caller.ts';
import type { Delegate } from '../guard/confirmation/prepare.ts';
import type { Snapshot } from '../guard/snapshot/snapshot.ts';
import type { ExecutedWrite } from '../guard/writes/send-once.ts';
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
  /** A person is asked before it runs. */
  confirm?: true;
  /** The arguments, secret ones included; those are left out unless the operator allows them. */
  fields: Readonly<Record<string, z.ZodType>>;
  rules: ArgumentRules;
  delegatesTo?: Delegate;
  previews: readonly Preview[];
}

/** A tool that changes nothing, and is handed nothing that could. */
export interface ReadTool extends ToolDefinition {
  effect: 'read';
  run(args: ToolArguments, context: Context, call: ToolCall): Promise<ToolResult>;
}

/** A tool that changes something: it names the one request that the guarded call sends for it, and cannot send any itself. */
export interface WriteTool extends ToolDefinition {
  effect: WriteEffect;
  row: WriteRow;
  /** The row's arguments, without what the tool takes beside them. */
  toRowArguments(args: ToolArguments): ToolArguments;
  /** What is told of it once it was done. */
  toResult(executed: ExecutedWrite, call: FinishedCall): Promise<ToolResult>;
}

export interface FinishedCall {
  args: ToolArguments;
  /** What was read right before the change. */
  snapshotBefore: Snapshot;
  context: Context;
}

/** A tool is a plain value; listing, dispatch, confirmation and redaction happen once, elsewhere. */
export type Tool = ReadTool | WriteTool;
