type Fields = Readonly<Record<string, unknown>>;

/**
 * Whether a response is about the requested ids. An intermediary could return its cached response to another request. A
 * response without ids is accepted.
 */
export const matchesRequestedIds = (names: readonly string[], requested: Fields, response: unknown): boolean =>
  [response].flat().every((one) =>
    names.every((name) => {
      const id: unknown = Object(one)[name];
      return typeof id !== 'string' || typeof requested[name] !== 'string' || id === requested[name];
    }),
  );
