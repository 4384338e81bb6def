import type { Localized } from '../../base/bilingual.ts';
import type { RefusalWitnesses, Witnesses } from '../../endpoints/pg-facts/witness.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

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
  /** It is about a PG or a payment method, so only published facts can make it the ground of a refusal. */
  isAboutPg?: true;
}

interface RuleParts {
  id: string;
  /** The tools that the rule is about. */
  tools: readonly string[];
  /** The argument to add or to change. A rejection that names one is an `invalid_input`. */
  argument?: string;
  /** The argument itself is valid, but PortOne's records rule it out: the error is `rejected`. */
  isStateConflict?: true;
  /** The argument is missing, as one witness alone says; several such warnings become one sentence. */
  isArgumentMissing?: true;
  /**
   * The call contradicts itself or what PortOne's record shows at the moment: the thing to change does not exist, is done
   * already, or is another one. That is certain without a publication about PortOne.
   */
  isContradiction?: true;
  /** The argument has no effect here; several such warnings become one sentence. */
  isArgumentIgnored?: true;
  /** The rule applies when all of these hold. */
  when: readonly Condition[];
  message: Localized;
}

/** PortOne or the PG would refuse the call, so it is not sent. The message is for the model and names what to change. */
interface Refusal extends RuleParts {
  kind: 'reject';
  witnesses: RefusalWitnesses;
}

/**
 * Probable, said by one witness only, or worth knowing. The message is for the person who confirms and names no tool or
 * argument.
 */
interface Warning extends RuleParts {
  kind: 'warn';
  witnesses: Witnesses;
}

export type PgRule = Refusal | Warning;

/** Types a rule. */
export const pgRule = (rule: PgRule): PgRule => rule;

/** How the error of a rejection is classified. */
export const getRejectionKind = ({ argument, isStateConflict }: PgRule): 'invalid_input' | 'rejected' =>
  argument && !isStateConflict ? 'invalid_input' : 'rejected';
