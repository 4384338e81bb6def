import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { cancelPayment } from '../../src/endpoints/catalog/payments.ts';
import { type Audit, type AuditStep, openAudit } from '../../src/guard/audit/audit.ts';
import { verificationText, verifyAudit } from '../../src/guard/audit/verify.ts';

const DAY = '2026-11-23';
export const NOON = Date.parse('2026-11-23T12:00:00+09:00');

/** A folder of its own for each test, and the ledger in it. */
export let folder: string;
export let path: string;
export let logged: string[];
let open: Audit[];

export function forEachTest(): void {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-'));
    path = join(folder, 'ledger.jsonl');
    logged = [];
    open = [];
  });
  afterEach(async () => {
    for (const one of open) await one.close();
    await rm(folder, { recursive: true, force: true });
  });
}

export async function start(file = path) {
  const opened = await openAudit(file, DAY, { now: () => NOON, log: (line) => void logged.push(line) });
  open.push(opened.audit);
  return opened;
}

export const step = (change: Partial<AuditStep> = {}): AuditStep => ({
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
  ...change,
});
export const outcome = (verdict: NonNullable<AuditStep['verdict']>, change: Partial<AuditStep> = {}) =>
  step({ step: 'outcome', verdict, proof: 'cancel_amount 0 → 1000', ...change });

const linesOf = async (file = path) => (await readFile(file, 'utf8')).trimEnd().split('\n');
export const recordsOf = async (file = path) => (await linesOf(file)).map((line) => JSON.parse(line));
export const verdictOf = async (file = path) => verificationText('ledger', await verifyAudit(file));

/** A closed ledger of six lines: its genesis and five steps. */
export async function sixLines(): Promise<string[]> {
  const { audit } = await start();
  for (const call of ['a', 'b', 'c', 'd', 'e']) await audit.step(step({ call }));
  await audit.close();
  return linesOf();
}
