import { type Localized, languages } from '../../base/bilingual.ts';
import { getArgumentLabel } from '../../endpoints/argument-labels.ts';
import { formatPgList, formatPgNames, type Pg } from '../../endpoints/pg-providers/index.ts';
import { operationPgs, type PgOperation } from '../../endpoints/pg-providers/operations.ts';
import { isGiven, isMissing } from './conditions/arguments.ts';
import { pgIs, pgIsNot, requestedPgIs, requestedPgIsNot } from './conditions/payment.ts';
import { type Condition, type PgRule, pgRule } from './rule.ts';
import { citeApi } from './sources.ts';

type ArgumentsByPg = { readonly [P in Pg]?: readonly string[] };

interface RequiredArguments {
  tool: string;
  /** Arguments that a PG requires, although they are optional for PortOne. */
  required: ArgumentsByPg;
  /** Further conditions, such as the method of the payment. */
  when?: readonly Condition[];
}

const getEntries = (table: ArgumentsByPg) => Object.entries(table) as [Pg, readonly string[]][];

/** The label that the confirmation shows to a person instead of the argument name. */
const labelArgument = (path: string): Localized => getArgumentLabel(path.split('.').at(-1) ?? path);

/** One rule for each argument that a PG requires. */
export const requiresArgument = ({ tool, required, when = [] }: RequiredArguments): PgRule[] =>
  getEntries(required).flatMap(([pg, argumentNames]) =>
    argumentNames.map((argument) =>
      pgRule({
        id: `${tool}.${pg}-needs-${argument}`,
        kind: 'reject',
        tools: [tool],
        argument,
        when: [pgIs(pg), ...when, isMissing(argument)],
        message: {
          en: `${formatPgList([pg], 'en')} requires "${argument}": add it.`,
          ko: `${formatPgList([pg], 'ko')}에는 "${argument}" 값이 필요합니다. 추가해 주세요.`,
        },
        source: citeApi(tool, argument, pg),
      }),
    ),
  );

/**
 * As `requiresArgument`, for a tool that names its PG in `pg`: PortOne may fall back to another PG, so it is a warning.
 */
export const mayRequireArgument = ({ tool, required }: RequiredArguments): PgRule[] =>
  getEntries(required).flatMap(([pg, argumentNames]) =>
    argumentNames.map((argument) =>
      pgRule({
        id: `${tool}.${pg}-needs-${argument}`,
        kind: 'warn',
        tools: [tool],
        argument,
        when: [requestedPgIs(pg), isMissing(argument)],
        message: {
          en: `${formatPgNames([pg], 'en')} requires "${labelArgument(argument).en}", which is missing.`,
          ko: `${formatPgNames([pg], 'ko')}에 필요한 "${labelArgument(argument).ko}" 값이 빠져 있습니다.`,
        },
        source: citeApi(tool, argument, pg),
      }),
    ),
  );

interface UnsupportedPg {
  tool: PgOperation;
  /** `reject` where PortOne documents an error for other PGs; `warn` where they are merely not on its list. */
  kind: PgRule['kind'];
  argument?: string;
  /** The tool names its PG in `pg`. */
  byRequestedPg?: true;
}

/** The operation works only with the PGs that PortOne lists for it. */
export function rejectsOtherPgs({ tool, kind, argument, byRequestedPg }: UnsupportedPg): PgRule {
  const pgs = operationPgs[tool];
  return pgRule({
    id: `${tool}.pg`,
    kind,
    tools: [tool],
    ...(argument ? { argument } : {}),
    ...(argument && kind === 'reject' ? { isStateConflict: true } : {}),
    when: [byRequestedPg ? requestedPgIsNot(...pgs) : pgIsNot(...pgs)],
    message:
      kind === 'reject'
        ? {
            en: `PortOne offers this only for ${formatPgList(pgs, 'en')}.`,
            ko: `이 기능은 ${formatPgList(pgs, 'ko')}에서만 지원됩니다.`,
          }
        : {
            en: 'PortOne does not list this PG among those that support this.',
            ko: '포트원 문서의 지원 PG 목록에 없는 PG입니다.',
          },
    source: citeApi(tool),
  });
}

interface IgnoredArguments {
  tool: string;
  /** The PGs that use each argument. */
  usedBy: Readonly<Record<string, readonly Pg[]>>;
  /** The tool names its PG in `pg`. */
  byRequestedPg?: true;
}

/** Arguments that only some PGs use; other PGs ignore them. */
export const ignoredByOtherPgs = ({ tool, usedBy, byRequestedPg }: IgnoredArguments): PgRule[] =>
  Object.entries(usedBy).map(([argument, pgs]) =>
    pgRule({
      id: `${tool}.${argument}-ignored`,
      kind: 'warn',
      tools: [tool],
      argument,
      isArgumentIgnored: true,
      when: [byRequestedPg ? requestedPgIsNot(...pgs) : pgIsNot(...pgs), isGiven(argument)],
      message: {
        en: `"${labelArgument(argument).en}" has an effect only at ${formatPgNames(pgs, 'en')}.`,
        ko: `"${labelArgument(argument).ko}" 값은 ${formatPgNames(pgs, 'ko')}에서만 쓰입니다.`,
      },
      source: citeApi(tool, argument),
    }),
  );

/** One sentence for several arguments that have no effect. */
export const formatIgnoredArguments = (argumentNames: readonly string[]): Localized => {
  const [en, ko] = languages.map((language) =>
    argumentNames.map((name) => `"${labelArgument(name)[language]}"`).join(', '),
  );
  return { en: `These have no effect at this PG: ${en}.`, ko: `이 PG에서는 쓰이지 않는 값입니다: ${ko}.` };
};
