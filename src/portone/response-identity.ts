type Fields = Readonly<Record<string, unknown>>;

/**
 * Whether what PortOne shows is what it was asked for, by the ids of both. Something in between may answer with what it kept of
 * another request. What shows no id is taken for what was asked for.
 */
export const isAskedFor = (names: readonly string[], asked: Fields, shown: unknown): boolean =>
  [shown].flat().every((one) =>
    names.every((name) => {
      const id: unknown = Object(one)[name];
      return typeof id !== 'string' || typeof asked[name] !== 'string' || id === asked[name];
    }),
  );
