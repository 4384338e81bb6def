import type { Localized } from '../../base/bilingual.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

export interface RuleInput {
  args: Readonly<Record<string, unknown>>;
  snapshot: Snapshot;
  /** Unix seconds. */
  now: number;
  /** Arguments that a person types after the rules were asked, because a model must not see them: not missing, only not there yet. */
  typedLater: ReadonlySet<string>;
}

/** One thing that may be so. Undefined where a fact is missing: what is not known forbids nothing. */
export interface Condition {
  /** As the table in the documents says it. */
  description: string;
  evaluate(input: RuleInput): boolean | undefined;
}

/** What PortOne or a PG would refuse, or, for `advice`, what a person had better know before agreeing. */
export interface PgRule {
  id: string;
  /** The tools it is about. */
  tools: readonly string[];
  /** `invalid_input`: an argument is missing or wrong; `rejected`: the state forbids it; `advice`: probable, so it forbids nothing. */
  kind: 'invalid_input' | 'rejected' | 'advice';
  /** The argument to add or to change. */
  argument?: string;
  /** Advice that the argument does nothing here: of several such, a person is told in one sentence. */
  argumentIgnored?: true;
  /** Broken when all of these hold. */
  when: readonly Condition[];
  message: Localized;
  /** Where the fact comes from. */
  source: string;
}

/** A row of the table. */
export const pgRule = (
  id: string,
  kind: PgRule['kind'],
  tools: readonly string[],
  when: readonly Condition[],
  en: string,
  ko: string,
  source: string,
  argument?: string,
): PgRule => ({ id, kind, tools, ...(argument ? { argument } : {}), when, message: { en, ko }, source });
