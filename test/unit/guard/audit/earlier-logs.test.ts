import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  buildStep,
  folder,
  NOON,
  openAuditFile,
  path,
  readRecords,
  useAuditFolder,
} from '../../../support/audit-log.ts';

/** Moves the log and its head away, as the documentation says. */
async function rotate(to: string): Promise<void> {
  await rename(path, to);
  await rename(`${path}.head`, `${to}.head`);
}

/** Records a refund of 1,000 in the log, and closes it. */
async function spend(call: string): Promise<void> {
  const { audit } = await openAuditFile();
  await audit.recordStep(buildStep({ call }));
  await audit.close();
}

async function reopen() {
  const { spendToday, isSpendingLost, audit, identity } = await openAuditFile();
  await audit.close();
  return { spent: spendToday.length, isSpendingLost, identity };
}

describe('an audit log that was rotated', () => {
  useAuditFolder();

  it('the first log has no earlier one, and nothing is lost', async () => {
    expect(await reopen()).toMatchObject({ spent: 0, isSpendingLost: false });
    expect((await readRecords())[0]).not.toHaveProperty('after');
  });

  it('what was spent before is counted when the log was moved while the server was stopped', async () => {
    await spend('a');
    const { identity } = await reopen();
    const last = (await readRecords()).at(-1);
    await rotate(`${path}.1`);
    expect(await reopen()).toEqual({ spent: 1, isSpendingLost: false, identity });
    expect((await readRecords())[0]).toMatchObject({
      step: 'genesis',
      after: { hash: last.hash, spent: '2026-11-23' },
    });
  });

  it('what was spent before is counted when the log was moved while the server was running', async () => {
    const { audit } = await openAuditFile();
    await audit.recordStep(buildStep({ call: 'a' }));
    await rotate(`${path}.1`);
    await audit.recordStep(buildStep({ call: 'b' }));
    await rotate(join(folder, 'another name'));
    await audit.recordStep(buildStep({ call: 'c' }));
    await audit.close();
    expect(await reopen()).toMatchObject({ spent: 3, isSpendingLost: false });
  });

  it('a log that is not in the folder any more is missed, also after another restart, until it is back', async () => {
    await spend('a');
    await mkdir(join(folder, 'archive'));
    await rotate(join(folder, 'archive', 'log'));
    expect(await reopen()).toMatchObject({ spent: 0, isSpendingLost: true });
    expect(await reopen()).toMatchObject({ spent: 0, isSpendingLost: true });
    await rename(join(folder, 'archive', 'log'), join(folder, 'log'));
    expect(await reopen()).toMatchObject({ spent: 1, isSpendingLost: false });
  });

  it('a log that is lost after another one does not hide that the other one was lost', async () => {
    await spend('a');
    await mkdir(join(folder, 'archive'));
    for (const name of ['1', '2', '3']) {
      await rotate(join(folder, 'archive', name));
      expect(await reopen()).toMatchObject({ isSpendingLost: true });
    }
  });

  it.each([
    ['the position file', '.last'],
    ['nothing else', undefined],
  ])('a log that was removed with its head file and %s is missed by its key', async (_, alsoRemoved) => {
    await spend('a');
    await rm(path);
    await rm(`${path}.head`);
    if (alsoRemoved) await rm(`${path}${alsoRemoved}`);
    expect(await reopen()).toMatchObject({ spent: 0, isSpendingLost: true });
    expect(await reopen()).toMatchObject({ isSpendingLost: true });
  });

  it('a log that stands alone is refused, since lines of it may be missing', async () => {
    await spend('a');
    const { readFile, writeFile } = await import('node:fs/promises');
    const [genesis = ''] = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, `${genesis}\n`);
    await rm(`${path}.head`);
    await rm(`${path}.last`);
    await expect(reopen()).rejects.toThrow('stands alone');
  });

  it('nothing is lost with a log that moved no money today', async () => {
    const { audit } = await openAuditFile();
    await audit.recordStep(buildStep({ step: 'asked' }));
    await audit.recordStep(buildStep({ day: '2026-11-22' }));
    await audit.close();
    await rm(path);
    await rm(`${path}.head`);
    expect(await reopen()).toMatchObject({ isSpendingLost: false });
  });

  it('a log that was altered after it was moved away is not believed', async () => {
    await spend('a');
    await rotate(`${path}.1`);
    const { readFile, writeFile } = await import('node:fs/promises');
    const text = await readFile(`${path}.1`, 'utf8');
    await writeFile(`${path}.1`, text.replace('"amount":1000', '"amount":1'));
    expect(await reopen()).toMatchObject({ spent: 0, isSpendingLost: true });
  });

  it('an earlier log of another day is not read', async () => {
    await spend('a');
    await rotate(`${path}.1`);
    await reopen();
    // The new log begins at noon; two days later what was before it does not matter.
    expect((await readRecords())[0].at).toBe(new Date(NOON).toISOString());
    const { readEarlierLogs } = await import('../../../../src/guard/audit/earlier-logs.ts');
    const now = NOON / 1000 + 2 * 86_400;
    const lines: unknown[] = [];
    const options = { day: '2026-11-25', since: now - 86_400, now, visit: (line: unknown) => void lines.push(line) };
    expect(await readEarlierLogs(path, options)).toBe(false);
    expect(lines).toEqual([]);
  });
});
