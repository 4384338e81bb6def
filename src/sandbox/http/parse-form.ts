import qs from 'qs';

/**
 * Parses a form or a query as PHP does, which PortOne's server runs on: blanks before a name do not belong to it, and of
 * two fields with one name the last counts. Understands `a[]`, `a[k]` and `a[0][k]`.
 */
export const parseForm = (text: string): Record<string, unknown> =>
  qs.parse(text, {
    arrayLimit: 1_000,
    parameterLimit: 5_000,
    depth: 6,
    plainObjects: true,
    duplicates: 'last',
    decoder: (part, decode, charset, kind) => {
      const decoded: string = decode(part, decode, charset);
      return kind === 'key' ? decoded.trimStart() : decoded;
    },
  }) as Record<string, unknown>;
