import type { Language, Localized } from '../../../base/bilingual.ts';
import { toSingleLine } from '../../../base/text.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Operation } from '../operation.ts';
import { findAlerts } from './alerts.ts';
import { describeArguments, prepareArguments } from './argument-lines.ts';
import { listChanges } from './changes.ts';
import { buildLead } from './lead.ts';
import type { QuestionView } from './question.ts';
import { summarizeList, toTable } from './record-list.ts';
import { buildRecordList, RECORD_ARGUMENTS } from './record-tables.ts';
import { describeSnapshot } from './snapshot-lines.ts';
import { getWarning } from './warning.ts';
import { getModeWording, localize, type QuestionLine } from './wording.ts';

/** The amount that is emphasized in a question. */
export interface HighlightedAmount {
  label: Localized;
  text: string;
}

/** What a question is made of. */
export interface QuestionContent {
  /** With the fields of the arguments that are sent. */
  operation: Operation;
  /** The arguments that are sent. */
  args: Record<string, unknown>;
  snapshot: Snapshot;
  amount: HighlightedAmount | undefined;
  refundLines: readonly QuestionLine[];
}

export interface QuestionContext {
  sandbox: boolean;
  /** Warnings about what the PG accepts but the person should know. */
  advice: readonly Localized[];
  /** The most urgent warning in a few words, for the lines that decide. */
  notice?: Localized | undefined;
  /** Shown before the alerts about the arguments. */
  alerts?: readonly Localized[];
}

export function composeQuestion(
  content: QuestionContent,
  { lang, sandbox, advice, notice, alerts: earlierAlerts = [] }: QuestionContext & { lang: Language },
): QuestionView {
  const { operation, args, snapshot, amount, refundLines } = content;
  const { fields, money } = operation;
  const list = buildRecordList(fields, args, snapshot);
  const changes = listChanges(operation.name, args, snapshot);
  const ownAlerts = findAlerts({ isRefund: money === 'refund', args, snapshot });
  const alerts = [...earlierAlerts, ...ownAlerts];
  const isTest = snapshot.payment?.sandbox ?? snapshot.billing_key?.sandbox ?? snapshot.channel?.sandbox;
  const typed = prepareArguments(fields, args);
  // Times stay in unix seconds, as in the snapshot.
  const shownArgs = Object.fromEntries(Object.entries(args).filter(([name]) => name in typed));
  const facts = [
    ...describeSnapshot(snapshot, args, sandbox),
    ...refundLines,
    ...(list?.rows.length === 0 ? [{ label: list.title, value: localize('none', '없음') }] : []),
    ...describeArguments(fields, args, {
      snapshot,
      hasAmount: amount !== undefined,
      names: new Set([...RECORD_ARGUMENTS, ...changes.map(({ argument }) => argument)]),
    }),
  ];
  const lead = {
    ...{ operation, snapshot, list, changes },
    alerts: notice ? [notice, ...ownAlerts] : ownAlerts,
    args: shownArgs,
    amount: amount?.text,
    mode: sandbox ? localize('sandbox', '샌드박스') : getModeWording(false)(isTest),
  };
  return {
    lead: buildLead(lead, lang),
    title: operation.title[lang],
    ...(amount ? { amount: { label: amount.label[lang], text: amount.text } } : {}),
    ...(alerts.length > 0 ? { alerts: alerts.map((alert) => alert[lang]) } : {}),
    ...(changes.length > 0
      ? {
          changes: changes.map(({ label, before, after }) => ({
            label: label[lang],
            before: before[lang],
            after: after[lang],
          })),
        }
      : {}),
    ...(list ? { summary: summarizeList(list, lang) } : {}),
    ...(list && list.rows.length > 0 ? { table: toTable(list, lang) } : {}),
    facts: facts.map(({ label, value }) => [label[lang], toSingleLine(value[lang])] as const),
    warning: getWarning(operation, args)[lang],
    advice: advice.map((words) => words[lang]),
    sandbox,
    ...(typeof isTest === 'boolean' ? { channel: isTest ? 'test' : 'live' } : {}),
  };
}
