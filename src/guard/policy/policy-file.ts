import * as z from 'zod';
import { type FileKind, type LoadedFile, loadJsonFile, parseJsonFile, suggestName } from '../../config/json-file.ts';

const MAX_AMOUNT = 1_000_000_000_000;
const TIME_PATTERN = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;

const LIMIT_MESSAGE = 'must be an amount in KRW, or amounts by currency such as {"KRW": 500000, "USD": 400}';
const REASON_MESSAGE = 'must be "required", or the list of the reasons that are allowed';

const amount = () => z.number().min(0, LIMIT_MESSAGE).max(MAX_AMOUNT, LIMIT_MESSAGE);
const Limit = () =>
  z.union(
    [
      amount(),
      z
        .record(z.string().regex(/^[A-Z]{3}$/), amount())
        .refine((limits) => Object.keys(limits).length > 0, LIMIT_MESSAGE),
    ],
    { error: LIMIT_MESSAGE },
  );

const ReasonSchema = z.union(
  [
    z.literal('required'),
    z.array(z.string().trim().min(1, REASON_MESSAGE).max(200, REASON_MESSAGE)).min(1, REASON_MESSAGE),
  ],
  {
    error: REASON_MESSAGE,
  },
);

const capFields = {
  per_call: Limit().optional().describe('Most that one call may move'),
  per_payment: Limit()
    .optional()
    .describe('Most for one payment (refunds: all that was ever refunded of it) or order (charges: in one Korean day)'),
  per_day: Limit().optional().describe('Most in one Korean day'),
  per_caller: Limit().optional().describe('Most for one caller in one Korean day'),
};

const time = () => z.string().regex(TIME_PATTERN, 'must be a time such as "09:00"');

/** The format of a policy file. */
export const PolicyFile = z
  .strictObject({
    $schema: z.string().optional(),
    lock: z
      .enum(['live', 'test'])
      .optional()
      .describe('live: test payments are left alone; test: everything that is not known to be a test is left alone'),
    tools_off: z.array(z.string()).optional().describe('Tools that nobody may call'),
    hours: z
      .strictObject({
        from: time(),
        to: time(),
        days: z
          .array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']))
          .min(1)
          .optional(),
      })
      .refine(({ from, to }) => from !== to, { error: 'must not begin and end at the same time' })
      .optional()
      .describe('When anything may be changed, in Korean time; a window may go past midnight'),
    refund: z
      .strictObject({
        ...capFields,
        max_age_days: z.number().positive().max(36_500).optional().describe('Oldest payment that may be refunded'),
        reason: ReasonSchema.optional().describe('For refunds that take a reason'),
      })
      .optional()
      .describe('Refunds'),
    charge: z
      .strictObject(capFields)
      .optional()
      .describe('Charges, and schedules of charges on the day they are booked'),
    typed_amount_above: Limit()
      .optional()
      .describe(
        'Above this a person types the amount; 1000000 KRW unless said. A currency that is not named is always typed',
      ),
    second_approver_above: Limit()
      .optional()
      .describe('Above this a second person must agree. For a currency that is not named, always'),
  })
  .describe('Policy of portone-v1-mcp');

export type PolicyRules = z.output<typeof PolicyFile>;
export type Limit = number | Readonly<Record<string, number>>;

const policyFileKind: FileKind<typeof PolicyFile> = {
  flag: '--policy',
  schema: PolicyFile,
  thing: 'a policy',
  keys: [
    ...Object.keys(PolicyFile.shape),
    ...Object.keys(PolicyFile.shape.refund.unwrap().shape),
    ...Object.keys(PolicyFile.shape.hours.unwrap().shape),
  ],
};

/** Reads a policy file. Throws ConfigError with file, line, column and key of the first thing wrong. */
export async function loadPolicy(path: string, tools: readonly string[]): Promise<PolicyRules> {
  return requireKnownTools(await loadJsonFile(path, policyFileKind), tools);
}

/** The same for a text; `path` is what errors call it. */
export function parsePolicy(text: string, path: string, tools: readonly string[]): PolicyRules {
  return requireKnownTools(parseJsonFile(text, path, policyFileKind), tools);
}

function requireKnownTools({ data, errorAt }: LoadedFile<PolicyRules>, tools: readonly string[]): PolicyRules {
  data.tools_off?.forEach((name, index) => {
    if (!tools.includes(name))
      throw errorAt(['tools_off', index], `names no tool: "${name}"${suggestName(name, tools)}`);
  });
  return data;
}
