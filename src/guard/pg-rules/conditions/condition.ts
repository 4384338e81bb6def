import type { Condition } from '../rule.ts';

export const createCondition = (description: string, evaluate: Condition['evaluate']): Condition => ({
  description,
  evaluate,
});
export const formatAlternatives = (values: readonly string[]) => values.map((value) => `\`${value}\``).join(' or ');

/** Whether a value is one of several; unknown if there is no value. */
export const isAmong = (value: string | null | undefined, values: readonly string[]): boolean | undefined =>
  value ? values.includes(value) : undefined;

export const not = ({ description, evaluate }: Condition): Condition =>
  createCondition(`not: ${description}`, (input) => {
    const result = evaluate(input);
    return result === undefined ? undefined : !result;
  });
