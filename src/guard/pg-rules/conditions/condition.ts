import type { Condition } from '../rule.ts';

export const createCondition = (description: string, evaluate: Condition['evaluate']): Condition => ({
  description,
  evaluate,
});

/** A condition about a PG or a payment method. */
export const createPgCondition = (description: string, evaluate: Condition['evaluate']): Condition => ({
  ...createCondition(description, evaluate),
  isAboutPg: true,
});

export const formatAlternatives = (values: readonly string[]) => values.map((value) => `\`${value}\``).join(' or ');

/** Whether a value is one of several; unknown if there is no value. */
export const isAmong = (value: string | null | undefined, values: readonly string[]): boolean | undefined =>
  value ? values.includes(value) : undefined;

export const isAnyOf = (...conditions: readonly Condition[]): Condition =>
  createCondition(conditions.map(({ description }) => description).join(', or '), (input) =>
    conditions.some(({ evaluate }) => evaluate(input) === true),
  );

/** Holds unless the condition certainly does: an unknown fact does not count. */
export const unless = (condition: Condition): Condition => ({
  ...condition,
  description: `unless ${condition.description}`,
  evaluate: (input) => condition.evaluate(input) !== true,
});

export const not = (condition: Condition): Condition => ({
  ...condition,
  description: `not: ${condition.description}`,
  evaluate: (input) => {
    const result = condition.evaluate(input);
    return result === undefined ? undefined : !result;
  },
});
