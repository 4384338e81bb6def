import { type Pg, pgNames } from '../../endpoints/pg-providers.ts';
import { given, missing, pgAskedIs, pgAskedIsNot, pgIs, pgIsNot } from './conditions/common.ts';
import type { Predicate, Rule } from './rule.ts';

type Table = { readonly [P in Pg]?: readonly string[] };

interface Needs {
  tool: string;
  /** What PG needs which arguments that are optional to PortOne. */
  required: Table;
  source: string;
  /** What must hold beside, such as the method of the payment. */
  when?: readonly Predicate[];
}

const entriesOf = (table: Table) => Object.entries(table) as [Pg, readonly string[]][];

/** One rule for each argument that a PG wants. */
export const needs = ({ tool, required, source, when = [] }: Needs): Rule[] =>
  entriesOf(required).flatMap(([pg, wanted]) =>
    wanted.map(
      (argument): Rule => ({
        id: `${tool}.${pg}-needs-${argument}`,
        tools: [tool],
        kind: 'invalid_input',
        argument,
        when: [pgIs(pg), ...when, missing(argument)],
        message: {
          en: `${pgNames([pg], 'en')} needs "${argument}": add it.`,
          ko: `${pgNames([pg], 'ko')}에는 "${argument}" 값이 필요합니다. 추가해 주세요.`,
        },
        source: `${source}: ${argument}, ${pg}`,
      }),
    ),
  );

/** As `needs`, for a tool that names its PG in `pg`: PortOne may fall back to another PG, so it is advice. */
export const mayNeed = ({ tool, required, source }: Needs): Rule[] =>
  entriesOf(required).flatMap(([pg, wanted]) =>
    wanted.map(
      (argument): Rule => ({
        id: `${tool}.${pg}-needs-${argument}`,
        tools: [tool],
        kind: 'advice',
        argument,
        when: [pgAskedIs(pg), missing(argument)],
        message: {
          en: `${pgNames([pg], 'en')} wants "${argument}", which is missing.`,
          ko: `${pgNames([pg], 'ko')}에서는 "${argument}" 값이 필요한데 빠져 있습니다.`,
        },
        source: `${source}: ${argument}, ${pg}`,
      }),
    ),
  );

interface Only {
  tool: string;
  pgs: readonly Pg[];
  source: string;
  /** PortOne documents an error for other PGs; otherwise they are merely not on its list. */
  kind: 'rejected' | 'advice';
  argument?: string;
}

/** The PGs that an operation works at. */
export const onlyAt = ({ tool, pgs, source, kind, argument }: Only): Rule => {
  const refused = kind === 'rejected';
  return {
    id: `${tool}.pg`,
    tools: [tool],
    kind,
    ...(argument ? { argument } : {}),
    when: [pgIsNot(...pgs)],
    message: {
      en: refused
        ? `PortOne offers this only for ${pgNames(pgs, 'en')}.`
        : `PortOne does not list this PG among those that offer it.`,
      ko: refused ? `이 기능은 ${pgNames(pgs, 'ko')}에서만 지원됩니다.` : '포트원 문서의 지원 PG 목록에 없는 PG입니다.',
    },
    source,
  };
};

interface Ignored {
  tool: string;
  /** The PGs that look at each argument. */
  used: Readonly<Record<string, readonly Pg[]>>;
  source: string;
  /** The tool names its PG in `pg`. */
  asked?: true;
}

/** Arguments that only some PGs look at: given to another one, they do not do what was meant. */
export const ignoredElsewhere = ({ tool, used, source, asked }: Ignored): Rule[] =>
  Object.entries(used).map(
    ([argument, pgs]): Rule => ({
      id: `${tool}.${argument}-ignored`,
      tools: [tool],
      kind: 'advice',
      argument,
      ignored: true,
      when: [asked ? pgAskedIsNot(...pgs) : pgIsNot(...pgs), given(argument)],
      message: {
        en: `"${argument}" has an effect only at ${pgNames(pgs, 'en')}.`,
        ko: `"${argument}" 값은 ${pgNames(pgs, 'ko')}에서만 쓰입니다.`,
      },
      source: `${source}: ${argument}`,
    }),
  );
