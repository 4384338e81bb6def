import type { Localized } from '../base/bilingual.ts';
import { Refused } from '../base/refusal.ts';
import { getSecretFields, type SecretField } from '../guard/confirmation/secret-field.ts';
import { evaluateRules, summarizeWarnings } from '../guard/pg-rules/index.ts';
import type { WritePlan } from '../guard/writes/plan-write.ts';
import { requiredSecretArguments } from './schema/secret-arguments.ts';
import type { Tool } from './tool.ts';

interface PgCheck {
  /** What the person should know before deciding. */
  advice: readonly Localized[];
  /** Values that a person must type, since a model must not see them. */
  secrets: readonly SecretField[];
}

/** Applies the PG rules before a person is asked. Throws Refused if the PG or PortOne would reject the call. */
export function checkPgRules(
  tool: Tool,
  { args, snapshot }: WritePlan,
  { allowCardData, now }: { allowCardData: boolean; now: number },
): PgCheck {
  const secretArguments = allowCardData ? [] : getSecretFields(tool.fields);
  const names = secretArguments.map((field) => field.name);
  const requiredNames = requiredSecretArguments(tool.fields);
  const check = (typedLater: readonly string[]) =>
    evaluateRules(tool.delegatesTo?.endpoint.name ?? tool.name, args, snapshot, now, typedLater);
  const { rejections: allRejections, warnings: allWarnings } = check([]);
  const isSecretMissing = [...allRejections, ...allWarnings].some(
    ({ argument }) => argument !== undefined && names.includes(argument) && args[argument] === undefined,
  );
  const secrets = isSecretMissing || requiredNames.some((name) => names.includes(name)) ? secretArguments : [];
  const { rejections, warnings } = check(secrets.map((field) => field.name));
  if (rejections.length > 0) {
    const kind = rejections.some((one) => one.kind === 'rejected') ? 'rejected' : 'invalid_input';
    throw new Refused(
      kind,
      `${uniqueSentences(rejections.flatMap((one) => one.message.en.split(BETWEEN_SENTENCES)))} Nothing was sent.`,
      suggestEndpointTool(tool, rejections),
    );
  }
  return { advice: summarizeWarnings(warnings), secrets };
}

const BETWEEN_SENTENCES = /(?<=[.!?]) /;

/** Removes repeated sentences: several rejections can share a reason. */
const uniqueSentences = (sentences: readonly string[]): string => [...new Set(sentences)].join(' ');

/** Suggests the endpoint's own tool if a curated tool lacks a required argument. */
function suggestEndpointTool(
  { delegatesTo, fields }: Tool,
  rejections: readonly { argument?: string }[],
): string | undefined {
  const missingArguments = rejections.flatMap(({ argument }) => (argument && !(argument in fields) ? [argument] : []));
  return delegatesTo && missingArguments.length > 0
    ? `Call ${delegatesTo.endpoint.name}, which takes ${missingArguments.join(', ')}.`
    : undefined;
}
