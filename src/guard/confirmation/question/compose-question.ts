import type { Language, Localized } from '../../../base/bilingual.ts';
import { toSingleLine } from '../../../base/text.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Operation } from '../operation.ts';
import { findAlerts } from './alerts.ts';
import { describeArguments, prepareArguments } from './argument-lines.ts';
import { listChanges } from './changes.ts';
import { buildHeadline, buildLead, type LeadInput } from './lead.ts';
import type { Fact, QuestionView } from './question.ts';
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
  /** A model reads the question and passes it on, instead of a person whom it is shown to. */
  isForModel?: boolean;
  /** Warnings about what the PG accepts but the person should know. */
  advice: readonly Localized[];
  /** The most urgent warning in a few words, for the lines that decide. */
  notice?: Localized | undefined;
  /** Shown before the alerts about the arguments. */
  alerts?: readonly Localized[];
}

export function composeQuestion(
  content: QuestionContent,
  {
    lang,
    sandbox,
    isForModel = false,
    advice,
    notice,
    alerts: earlierAlerts = [],
  }: QuestionContext & { lang: Language },
): QuestionView {
  const { operation, args, snapshot, amount, refundLines } = content;
  const { fields, money } = operation;
  const lead = toLeadInput(content, sandbox);
  const { list, changes } = lead;
  const ownAlerts = findAlerts({ isForModel, isRefund: money === 'refund', args, snapshot });
  const alerts = [...earlierAlerts, ...ownAlerts];
  const account = describeRefundAccount(fields, args);
  const facts = [
    ...describeSnapshot(snapshot, args, sandbox),
    ...refundLines,
    ...(list?.rows.length === 0 ? [{ label: list.title, value: localize('none', '없음') }] : []),
    ...describeArguments(fields, args, {
      snapshot,
      hasAmount: amount !== undefined,
      names: new Set([
        ...RECORD_ARGUMENTS,
        ...changes.map(({ argument }) => argument),
        ...(account.length > 0 ? ACCOUNT_ARGUMENTS : []),
      ]),
    }),
  ];
  const isTest = findMode(snapshot);
  return {
    lead: buildLead({ ...lead, alerts: notice ? [notice, ...ownAlerts] : ownAlerts }, lang),
    title: operation.title[lang],
    ...(amount ? { amount: { label: amount.label[lang], text: amount.text } } : {}),
    ...(account.length > 0 ? { account: account.map((line) => toFact(line, lang)) } : {}),
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
    facts: facts.map((line) => toFact(line, lang)),
    warning: getWarning(operation, args)[lang],
    advice: advice.map((words) => words[lang]),
    sandbox,
    ...(typeof isTest === 'boolean' ? { channel: isTest ? 'test' : 'live' } : {}),
  };
}

const ACCOUNT_ARGUMENTS = ['refund_bank', 'refund_account', 'refund_holder'];

/** The account that the caller typed, whole. */
function describeRefundAccount(fields: Operation['fields'], args: QuestionContent['args']): QuestionLine[] {
  if (typeof args.refund_account !== 'string') return [];
  const typed = ACCOUNT_ARGUMENTS.flatMap((name) => (args[name] === undefined ? [] : [[name, args[name]]]));
  return describeArguments(fields, Object.fromEntries(typed), { snapshot: {}, hasAmount: false, names: new Set() });
}

const toFact = ({ label, value }: QuestionLine, lang: Language): Fact => [label[lang], toSingleLine(value[lang])];

/** The operation in one line: what is done, to which record and of whom, live or test, and in which shop. */
export const composeHeadline = (
  content: QuestionContent,
  { lang, sandbox, shop }: { lang: Language; sandbox: boolean; shop: string | undefined },
): string => buildHeadline(toLeadInput(content, sandbox), shop, lang);

function toLeadInput({ operation, args, snapshot, amount }: QuestionContent, sandbox: boolean): LeadInput {
  const typed = prepareArguments(operation.fields, args);
  return {
    ...{ operation, snapshot, alerts: [] },
    list: buildRecordList(operation.fields, args, snapshot),
    changes: listChanges(operation.name, args, snapshot),
    // Times stay in unix seconds, as in the snapshot.
    args: Object.fromEntries(Object.entries(args).filter(([name]) => name in typed)),
    amount: amount?.text,
    mode: sandbox ? localize('sandbox', '샌드박스') : getModeWording(false)(findMode(snapshot)),
  };
}

const findMode = ({ payment, billing_key, channel }: Snapshot): boolean | null | undefined =>
  payment?.sandbox ?? billing_key?.sandbox ?? channel?.sandbox;
