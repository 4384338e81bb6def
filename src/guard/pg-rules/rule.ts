import type { Words } from '../../base/bilingual.ts';
import type { Seen } from '../snapshot/snapshot.ts';

export interface Situation {
  args: Readonly<Record<string, unknown>>;
  seen: Seen;
  /** Unix seconds. */
  now: number;
  /** Arguments that a person types after the rules were asked, because a model must not see them: not missing, only not there yet. */
  later: ReadonlySet<string>;
}

/** One thing that may be so. Undefined where a fact is missing: what is not known forbids nothing. */
export interface Predicate {
  /** As the table in the documents says it. */
  says: string;
  holds(situation: Situation): boolean | undefined;
}

/** What PortOne or a PG would refuse, or, for `advice`, what a person had better know before agreeing. */
export interface Rule {
  id: string;
  /** The tools it is about. */
  tools: readonly string[];
  /** `invalid_input`: an argument is missing or wrong; `rejected`: the state forbids it; `advice`: probable, so it forbids nothing. */
  kind: 'invalid_input' | 'rejected' | 'advice';
  /** The argument to add or to change. */
  argument?: string;
  /** Advice that the argument does nothing here: of several such, a person is told in one sentence. */
  ignored?: true;
  /** Broken when all of these hold. */
  when: readonly Predicate[];
  message: Words;
  /** Where the fact comes from. */
  source: string;
}

/** A row of the table. */
export const rule = (
  id: string,
  kind: Rule['kind'],
  tools: readonly string[],
  when: readonly Predicate[],
  en: string,
  ko: string,
  source: string,
  argument?: string,
): Rule => ({ id, kind, tools, ...(argument ? { argument } : {}), when, message: { en, ko }, source });
