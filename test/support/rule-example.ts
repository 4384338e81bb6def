import type { Pg } from '../../src/endpoints/pg-providers.ts';
import type { Seen } from '../../src/guard/snapshot/snapshot.ts';

/** 2026-11-21, noon in Korea. */
export const NOON = Date.parse('2026-11-21T12:00:00+09:00') / 1000;
export const DAY = 86_400;

/** One call of a tool, and what was seen before it. */
export interface RuleCall {
  /** The rule's first tool unless said otherwise. */
  tool?: string;
  args?: Record<string, unknown>;
  seen?: Seen;
  /** Noon unless said otherwise. */
  now?: number;
}

/** A call that a rule speaks up at, and those at which it keeps silent. */
export interface RuleExample {
  rule: string;
  breaks: RuleCall;
  keeps: readonly RuleCall[];
}

export const example = (rule: string, breaks: RuleCall, ...keeps: readonly RuleCall[]): RuleExample => ({
  rule,
  breaks,
  keeps,
});

/** Where the PG of a call is seen. */
type Where = 'payment' | 'channel' | 'billing_key' | 'schedule' | 'certification' | 'pg';

const at = (where: Where, pg: string, call: RuleCall = {}): RuleCall =>
  where === 'pg'
    ? { args: { ...call.args, pg } }
    : { ...call, seen: { ...call.seen, [where]: { ...call.seen?.[where], pg_provider: pg } } };

/** An operation that one PG has and another one has not; a PG that nobody has heard of is left to PortOne. */
export const only = (tool: string, where: Where, has: Pg, hasNot: Pg): RuleExample =>
  example(`${tool}.pg`, at(where, hasNot), at(where, has), at(where, 'some_new_pg'));

function withoutPath(value: unknown, [name = '', ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutPath(item, [name, ...rest]));
  const entries = Object.entries(value as object);
  return Object.fromEntries(
    rest.length === 0
      ? entries.filter(([key]) => key !== name)
      : entries.map(([key, field]) => [key, key === name ? withoutPath(field, rest) : field]),
  );
}

const pathsOf = (value: unknown, prefix = ''): string[] =>
  Object.entries(Array.isArray(value) ? value[0] : (value as object)).flatMap(([key, field]) =>
    typeof field === 'object' && field !== null && !(Array.isArray(field) && field.length === 0) && !('whole' in field)
      ? pathsOf(field, `${prefix}${key}.`)
      : [`${prefix}${key}`],
  );

/** A call with all that a PG wants: without any one of the arguments the rule of that argument speaks up. */
export const complete = (
  tool: string,
  where: Where,
  pg: Pg,
  args: Record<string, unknown>,
  seen: Seen = {},
): RuleExample[] =>
  pathsOf(args).map((path) =>
    example(
      `${tool}.${pg}-needs-${path}`,
      // What is left of an object without its field is an object again.
      at(where, pg, { args: withoutPath(args, path.split('.')) as Record<string, unknown>, seen }),
      at(where, pg, { args, seen }),
      at(where, 'eximbay', { seen }),
    ),
  );

const nested = (path: string, value: unknown): Record<string, unknown> => {
  const [name = '', ...rest] = path.split('.');
  return { [name]: rest.length === 0 ? value : nested(rest.join('.'), value) };
};

/** Arguments that one PG looks at and another one does not. */
export const ignored = (
  tool: string,
  where: Where,
  used: Record<string, readonly [value: unknown, by: Pg, notBy: Pg]>,
): RuleExample[] =>
  Object.entries(used).map(([path, [value, by, notBy]]) =>
    example(
      `${tool}.${path}-ignored`,
      at(where, notBy, { args: nested(path, value) }),
      at(where, by, { args: nested(path, value) }),
      at(where, notBy),
    ),
  );
