import type { Localized } from '../../base/bilingual.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Citation } from './sources.ts';

export interface RuleInput {
  args: Readonly<Record<string, unknown>>;
  snapshot: Snapshot;
  /** Unix seconds. */
  now: number;
  /**
   * Arguments that a person types after the rules are checked, because a model must not see them: they do not count as
   * missing.
   */
  typedLater: ReadonlySet<string>;
}

/** A condition of a rule. Undefined if a fact is missing: an unknown fact forbids nothing. */
export interface Condition {
  /** The text in the table of rules. */
  description: string;
  evaluate(input: RuleInput): boolean | undefined;
}

export interface PgRule {
  id: string;
  /**
   * `reject`: PortOne or the PG would refuse the call, so it is not sent; the message is for the model and names what to
   * change. `warn`: probable, or worth knowing; the message is for the person who confirms and names no tool or argument.
   */
  kind: 'reject' | 'warn';
  /** The tools that the rule is about. */
  tools: readonly string[];
  /** The argument to add or to change. A rejection that names one is an `invalid_input`. */
  argument?: string;
  /** The argument itself is valid, but PortOne's records rule it out: the error is `rejected`. */
  isStateConflict?: true;
  /** The argument has no effect here; several such warnings become one sentence. */
  isArgumentIgnored?: true;
  /** The rule applies when all of these hold. */
  when: readonly Condition[];
  message: Localized;
  /** Where a reader can check the fact. */
  source: Citation;
}

/** Types a rule. */
export const pgRule = (rule: PgRule): PgRule => rule;

/** How the error of a rejection is classified. */
export const getRejectionKind = ({ argument, isStateConflict }: PgRule): 'invalid_input' | 'rejected' =>
  argument && !isStateConflict ? 'invalid_input' : 'rejected';
