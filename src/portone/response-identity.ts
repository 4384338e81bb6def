type Fields = Readonly<Record<string, unknown>>;

/**
 * Whether what PortOne shows is what it was asked for, by the ids of both. Something in between may answer with what it kept of
 * another request. What shows no id is taken for what was asked for.
 */
export const matchesRequestedIds = (names: readonly string[], requested: Fields, response: unknown): boolean =>
  [response].flat().every((one) =>
    names.every((name) => {
      const id: unknown = Object(one)[name];
      return typeof id !== 'string' || typeof requested[name] !== 'string' || id === requested[name];
    }),
  );
