import type { Pg } from '../../src/endpoints/pg-providers/index.ts';
import type { Snapshot } from '../../src/guard/snapshot/snapshot.ts';

/** 2026-11-21, noon in Korea. */
export const NOON = Date.parse('2026-11-21T12:00:00+09:00') / 1000;
export const DAY = 86_400;

/** One call of a tool and its snapshot. */
export interface RuleCall {
  /** Defaults to the rule's first tool. */
  tool?: string;
  args?: Record<string, unknown>;
  seen?: Snapshot;
  /** Defaults to noon. */
  now?: number;
}

/** A call that the rule applies to, and calls that it does not apply to. */
export interface RuleExample {
  rule: string;
  matching: RuleCall;
  notMatching: readonly RuleCall[];
}

export const buildExample = (rule: string, matching: RuleCall, ...notMatching: readonly RuleCall[]): RuleExample => ({
  rule,
  matching,
  notMatching,
});

/** The snapshot field that contains the PG of a call. */
type PgLocation = 'payment' | 'channel' | 'billing_key' | 'schedule' | 'certification' | 'pg';

const buildCallAt = (location: PgLocation, pg: string, call: RuleCall = {}): RuleCall =>
  location === 'pg'
    ? { args: { ...call.args, pg } }
    : { ...call, seen: { ...call.seen, [location]: { ...call.seen?.[location], pg_provider: pg } } };

/** An operation that one PG supports and another does not; an unknown PG is left to PortOne. */
export const buildPgExample = (tool: string, location: PgLocation, has: Pg, hasNot: Pg): RuleExample =>
  buildExample(
    `${tool}.pg`,
    buildCallAt(location, hasNot),
    buildCallAt(location, has),
    buildCallAt(location, 'some_new_pg'),
  );

function omitPath(value: unknown, [name = '', ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item) => omitPath(item, [name, ...rest]));
  const entries = Object.entries(value as object);
  return Object.fromEntries(
    rest.length === 0
      ? entries.filter(([key]) => key !== name)
      : entries.map(([key, field]) => [key, key === name ? omitPath(field, rest) : field]),
  );
}

const listPaths = (value: unknown, prefix = ''): string[] =>
  Object.entries(Array.isArray(value) ? value[0] : (value as object)).flatMap(([key, field]) =>
    typeof field === 'object' && field !== null && !(Array.isArray(field) && field.length === 0) && !('whole' in field)
      ? listPaths(field, `${prefix}${key}.`)
      : [`${prefix}${key}`],
  );

/** A call with every argument that a PG requires: without one of them, the rule of that argument applies. */
export const buildRequiredExamples = (
  tool: string,
  location: PgLocation,
  pg: Pg,
  args: Record<string, unknown>,
  seen: Snapshot = {},
): RuleExample[] =>
  listPaths(args).map((path) =>
    buildExample(
      `${tool}.${pg}-needs-${path}`,
      // An object without the field is still an object.
      buildCallAt(location, pg, { args: omitPath(args, path.split('.')) as Record<string, unknown>, seen }),
      buildCallAt(location, pg, { args, seen }),
      buildCallAt(location, 'eximbay', { seen }),
    ),
  );

const nestValue = (path: string, value: unknown): Record<string, unknown> => {
  const [name = '', ...rest] = path.split('.');
  return { [name]: rest.length === 0 ? value : nestValue(rest.join('.'), value) };
};

/** Arguments that one PG uses and another ignores. */
export const buildIgnoredExamples = (
  tool: string,
  location: PgLocation,
  readArguments: Record<string, readonly [value: unknown, by: Pg, notBy: Pg]>,
): RuleExample[] =>
  Object.entries(readArguments).map(([path, [value, by, notBy]]) =>
    buildExample(
      `${tool}.${path}-ignored`,
      buildCallAt(location, notBy, { args: nestValue(path, value) }),
      buildCallAt(location, by, { args: nestValue(path, value) }),
      buildCallAt(location, notBy),
    ),
  );
