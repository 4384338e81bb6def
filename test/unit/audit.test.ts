import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, mkdir, mkdtemp, readFile, rename, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelPayment } from '../../src/endpoints/payments.ts';
import { payOnetime } from '../../src/endpoints/subscriptions.ts';
import { verificationText, verifyAudit } from '../../src/guard/audit/verify.ts';
import { type Audit, type AuditStep, openAudit } from '../../src/guard/audit.ts';
import { createPolicy } from '../../src/guard/policy.ts';
import { createMemoryStore } from '../../src/store/memory.ts';

const DAY = '2026-11-23';
const NOON = Date.parse('2026-11-23T12:00:00+09:00');

let folder: string;
let path: string;
let logged: string[];
let open: Audit[];

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

async function start(file = path) {
  const opened = await openAudit(file, DAY, { now: () => NOON, log: (line) => void logged.push(line) });
  open.push(opened.audit);
  return opened;
}

const step = (change: Partial<AuditStep> = {}): AuditStep => ({
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
const outcome = (verdict: NonNullable<AuditStep['verdict']>, change: Partial<AuditStep> = {}) =>
  step({ step: 'outcome', verdict, proof: 'cancel_amount 0 → 1000', ...change });

const linesOf = async (file = path) => (await readFile(file, 'utf8')).trimEnd().split('\n');
const recordsOf = async (file = path) => (await linesOf(file)).map((line) => JSON.parse(line));
const verdictOf = async (file = path) => verificationText('ledger', await verifyAudit(file));

/** A closed ledger of six lines: its genesis and five steps. */
async function sixLines(): Promise<string[]> {
  const { audit } = await start();
  for (const call of ['a', 'b', 'c', 'd', 'e']) await audit.step(step({ call }));
  await audit.close();
  return linesOf();
}

describe('a ledger', () => {
  it('is a chain that anybody can check', async () => {
    const lines = await sixLines();
    let prev = '0'.repeat(64);
    for (const [at, line] of lines.entries()) {
      const { hash, ...rest } = JSON.parse(line);
      expect(rest).toMatchObject({ seq: at + 1, prev, at: '2026-11-23T03:00:00.000Z' });
      expect(createHash('sha256').update(JSON.stringify(rest)).digest('hex')).toBe(hash);
      prev = hash;
    }
    expect(await verdictOf()).toEqual({ text: `ledger: ok, 6 lines, last ${prev}`, exitCode: 0 });
  });

  it('is for its owner alone', async () => {
    await writeFile(path, '', { mode: 0o644 });
    await start();
    for (const file of [path, `${path}.head`, `${path}.lock`]) expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('keeps ids and amounts, and nothing about a person', async () => {
    const { audit } = await start();
    await audit.step(step({ shown: 'fingerprint', channel: 'form', step: 'agreed' }));
    const args = { merchant_uid: '010-1234-5678', card_number: '4111-1111-1111-1111', buyer_name: '홍길동', amount: 5 };
    await audit.step(
      step({ args, fields: payOnetime.fields, moves: [{ payment: '4111-1111-1111-1111', currency: 'KRW' }] }),
    );
    const [, agreed, started] = await recordsOf();
    expect(agreed).toMatchObject({
      step: 'agreed',
      tool: 'cancel_payment',
      ids: { imp_uid: 'imp_1', amount: 1_000 },
      moves: [{ payment: 'imp_1', amount: 1_000, currency: 'KRW' }],
      shown: 'fingerprint',
      channel: 'form',
    });
    expect(started.ids).toEqual({ merchant_uid: expect.stringMatching(/^sha256:/), amount: 5 });
    expect(await readFile(path, 'utf8')).not.toMatch(/홍길동|alice|1234-5678|4111|110-234|변심/);
  });

  it('digests arguments without what could be guessed from it', async () => {
    const { audit } = await start();
    const paying = (change: object) => step({ args: { merchant_uid: 'o_1', ...change }, fields: payOnetime.fields });
    await audit.step(paying({ card_number: '4111-1111-1111-1111', name: 'tea' }));
    await audit.step(paying({ card_number: '5500-0000-0000-0004', name: 'tea' }));
    await audit.step(paying({ card_number: '4111-1111-1111-1111', name: 'coffee' }));
    const [, first, otherCard, otherName] = await recordsOf();
    expect(otherCard.args).toBe(first.args);
    expect(otherName.args).not.toBe(first.args);
  });

  it('puts the steps of many calls at once one after the other', async () => {
    const { audit } = await start();
    await Promise.all(Array.from({ length: 40 }, (_, at) => audit.step(step({ call: `call-${at}` }))));
    expect(await verifyAudit(path)).toMatchObject({ ok: true, count: 41 });
    expect((await recordsOf()).slice(1).map(({ call }) => call)).toEqual(
      Array.from({ length: 40 }, (_, at) => `call-${at}`),
    );
  });

  it('goes on where it ended', async () => {
    await sixLines();
    const { audit } = await start();
    expect(audit.recent(2)).toMatchObject([{ call: 'e' }, { call: 'd' }]);
    await audit.step(step({ call: 'f' }));
    expect(audit.recent(1)).toMatchObject([{ call: 'f' }]);
    expect(await verifyAudit(path)).toMatchObject({ ok: true, count: 7 });
  });
});

describe('a ledger that was tampered with', () => {
  const rehashed = (line: string, change: object) => {
    const { hash: _, ...rest } = JSON.parse(line);
    const body = JSON.stringify({ ...rest, ...change });
    return `${body.slice(0, -1)},"hash":"${createHash('sha256').update(body).digest('hex')}"}`;
  };
  const at = (lines: string[], index: number) => lines[index] ?? '';

  it.each<[string, (lines: string[]) => string[], string]>([
    ['an amount changed', (l) => l.with(2, at(l, 2).replace('1000', '9000')), 'line 3 was altered'],
    ['a space added', (l) => l.with(2, at(l, 2).replace(':', ': ')), 'line 3 was altered'],
    [
      'the hash of a line changed',
      (l) => l.with(2, at(l, 2).replace(/.{3}"}$/, 'xyz"}')),
      'line 3 is no line of a ledger',
    ],
    [
      'a line made anew',
      (l) => l.with(2, rehashed(at(l, 2), { call: 'z' })),
      'line 4 does not follow the line before it: that one was altered or replaced',
    ],
    [
      'the last line made anew',
      (l) => l.with(5, rehashed(at(l, 5), { call: 'z' })),
      'line 6 is not the one that was written: the ledger was replaced',
    ],
    ['the first line changed', (l) => l.with(0, at(l, 0).replace('genesis', 'Genesis')), 'line 1 was altered'],
    ['the first line removed', (l) => l.slice(1), 'line 1 has the number 2: 1 line is missing before it'],
    ['a line removed', (l) => l.toSpliced(2, 1), 'line 3 has the number 4: 1 line is missing before it'],
    ['two lines removed', (l) => l.toSpliced(2, 2), 'line 3 has the number 5: 2 lines are missing before it'],
    ['the last line removed', (l) => l.slice(0, 5), 'line 6 is missing: the ledger was cut off, 6 lines were written'],
    ['all lines removed', () => [], 'line 1 is missing: the ledger is empty'],
    [
      'two lines exchanged',
      (l) => l.with(2, at(l, 3)).with(3, at(l, 2)),
      'line 3 has the number 4: 1 line is missing before it',
    ],
    ['a line twice', (l) => l.toSpliced(3, 0, at(l, 2)), 'line 4 has the number 3: it is out of order or there twice'],
    [
      'a line put in',
      (l) => l.toSpliced(3, 0, rehashed(at(l, 2), { seq: 4 })),
      'line 4 does not follow the line before it: that one was altered or replaced',
    ],
    ['an empty line', (l) => l.toSpliced(3, 0, ''), 'line 4 is no line of a ledger'],
    ['a line of something else', (l) => [...l, 'hello'], 'line 7 is no line of a ledger'],
    [
      'a line of the same beginning',
      (l) => l.with(5, rehashed(at(l, 5), { step: 'genesis' })),
      'line 6 is no beginning of a ledger, or one in its midst',
    ],
  ])('%s', async (_name, tamper, expected) => {
    const lines = tamper(await sixLines());
    await writeFile(path, lines.map((line) => `${line}\n`).join(''));
    expect(await verdictOf()).toEqual({ text: `ledger: broken: ${expected}`, exitCode: 1 });
    await expect(start()).rejects.toMatchObject({ name: 'ConfigError', message: expect.stringContaining(path) });
  });

  it('is noticed when it ends within a line', async () => {
    await sixLines();
    await truncate(path, (await stat(path)).size - 10);
    expect((await verdictOf()).text).toBe('ledger: broken: line 6 is incomplete: the file ends within it');
  });

  it('says when nobody could notice that its end is missing', async () => {
    await sixLines();
    await rm(`${path}.head`);
    expect((await verdictOf()).text).toMatch(/^ledger: ok, 6 lines.*\.head is missing/);
  });
});

describe('a ledger that cannot be written', () => {
  const refusal = { name: 'Refused', kind: 'policy_refused' };

  it.each<[string, () => Promise<unknown>, () => Promise<unknown>]>([
    ['removed', () => rename(path, `${path}.away`), () => rename(`${path}.away`, path)],
    ['emptied', () => rename(path, `${path}.away`).then(() => writeFile(path, '')), () => rename(`${path}.away`, path)],
    [
      'a folder',
      () => rename(path, `${path}.away`).then(() => mkdir(path)),
      () => rm(path, { recursive: true }).then(() => rename(`${path}.away`, path)),
    ],
    ['altered', () => appendFile(path, 'hello\n'), async () => truncate(path, (await stat(path)).size - 6)],
    ['without its folder', () => rename(folder, `${folder}.away`), () => rename(`${folder}.away`, folder)],
  ])('(%s) stops what changes something, and goes on once it is put right', async (_name, breakIt, mendIt) => {
    const { audit } = await start();
    await audit.step(step({ call: 'a' }));
    await breakIt();
    await expect(audit.step(step({ call: 'b' }))).rejects.toMatchObject(refusal);
    await expect(audit.step(step({ call: 'b', step: 'asked' }))).rejects.toMatchObject(refusal);
    expect(logged.length).toBeGreaterThan(0);
    await audit.step(outcome('executed', { call: 'a' }));
    await audit.step(step({ call: 'b', step: 'refused', kind: 'policy_refused' }));
    await mendIt();
    await audit.step(step({ call: 'c' }));
    expect((await recordsOf()).map((line) => `${line.step} ${line.call ?? ''}`)).toEqual([
      'genesis ',
      'started a',
      'outcome a',
      'started c',
    ]);
    expect(await verifyAudit(path)).toMatchObject({ ok: true });
  });

  it('moved away with its head, begins anew and names the old one', async () => {
    const { audit } = await start();
    await audit.step(step({ call: 'a' }));
    const last = (await recordsOf()).at(-1);
    await rename(`${path}.head`, `${path}.old.head`);
    await rename(path, `${path}.old`);
    await audit.step(step({ call: 'b' }));
    expect((await recordsOf())[0]).toMatchObject({ step: 'genesis', after: { seq: 2, hash: last.hash } });
    expect(await verifyAudit(path)).toMatchObject({ ok: true, count: 2 });
    expect(await verifyAudit(`${path}.old`)).toMatchObject({ ok: true, count: 2, headKnown: true });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['is a folder', () => mkdir(path)],
    ['is a device', () => symlink('/dev/full', path)],
    ['was removed', () => sixLines().then(() => rm(path))],
    [
      'lies in no folder',
      async () => {
        path = join(folder, 'none', 'ledger.jsonl');
      },
    ],
  ])('that %s at start: the server does not start', async (_name, prepare) => {
    await prepare();
    await expect(start()).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringMatching(/^--audit: the ledger [^\n]+$/),
    });
    if (!path.includes('none')) await expect(stat(`${path}.lock`)).rejects.toThrow('ENOENT');
  });

  // The limit of the shell on the size of a file does what a full disk does: a part of a line is written, then none.
  it('for want of room stops work, leaves no half line, and goes on when there is room', async () => {
    const { stdout } = await promisify(execFile)('bash', [
      '-c',
      `ulimit -S -f 4; exec ${process.execPath} --import tsx test/support/full-disk.ts ${path}`,
    ]);
    const { written, refused } = JSON.parse(stdout);
    expect(written).toBeGreaterThan(2);
    expect(refused).toBe('policy_refused');
    expect(await verifyAudit(path)).toMatchObject({ ok: true, count: written + 1 });
    const { audit } = await start();
    await audit.step(step());
    expect(await verifyAudit(path)).toMatchObject({ ok: true, count: written + 2 });
  });
});

describe('a crash', () => {
  it('in the middle of a line is mended, and the ledger says so', async () => {
    await sixLines();
    await appendFile(path, '{"seq":7,"at":"2026-');
    const { audit } = await start();
    await audit.step(step({ call: 'f' }));
    expect((await recordsOf()).slice(6)).toMatchObject([{ step: 'recovered', cut_bytes: 20 }, { call: 'f' }]);
    expect(await verifyAudit(path)).toMatchObject({ ok: true, count: 8 });
  });

  it('in the middle of the first line is mended', async () => {
    await writeFile(path, '{"seq":1');
    await start();
    expect(await recordsOf()).toMatchObject([{ step: 'genesis' }, { step: 'recovered' }]);
  });

  it('before the head was written loses nothing', async () => {
    await sixLines();
    const head = await readFile(`${path}.head`);
    const first = await start();
    await first.audit.step(step());
    await first.audit.close();
    await writeFile(`${path}.head`, head);
    await start();
    expect(await verifyAudit(path)).toMatchObject({ ok: true, count: 7 });
  });

  it('that cuts off a line which was on disk is not taken for one', async () => {
    await sixLines();
    await truncate(path, (await stat(path)).size - 10);
    await expect(start()).rejects.toThrow(/line 6 is missing: the ledger was cut off/);
  });
});

describe('a second server', () => {
  it('on the same ledger does not start, under another name of it neither', async () => {
    await start();
    await symlink(path, join(folder, 'other.jsonl'));
    for (const file of [path, join(folder, 'other.jsonl')])
      await expect(start(file)).rejects.toThrow(`is in use by process ${process.pid}`);
    expect(await verifyAudit(path)).toMatchObject({ ok: true, count: 1 });
  });

  it('starts when the first was killed', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/support/full-disk.ts', path, 'stay'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await expect(start()).rejects.toThrow(`is in use by process ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const { audit } = await start();
    await audit.step(step());
    expect(await verifyAudit(path)).toMatchObject({ ok: true });
  });

  it('is not needed for a lock that was swept away', async () => {
    const { audit } = await start();
    await rm(`${path}.lock`);
    await audit.step(step());
    await expect(start()).rejects.toThrow('is in use');
  });

  it('that took it over stops the first', async () => {
    const { audit } = await start();
    await rm(`${path}.lock`);
    const second = await start();
    await second.audit.step(step({ call: 'b' }));
    await expect(audit.step(step({ call: 'a' }))).rejects.toMatchObject({ kind: 'policy_refused' });
    expect(await verifyAudit(path)).toMatchObject({ ok: true, count: 2 });
  });
});

describe('what was spent', () => {
  it('counts after a restart for the same callers and payments', async () => {
    const request = {
      ...step({ moves: [{ payment: '010-1234-5678', amount: 600, currency: 'KRW' }] }),
      takesReason: true,
      seen: {},
      now: NOON / 1_000,
    };
    const first = await start();
    await first.audit.step(request);
    await first.audit.close();
    const { spent } = await start();
    for (const cap of ['per_day', 'per_caller', 'per_payment']) {
      const policy = createPolicy(
        { refund: { [cap]: 1_000 } },
        createMemoryStore(() => request.now),
      );
      await policy.restore(spent);
      await expect(policy.reserve(request), cap).rejects.toMatchObject({ kind: 'policy_refused' });
    }
  });

  it('is what was begun on that day and is not known to have come to nothing', async () => {
    const first = await start();
    const moves = (amount: number) => [{ payment: 'imp_1', amount, currency: 'KRW' }];
    await first.audit.step(step({ call: 'asked', step: 'asked', moves: moves(1) }));
    await first.audit.step(step({ call: 'done', moves: moves(2) }));
    await first.audit.step(outcome('executed', { call: 'done', moves: moves(2) }));
    await first.audit.step(step({ call: 'not done', moves: moves(4) }));
    await first.audit.step(outcome('not_executed', { call: 'not done', moves: moves(4) }));
    await first.audit.step(step({ call: 'unknown', moves: moves(8) }));
    await first.audit.step(outcome('unknown', { call: 'unknown', moves: moves(8) }));
    await first.audit.step(step({ call: 'crashed', moves: moves(16), money: 'charge_later' }));
    await first.audit.step(step({ call: 'yesterday', moves: moves(32), day: '2026-11-22' }));
    await first.audit.close();
    const { spent } = await start();
    expect(spent.map(({ kind, moves: [one] }) => `${kind} ${one?.amount}`)).toEqual([
      'refund 2',
      'refund 8',
      'charge 16',
    ]);
  });
});
