type Row = Readonly<Record<string, unknown>>;

/** The columns that say whose charges these are and for what. */
const COLUMNS = ['customer_uid', 'buyer_name', 'name'];

/** Moves what all rows of all states have in common out of them, so that it stands once. */
export function hoistSharedColumns<State>(groups: readonly (readonly [State, readonly Row[]])[]): {
  shared: Row | undefined;
  groups: [State, Row[]][];
} {
  const [first, ...others] = groups.flatMap(([, rows]) => rows);
  const names = COLUMNS.filter((name) => first?.[name] && others.every((row) => row[name] === first[name]));
  if (!first || others.length === 0 || names.length === 0)
    return { shared: undefined, groups: groups.map(([state, rows]) => [state, [...rows]]) };
  const pick = (row: Row, isKept: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(row).filter(([name]) => isKept(name)));
  return {
    shared: pick(first, (name) => names.includes(name)),
    groups: groups.map(([state, rows]) => [state, rows.map((row) => pick(row, (name) => !names.includes(name)))]),
  };
}
