import { type Localized, languages } from '../../base/bilingual.ts';
import { getArgumentLabel } from '../../endpoints/argument-labels.ts';
import type { Witness } from '../../endpoints/pg-facts/witness.ts';
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
  /** By PG, a second witness of its requirements. Without one, a missing argument is a warning. */
  confirmedBy?: { readonly [P in Pg]?: Witness };
  /** Further conditions, such as the method of the payment. */
  when?: readonly Condition[];
}

const getEntries = (table: ArgumentsByPg) => Object.entries(table) as [Pg, readonly string[]][];

/** The label that the confirmation shows to a person instead of the argument name. */
function labelArgument(path: string): Localized {
  const [parent = '', ...rest] = path.split('.');
  const isPerson = parent === 'sender' || parent === 'receiver';
  const label = getArgumentLabel(rest.at(-1) ?? parent, isPerson);
  if (!isPerson || rest.length === 0) return label;
  const person = getArgumentLabel(parent);
  return { en: `${person.en}: ${label.en}`, ko: `${person.ko} ${label.ko}` };
}

const warnMissing = (pg: Pg, argument: string): Localized => ({
  en: `${formatPgNames([pg], 'en')} requires "${labelArgument(argument).en}", which is missing.`,
  ko: `${formatPgNames([pg], 'ko')}에 필요한 "${labelArgument(argument).ko}" 값이 빠져 있습니다.`,
});

/** One rule for each argument that a PG requires. */
export const requiresArgument = ({ tool, required, confirmedBy = {}, when = [] }: RequiredArguments): PgRule[] =>
  getEntries(required).flatMap(([pg, argumentNames]) =>
    argumentNames.map((argument) => {
      const parts = {
        id: `${tool}.${pg}-needs-${argument}`,
        tools: [tool],
        argument,
        when: [pgIs(pg), ...when, isMissing(argument)],
      };
      const document = citeApi(tool, argument, pg);
      const confirmation = confirmedBy[pg];
      if (!confirmation)
        return pgRule({
          ...parts,
          kind: 'warn',
          isArgumentMissing: true,
          message: warnMissing(pg, argument),
          witnesses: [document],
        });
      return pgRule({
        ...parts,
        kind: 'reject',
        message: {
          en: `${formatPgList([pg], 'en')} requires "${argument}": add it.`,
          ko: `${formatPgList([pg], 'ko')}에는 "${argument}" 값이 필요합니다. 추가해 주세요.`,
        },
        witnesses: [document, confirmation],
      });
    }),
  );

/**
 * As `requiresArgument`, for a tool that names its PG in `pg`: PortOne may fall back to another PG, so it is a warning.
 */
export const mayRequireArgument = ({ tool, required }: Pick<RequiredArguments, 'tool' | 'required'>): PgRule[] =>
  getEntries(required).flatMap(([pg, argumentNames]) =>
    argumentNames.map((argument) =>
      pgRule({
        id: `${tool}.${pg}-needs-${argument}`,
        kind: 'warn',
        tools: [tool],
        argument,
        when: [requestedPgIs(pg), isMissing(argument)],
        message: warnMissing(pg, argument),
        witnesses: [citeApi(tool, argument, pg)],
      }),
    ),
  );

interface UnsupportedPg {
  tool: PgOperation;
  argument?: string;
  /** The tool names its PG in `pg`. */
  byRequestedPg?: true;
  /** A second witness that only these PGs support the operation. Without one, another PG is a warning. */
  confirmedBy?: Witness;
}

/** The operation works only with the PGs that are listed for it. */
export function warnsOfOtherPgs({ tool, argument, byRequestedPg, confirmedBy }: UnsupportedPg): PgRule {
  const pgs = operationPgs[tool];
  const parts = {
    id: `${tool}.pg`,
    tools: [tool],
    ...(argument ? { argument } : {}),
    when: [byRequestedPg ? requestedPgIsNot(...pgs) : pgIsNot(...pgs)],
  };
  if (!confirmedBy)
    return pgRule({
      ...parts,
      kind: 'warn',
      message: {
        en: 'PortOne does not list this PG among those that support this.',
        ko: '포트원 문서의 지원 PG 목록에 없는 PG입니다.',
      },
      witnesses: [citeApi(tool)],
    });
  return pgRule({
    ...parts,
    kind: 'reject',
    ...(argument ? { isStateConflict: true } : {}),
    message: {
      en: `PortOne offers this only for ${formatPgList(pgs, 'en')}.`,
      ko: `이 기능은 ${formatPgList(pgs, 'ko')}에서만 지원됩니다.`,
    },
    witnesses: [citeApi(tool), confirmedBy],
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
        en: `PortOne lists "${labelArgument(argument).en}" only for ${formatPgNames(pgs, 'en')}.`,
        ko: `"${labelArgument(argument).ko}" 값은 포트원 문서에 ${formatPgNames(pgs, 'ko')}에서 쓰이는 것으로만 안내되어 있습니다.`,
      },
      witnesses: [citeApi(tool, argument)],
    }),
  );

const quoteLabels = (argumentNames: readonly string[]): (string | undefined)[] =>
  languages.map((language) => argumentNames.map((name) => `"${labelArgument(name)[language]}"`).join(', '));

/** One sentence for several arguments that a PG requires. */
export const formatMissingArguments = (argumentNames: readonly string[]): Localized => {
  const [en, ko] = quoteLabels(argumentNames);
  return { en: `This PG requires these, which are missing: ${en}.`, ko: `이 PG에 필요한 값이 빠져 있습니다: ${ko}.` };
};

/** One sentence for several arguments that have no effect. */
export const formatIgnoredArguments = (argumentNames: readonly string[]): Localized => {
  const [en, ko] = quoteLabels(argumentNames);
  return {
    en: `PortOne does not list these for this PG: ${en}.`,
    ko: `포트원 문서에서 이 PG에 쓰이는 것으로 안내되지 않은 값입니다: ${ko}.`,
  };
};
