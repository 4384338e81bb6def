import { formatPgList, type Pg } from '../../endpoints/pg-providers.ts';
import { isGiven, isMissing, pgIs, pgIsNot, requestedPgIs, requestedPgIsNot } from './conditions/common.ts';
import type { Condition, PgRule } from './rule.ts';

type ArgumentsByPg = { readonly [P in Pg]?: readonly string[] };

interface RequiredArguments {
  tool: string;
  /** What PG needs which arguments that are optional to PortOne. */
  required: ArgumentsByPg;
  source: string;
  /** What must hold beside, such as the method of the payment. */
  when?: readonly Condition[];
}

const getEntries = (table: ArgumentsByPg) => Object.entries(table) as [Pg, readonly string[]][];

/** One rule for each argument that a PG wants. */
export const requiresArgument = ({ tool, required, source, when = [] }: RequiredArguments): PgRule[] =>
  getEntries(required).flatMap(([pg, argumentNames]) =>
    argumentNames.map(
      (argument): PgRule => ({
        id: `${tool}.${pg}-needs-${argument}`,
        tools: [tool],
        kind: 'invalid_input',
        argument,
        when: [pgIs(pg), ...when, isMissing(argument)],
        message: {
          en: `${formatPgList([pg], 'en')} needs "${argument}": add it.`,
          ko: `${formatPgList([pg], 'ko')}에는 "${argument}" 값이 필요합니다. 추가해 주세요.`,
        },
        source: `${source}: ${argument}, ${pg}`,
      }),
    ),
  );

/** As `needs`, for a tool that names its PG in `pg`: PortOne may fall back to another PG, so it is advice. */
export const mayRequireArgument = ({ tool, required, source }: RequiredArguments): PgRule[] =>
  getEntries(required).flatMap(([pg, argumentNames]) =>
    argumentNames.map(
      (argument): PgRule => ({
        id: `${tool}.${pg}-needs-${argument}`,
        tools: [tool],
        kind: 'advice',
        argument,
        when: [requestedPgIs(pg), isMissing(argument)],
        message: {
          en: `${formatPgList([pg], 'en')} wants "${argument}", which is missing.`,
          ko: `${formatPgList([pg], 'ko')}에서는 "${argument}" 값이 필요한데 빠져 있습니다.`,
        },
        source: `${source}: ${argument}, ${pg}`,
      }),
    ),
  );

interface PgSupport {
  tool: string;
  pgs: readonly Pg[];
  source: string;
  /** PortOne documents an error for other PGs; otherwise they are merely not on its list. */
  kind: 'rejected' | 'advice';
  argument?: string;
}

/** The PGs that an operation works at. */
export const supportedPgs = ({ tool, pgs, source, kind, argument }: PgSupport): PgRule => {
  const isRejected = kind === 'rejected';
  return {
    id: `${tool}.pg`,
    tools: [tool],
    kind,
    ...(argument ? { argument } : {}),
    when: [pgIsNot(...pgs)],
    message: {
      en: isRejected
        ? `PortOne offers this only for ${formatPgList(pgs, 'en')}.`
        : `PortOne does not list this PG among those that offer it.`,
      ko: isRejected
        ? `이 기능은 ${formatPgList(pgs, 'ko')}에서만 지원됩니다.`
        : '포트원 문서의 지원 PG 목록에 없는 PG입니다.',
    },
    source,
  };
};

interface IgnoredArguments {
  tool: string;
  /** The PGs that look at each argument. */
  usedBy: Readonly<Record<string, readonly Pg[]>>;
  source: string;
  /** The tool names its PG in `pg`. */
  byRequestedPg?: true;
}

/** Arguments that only some PGs look at: given to another one, they do not do what was meant. */
export const ignoredByOtherPgs = ({ tool, usedBy, source, byRequestedPg }: IgnoredArguments): PgRule[] =>
  Object.entries(usedBy).map(
    ([argument, pgs]): PgRule => ({
      id: `${tool}.${argument}-ignored`,
      tools: [tool],
      kind: 'advice',
      argument,
      argumentIgnored: true,
      when: [byRequestedPg ? requestedPgIsNot(...pgs) : pgIsNot(...pgs), isGiven(argument)],
      message: {
        en: `"${argument}" has an effect only at ${formatPgList(pgs, 'en')}.`,
        ko: `"${argument}" 값은 ${formatPgList(pgs, 'ko')}에서만 쓰입니다.`,
      },
      source: `${source}: ${argument}`,
    }),
  );
