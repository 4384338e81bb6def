import * as z from 'zod';
import { getArgumentLabel } from '../../../endpoints/argument-labels.ts';
import { getRefundable, isDiscounted } from '../../../endpoints/refundable.ts';
import { getFieldMeta } from '../../../endpoints/sensitivity.ts';
import { redact } from '../../../output/redact.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { formatArgument, getItemSchema, HIDDEN_VALUE, type ValueContext } from './argument-values.ts';
import { createLine, localizeWith, type QuestionLine } from './wording.ts';

export type ArgumentSchemas = Readonly<Record<string, z.ZodType>>;
type ToolArguments = Readonly<Record<string, unknown>>;

/** Removes secrets from arguments and formats their times. What the caller typed is not masked for whoever decides. */
export const prepareArguments = (fields: ArgumentSchemas, args: ToolArguments): ToolArguments =>
  (redact(args, z.object(fields), { pii: 'full', isTyped: true, maxLength: Number.POSITIVE_INFINITY }) ??
    {}) as ToolArguments;

/** What other parts of the question already say. */
interface Stated {
  snapshot: Snapshot;
  /** The question states the amount. */
  hasAmount: boolean;
  /** Arguments that its table or its changes show. */
  names: ReadonlySet<string>;
}

/** The arguments as they would be sent, under labels that a person understands. */
export function describeArguments(fields: ArgumentSchemas, args: ToolArguments, stated: Stated): QuestionLine[] {
  const unstated = Object.fromEntries(
    Object.entries(args).filter(([name]) => !stated.names.has(name) && !isAlreadyStated(name, args, stated)),
  );
  const secretNames = Object.keys(unstated).filter(
    (name) => fields[name] && getFieldMeta(fields[name])?.privacy === 'secret',
  );
  const currency = args.currency ?? stated.snapshot.payment?.currency;
  return [
    ...Object.entries(prepareArguments(fields, unstated)).flatMap(([name, value]) =>
      describeArgument(name, value, { currency, isPerson: isPersonField(fields[name]), schema: fields[name] }),
    ),
    ...secretNames.map((name) => ({ label: getArgumentLabel(name), value: HIDDEN_VALUE })),
  ];
}

const isPersonField = (schema: z.ZodType | undefined): boolean =>
  schema !== undefined && getFieldMeta(schema)?.privacy === 'personal';

function isAlreadyStated(name: string, args: ToolArguments, { snapshot, hasAmount }: Stated): boolean {
  const { payment, schedule, schedules, schedules_until, billing_key, certification, naver_items, channel } = snapshot;
  const value = args[name];
  // The other lines cut long texts.
  if (typeof value === 'string' && value.length > MAX_STATED_LENGTH) return false;
  switch (name) {
    // It selects how much of the result the model gets, and is not sent.
    case 'detail':
      return true;
    case 'imp_uid':
      return (payment ?? certification)?.imp_uid === value;
    case 'merchant_uid':
      if (Array.isArray(value))
        return isCoveredBy(
          value,
          schedules?.map((row) => row.merchant_uid),
        );
      return (payment ?? schedule)?.merchant_uid === value;
    case 'customer_uid':
      return billing_key === null || billing_key?.customer_uid === value;
    case 'product_order_id':
      return (
        Array.isArray(value) &&
        isCoveredBy(
          value,
          naver_items?.map((item) => item.product_order_id),
        )
      );
    case 'channel_key':
      return Boolean(channel);
    case 'checksum':
      return payment !== undefined && (isDiscounted(payment) || value === getRefundable(payment)?.balance);
    // The summary of the list says it.
    case 'all':
      return value === true && (naver_items !== undefined || schedules_until !== undefined);
    case 'amount':
    case 'full_refund':
      return hasAmount;
    // The amount shows it.
    case 'currency':
      return hasAmount && args.amount !== undefined;
    default:
      return false;
  }
}

/** The length at which other lines cut an id. */
const MAX_STATED_LENGTH = 120;

const isCoveredBy = (values: readonly unknown[], stated: readonly unknown[] = []): boolean =>
  values.every((value) => stated.includes(value) && String(value).length <= MAX_STATED_LENGTH);

/** Each record of a list gets its own line. Nothing is left out, because a person agrees only to what was shown. */
function describeArgument(name: string, value: unknown, context: ValueContext): QuestionLine[] {
  const { en, ko } = getArgumentLabel(name, context.isPerson);
  const inside = name === 'sender' || name === 'receiver' ? { ...context, isPerson: true } : context;
  const format = (item: unknown, itemContext: ValueContext) =>
    localizeWith((lang) => formatArgument(name, item, itemContext, lang));
  const isRecords = Array.isArray(value) && value.some((item) => typeof item === 'object');
  if (!isRecords) return [createLine(en, ko, format(value, inside))];
  const ofItem = { ...inside, schema: getItemSchema(inside.schema) };
  return value.map((item, index) => createLine(`${en} ${index + 1}`, `${ko} ${index + 1}`, format(item, ofItem)));
}
