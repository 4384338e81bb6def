import * as z from 'zod';
import type { Localized } from '../../base/bilingual.ts';
import { bothLanguages } from '../../config/issue-text.ts';
import { type FileKind, type LoadedFile, loadJsonFile, parseJsonFile, suggestName } from '../../config/json-file.ts';

const MAX_AMOUNT = 1_000_000_000_000;
const TIME_PATTERN = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;

const LIMIT_MESSAGE = bothLanguages({
  en: 'must be an amount in KRW, or amounts by currency such as {"KRW": 500000, "USD": 400}',
  ko: '원화 금액이거나 통화별 금액이어야 합니다(예: {"KRW": 500000, "USD": 400})',
});
const REASON_MESSAGE = bothLanguages({
  en: 'must be "required" or a list of the allowed reasons',
  ko: '"required" 또는 허용할 사유 목록이어야 합니다',
});

const amount = () => z.number().min(0, LIMIT_MESSAGE).max(MAX_AMOUNT, LIMIT_MESSAGE);
const MoneyLimit = () =>
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
  per_call: MoneyLimit().optional().describe('Maximum that one call may move'),
  per_payment: MoneyLimit()
    .optional()
    .describe('Maximum for one payment (refunds: its total over time) or one order (charges: in one Korean day)'),
  per_day: MoneyLimit().optional().describe('Maximum in one Korean day'),
  per_caller: MoneyLimit().optional().describe('Maximum for one caller in one Korean day'),
};

const time = () =>
  z
    .string()
    .regex(TIME_PATTERN, bothLanguages({ en: 'must be a time such as "09:00"', ko: '시각이어야 합니다(예: "09:00")' }));

/** The format of a policy file. */
export const PolicyFile = z
  .strictObject({
    $schema: z.string().optional(),
    environment: z
      .enum(['live', 'test'])
      .optional()
      .describe(
        'live: what is known to be a test may not be changed; test: only what is known to be a test may be changed',
      ),
    disabled_tools: z.array(z.string()).optional().describe('Tools that nobody may call'),
    business_hours: z
      .strictObject({
        from: time(),
        to: time(),
        days: z
          .array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']))
          .min(1)
          .optional(),
      })
      .refine(({ from, to }) => from !== to, {
        error: bothLanguages({
          en: 'must not begin and end at the same time',
          ko: '시작 시각과 끝 시각이 같을 수 없습니다',
        }),
      })
      .optional()
      .describe('When changes are allowed, in Korean time; the hours may go past midnight'),
    refund: z
      .strictObject({
        ...capFields,
        max_age_days: z
          .number()
          .positive()
          .max(36_500)
          .optional()
          .describe('Age in days up to which a payment may be refunded'),
        reason: ReasonSchema.optional().describe('"required" or the allowed reasons, for refunds that take a reason'),
      })
      .optional()
      .describe('Refunds'),
    charge: z
      .strictObject(capFields)
      .optional()
      .describe('Charges; a scheduled charge counts on the day it is scheduled'),
    typed_amount_above: MoneyLimit()
      .optional()
      .describe(
        'Above this amount the person types it; the default is 1000000 KRW. In a currency that is not listed, the person always does',
      ),
    second_approver_above: MoneyLimit()
      .optional()
      .describe('Above this amount a second person must approve; in a currency that is not listed, always'),
    on_lost_counters: z
      .enum(['refuse', 'continue'])
      .optional()
      .describe(
        'When it is not known what was moved today, because the audit log was lost: refuse (the default) moves no money until the next Korean day, continue counts from zero',
      ),
  })
  .describe('Policy of portone-v1-mcp');

/** Former names of keys, accepted with a warning in 0.2 and 0.3. Remove them in 0.4.0. */
const renamedPolicyKeys: Readonly<Record<string, keyof typeof PolicyFile.shape>> = {
  lock: 'environment',
  tools_off: 'disabled_tools',
  hours: 'business_hours',
};

export type PolicyRules = z.output<typeof PolicyFile>;
export type MoneyLimit = number | Readonly<Record<string, number>>;

const policyFileKind: FileKind<typeof PolicyFile> = {
  flag: '--policy',
  schema: PolicyFile,
  thing: { en: 'a policy', ko: '정책 파일' },
  keys: [
    ...Object.keys(PolicyFile.shape),
    ...Object.keys(PolicyFile.shape.refund.unwrap().shape),
    ...Object.keys(PolicyFile.shape.business_hours.unwrap().shape),
  ],
  renamedKeys: renamedPolicyKeys,
};

interface LoadOptions {
  /** The setting that names the file, for errors; `--policy` unless given. */
  origin?: string;
  /** Names of all tools. */
  tools: readonly string[];
  /** Called with one line for each key that is given by its former name. */
  warn(line: string): void;
}

const getFileKind = ({ origin }: LoadOptions) =>
  origin === undefined ? policyFileKind : { ...policyFileKind, flag: origin };

/** Reads a policy file. Throws ConfigError with the file, line, column and key of the first problem. */
export async function loadPolicy(path: string, options: LoadOptions): Promise<PolicyRules> {
  return checkPolicy(await loadJsonFile(path, getFileKind(options)), options);
}

/** Reads a policy from text; errors name it `path`. */
export function parsePolicy(text: string, path: string, options: LoadOptions): PolicyRules {
  return checkPolicy(parseJsonFile(text, path, getFileKind(options)), options);
}

function checkPolicy({ data, warnings, errorAt }: LoadedFile<PolicyRules>, { tools, warn }: LoadOptions): PolicyRules {
  data.disabled_tools?.forEach((name, index) => {
    if (!tools.includes(name)) throw errorAt(['disabled_tools', index], describeUnknownTool(name, tools));
  });
  for (const { en } of warnings) warn(en);
  return data;
}

function describeUnknownTool(name: string, tools: readonly string[]): Localized {
  const hint = suggestName(name, tools);
  return { en: `names an unknown tool: "${name}"${hint.en}`, ko: `없는 도구입니다: "${name}"${hint.ko}` };
}
