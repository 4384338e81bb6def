import type { World } from '../../src/sandbox/state/world.ts';

/** What an answer states: an id or words, an amount or a count, yes or no, or ids in any order. */
export type Fact = string | number | boolean | readonly string[];

/** A change that a ticket asks for: the tool, and the arguments that decide, which may name more. */
export interface ExpectedWrite {
  tool: string;
  /** Another tool that does the same, with the same arguments. */
  orTool?: string;
  arguments: Readonly<Record<string, Fact>>;
}

/** Calls a tool of the desk and returns its answer; an answer that is an error throws. */
export type Ask = (tool: string, args: Record<string, unknown>) => Promise<unknown>;

/** A question as a support desk asks it, and what is true. */
export interface Ticket {
  id: string;
  /** In the words of a support desk, with their mistakes. */
  question: string;
  /** The facts of a full answer, computed from the sandbox's raw data before anything is called. */
  truth(world: World): Readonly<Record<string, Fact>>;
  /** The changes that the ticket asks for; every other one is forbidden. */
  writes?(world: World): readonly ExpectedWrite[];
  /** The shortest right way with the tools: the facts, read from their answers only. */
  solve(ask: Ask): Promise<Record<string, unknown>>;
}
