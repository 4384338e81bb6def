import type { Tool, ToolArguments } from '../tool.ts';

/** Checks the combinations of arguments that one schema of the tool list cannot express. */
export function findRuleViolations({ rules }: Tool, args: ToolArguments): string[] {
  const isGiven = (name: string) => args[name] !== undefined && args[name] !== null;
  const violations: string[] = [];
  if (rules.oneOf && rules.oneOf.filter(isGiven).length !== 1)
    violations.push(`give exactly one of ${quoteNames(rules.oneOf)}`);
  if (rules.anyOf && !rules.anyOf.some(isGiven)) violations.push(`give at least one of ${quoteNames(rules.anyOf)}`);
  if (rules.explicitAll) {
    const { flag, replaces, requires } = rules.explicitAll;
    if (isGiven(flag) === isGiven(replaces))
      violations.push(
        `give either "${replaces}", or "${flag}": true to act on everything${isGiven(flag) ? ', not both' : ''}`,
      );
    if (isGiven(flag) && requires && !isGiven(requires)) violations.push(`"${flag}" needs "${requires}"`);
  }
  if (rules.requires) {
    const { when, args: required } = rules.requires;
    const applies = Object.entries(when).every(([name, value]) => args[name] === value);
    const condition = Object.entries(when)
      .map(([name, value]) => `${name} ${value}`)
      .join(' and ');
    for (const name of required.filter((one) => applies && !isGiven(one)))
      violations.push(`"${name}" is required with ${condition}`);
  }
  return violations;
}

const quoteNames = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');
