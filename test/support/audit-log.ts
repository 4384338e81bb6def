import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { cancelPayment } from '../../src/endpoints/catalog/payments.ts';
import { type AuditLog, openAuditLog } from '../../src/guard/audit/audit.ts';
import type { AuditStep } from '../../src/guard/audit/audit-step.ts';
import { formatVerification, verifyAuditLog } from '../../src/guard/audit/verify.ts';

const DAY = '2026-11-23';
export const NOON = Date.parse('2026-11-23T12:00:00+09:00');

/** A folder for each test with the audit log in it. */
export let folder: string;
export let path: string;
export let logged: string[];
let openedAudits: AuditLog[];

export function useAuditFolder(): void {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-'));
    path = join(folder, 'ledger.jsonl');
    logged = [];
    openedAudits = [];
  });
  afterEach(async () => {
    for (const one of openedAudits) await one.close();
    await rm(folder, { recursive: true, force: true });
  });
}

export async function openAuditFile(file = path) {
  const opened = await openAuditLog(file, DAY, { now: () => NOON, log: (line) => void logged.push(line) });
  openedAudits.push(opened.audit);
  return opened;
}

export const buildStep = (overrides: Partial<AuditStep> = {}): AuditStep => ({
  step: 'started',
  call: 'call-1',
  tool: 'cancel_payment',
  effect: 'destructive',
  money: 'refund',
  caller: 'alice@example.com',
  sandbox: false,
  args: { imp_uid: 'imp_1', amount: 1_000, reason: '홍길동 고객 변심', refund_account: '110-234-567890' },
  fields: cancelPayment.fields,
  moves: [{ payment: 'imp_1', amount: 1_000, currency: 'KRW' }],
  day: DAY,
  ...overrides,
});
export const buildOutcome = (verdict: NonNullable<AuditStep['verdict']>, overrides: Partial<AuditStep> = {}) =>
  buildStep({ step: 'outcome', verdict, evidence: 'cancel_amount 0 → 1000', ...overrides });

const readLines = async (file = path) => (await readFile(file, 'utf8')).trimEnd().split('\n');
export const readRecords = async (file = path) => (await readLines(file)).map((line) => JSON.parse(line));
export const describeVerification = async (file = path) => formatVerification('ledger', await verifyAuditLog(file));

/** A closed audit log of six lines: its genesis and five steps. */
export async function writeSixLines(): Promise<string[]> {
  const { audit } = await openAuditFile();
  for (const call of ['a', 'b', 'c', 'd', 'e']) await audit.recordStep(buildStep({ call }));
  await audit.close();
  return readLines();
}
