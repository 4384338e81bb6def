import { stringify } from 'safe-stable-stringify';
import * as z from 'zod';
import { hashCaller, type Pseudonyms } from '../../base/pseudonym.ts';
import { sanitizeText } from '../../base/text.ts';
import { getFieldMeta } from '../../endpoints/sensitivity.ts';
import { maskContent } from '../../output/content-mask.ts';
import { redact } from '../../output/redact.ts';
import type { AuditStep } from './audit-step.ts';

/** Arguments recorded unhashed: ids at PortOne. */
const ID_ARGUMENTS = ['imp_uid', 'merchant_uid', 'customer_uid', 'product_order_id'] as const;
/** Arguments recorded unhashed beside all amounts that the fields declare: those of an endpoint that a tool delegates to. */
const AMOUNT_ARGUMENTS = ['checksum', 'full_refund', 'all'] as const;
const MAX_EVIDENCE_LENGTH = 300;

/** Converts a step into an audit record: ids, amounts and hashes, no personal data. */
export function toAuditRecord({ call, step, ...entry }: AuditStep, pseudonyms: Pseudonyms): Record<string, unknown> {
  const { tool, effect, money, caller, args, fields, moves, sandbox, day } = entry;
  return {
    step,
    call,
    tool,
    effect,
    ...(money ? { money } : {}),
    caller: hashCaller(caller),
    sandbox,
    ids: pickIds(args, fields, pseudonyms),
    args: hashArguments(args, fields, pseudonyms),
    moves: moves.map(({ payment, ...rest }) => ({ payment: pseudonyms.ofId(payment), ...rest })),
    ...(entry.relatedIds ? { related: entry.relatedIds.map(pseudonyms.ofKey) } : {}),
    ...(day ? { day } : {}),
    ...(entry.trace ? { trace: entry.trace } : {}),
    ...(entry.questionFingerprint ? { shown: entry.questionFingerprint } : {}),
    ...(entry.channel ? { channel: entry.channel } : {}),
    ...(entry.kind ? { kind: entry.kind } : {}),
    ...(entry.verdict ? { verdict: entry.verdict } : {}),
    ...(entry.evidence ? { proof: maskContent(sanitizeText(entry.evidence)).slice(0, MAX_EVIDENCE_LENGTH) } : {}),
  };
}

function pickIds(args: AuditStep['args'], fields: AuditStep['fields'], { ofId }: Pseudonyms): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  for (const name of ID_ARGUMENTS) {
    const value = args[name];
    if (typeof value === 'string') entries.push([name, ofId(value)]);
    if (Array.isArray(value)) entries.push([name, value.filter((id) => typeof id === 'string').map(ofId)]);
  }
  const amounts = Object.keys(fields).filter((name) => fields[name] && getFieldMeta(fields[name])?.amount);
  for (const name of new Set([...amounts, ...AMOUNT_ARGUMENTS])) {
    const value = args[name];
    if (typeof value === 'number' || typeof value === 'boolean') entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

/** Hashes the arguments without secrets and with personal data masked. The key keeps the rest from being guessed. */
function hashArguments(args: AuditStep['args'], fields: AuditStep['fields'], { hash }: Pseudonyms): string {
  const redacted = redact(args, z.object(fields), { pii: 'masked' });
  return hash(`arguments ${stringify(redacted) ?? ''}`);
}
