import { createHash } from 'node:crypto';
import { stringify } from 'safe-stable-stringify';
import * as z from 'zod';
import { callerDigest, ledgerId } from '../../base/pseudonym.ts';
import { cleanText } from '../../base/text.ts';
import { shown } from '../../output/redact.ts';
import type { AuditStep } from './audit.ts';

/** The arguments that are kept as they are: they name things at PortOne, or are amounts. */
const IDS = ['imp_uid', 'merchant_uid', 'customer_uid', 'product_order_id'] as const;
const AMOUNTS = ['amount', 'tax_free', 'vat_amount', 'checksum', 'full_refund', 'all'] as const;
const LONGEST_PROOF = 300;

/** A step as the ledger keeps it: ids, amounts and digests, nothing about a person. */
export function recordOf({ call, step, ...entry }: AuditStep): Record<string, unknown> {
  const { tool, effect, money, caller, args, fields, moves, sandbox, day } = entry;
  return {
    step,
    call,
    tool,
    effect,
    ...(money ? { money } : {}),
    caller: callerDigest(caller),
    sandbox,
    ids: idsOf(args),
    args: argumentsDigest(args, fields),
    moves: moves.map(({ payment, ...rest }) => ({ payment: ledgerId(payment), ...rest })),
    ...(day ? { day } : {}),
    ...(entry.trace ? { trace: entry.trace } : {}),
    ...(entry.shown ? { shown: entry.shown } : {}),
    ...(entry.channel ? { channel: entry.channel } : {}),
    ...(entry.kind ? { kind: entry.kind } : {}),
    ...(entry.verdict ? { verdict: entry.verdict } : {}),
    ...(entry.proof ? { proof: cleanText(entry.proof).slice(0, LONGEST_PROOF) } : {}),
  };
}

function idsOf(args: AuditStep['args']): Record<string, unknown> {
  const kept: [string, unknown][] = [];
  for (const name of IDS) {
    const value = args[name];
    if (typeof value === 'string') kept.push([name, ledgerId(value)]);
    if (Array.isArray(value)) kept.push([name, value.filter((id) => typeof id === 'string').map(ledgerId)]);
  }
  for (const name of AMOUNTS) {
    const value = args[name];
    if (typeof value === 'number' || typeof value === 'boolean') kept.push([name, value]);
  }
  return Object.fromEntries(kept);
}

/** Secrets are left out and personal data is masked first: a card number could be guessed from its digest. */
function argumentsDigest(args: AuditStep['args'], fields: AuditStep['fields']): string {
  const view = shown(args, z.object(fields), { pii: 'masked' });
  return createHash('sha256')
    .update(stringify(view) ?? '')
    .digest('base64url');
}
