import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, readFile, rename, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { verifyAuditLog } from '../../../../src/guard/audit/verify.ts';
import {
  buildOutcome,
  buildStep,
  folder,
  logged,
  openAuditFile,
  path,
  readRecords,
  useAuditFolder,
  writeSixLines,
} from '../../../support/audit-log.ts';

useAuditFolder();

describe('an audit log that cannot be written', () => {
  const refusal = { name: 'Refused', kind: 'policy_refused' };

  it.each<[string, () => Promise<unknown>, () => Promise<unknown>]>([
    ['removed', () => rename(path, `${path}.away`), () => rename(`${path}.away`, path)],
    ['emptied', () => rename(path, `${path}.away`).then(() => writeFile(path, '')), () => rename(`${path}.away`, path)],
    [
      'replaced by a folder',
      () => rename(path, `${path}.away`).then(() => mkdir(path)),
      () => rm(path, { recursive: true }).then(() => rename(`${path}.away`, path)),
    ],
    ['altered', () => appendFile(path, 'hello\n'), async () => truncate(path, (await stat(path)).size - 6)],
    ['without a folder', () => rename(folder, `${folder}.away`), () => rename(`${folder}.away`, folder)],
  ])('writes are refused while the audit log is %s, and resume after repair', async (_name, breakIt, mendIt) => {
    const { audit } = await openAuditFile();
    await audit.recordStep(buildStep({ call: 'a' }));
    await breakIt();
    await expect(audit.recordStep(buildStep({ call: 'b' }))).rejects.toMatchObject(refusal);
    await expect(audit.recordStep(buildStep({ call: 'b', step: 'asked' }))).rejects.toMatchObject(refusal);
    expect(logged.length).toBeGreaterThan(0);
    await audit.recordStep(buildOutcome('executed', { call: 'a' }));
    await audit.recordStep(buildStep({ call: 'b', step: 'refused', kind: 'policy_refused' }));
    await mendIt();
    await audit.recordStep(buildStep({ call: 'c' }));
    expect((await readRecords()).map((line) => `${line.step} ${line.call ?? ''}`)).toEqual([
      'genesis ',
      'started a',
      'outcome a',
      'started c',
    ]);
    expect(await verifyAuditLog(path)).toMatchObject({ ok: true });
  });

  it('an audit log moved away with its head file is started again and names the previous chain', async () => {
    const { audit } = await openAuditFile();
    await audit.recordStep(buildStep({ call: 'a' }));
    const last = (await readRecords()).at(-1);
    await rename(`${path}.head`, `${path}.old.head`);
    await rename(path, `${path}.old`);
    await audit.recordStep(buildStep({ call: 'b' }));
    expect((await readRecords())[0]).toMatchObject({ step: 'genesis', after: { seq: 2, hash: last.hash } });
    expect(await verifyAuditLog(path)).toMatchObject({ ok: true, count: 2 });
    expect(await verifyAuditLog(`${path}.old`)).toMatchObject({ ok: true, count: 2, headKnown: true });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['is a folder', () => mkdir(path)],
    ['is a device', () => symlink('/dev/full', path)],
    ['was removed', () => writeSixLines().then(() => rm(path))],
    ['lies in no folder', () => rm(folder, { recursive: true })],
  ])('the server does not start with an audit log that %s', async (_name, prepare) => {
    await prepare();
    await expect(openAuditFile()).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringMatching(/^--audit: the audit log [^\n]+$/),
    });
    await expect(stat(`${path}.lock`)).rejects.toThrow('ENOENT');
  });

  // The limit of the shell on the size of a file does what a full disk does: a part of a line is written, then none.
  it('a full disk stops writes, leaves no partial line, and writing resumes when there is room', async () => {
    const { stdout } = await promisify(execFile)('bash', [
      '-c',
      `ulimit -S -f 4; exec ${process.execPath} --import tsx test/support/audit-log-writer.ts ${path}`,
    ]);
    const { written, refused } = JSON.parse(stdout);
    expect(written).toBeGreaterThan(2);
    expect(refused).toBe('policy_refused');
    expect(await verifyAuditLog(path)).toMatchObject({ ok: true, count: written + 1 });
    const { audit } = await openAuditFile();
    await audit.recordStep(buildStep());
    expect(await verifyAuditLog(path)).toMatchObject({ ok: true, count: written + 2 });
  });
});

describe('an audit log after a crash', () => {
  it('a line cut off by a crash is removed, and the audit log records the recovery', async () => {
    await writeSixLines();
    await appendFile(path, '{"seq":7,"at":"2026-');
    const { audit } = await openAuditFile();
    await audit.recordStep(buildStep({ call: 'f' }));
    expect((await readRecords()).slice(6)).toMatchObject([{ step: 'recovered', cut_bytes: 20 }, { call: 'f' }]);
    expect(await verifyAuditLog(path)).toMatchObject({ ok: true, count: 8 });
  });

  it('a first line cut off by a crash is removed', async () => {
    await writeFile(path, '{"seq":1');
    await openAuditFile();
    expect(await readRecords()).toMatchObject([{ step: 'genesis' }, { step: 'recovered' }]);
  });

  it('a crash before the head file was written loses no line', async () => {
    await writeSixLines();
    const head = await readFile(`${path}.head`);
    const first = await openAuditFile();
    await first.audit.recordStep(buildStep());
    await first.audit.close();
    await writeFile(`${path}.head`, head);
    await openAuditFile();
    expect(await verifyAuditLog(path)).toMatchObject({ ok: true, count: 7 });
  });

  it('a cut through a line that was already on disk is reported as tampering, not as a crash', async () => {
    await writeSixLines();
    await truncate(path, (await stat(path)).size - 10);
    await expect(openAuditFile()).rejects.toThrow(/line 6 is missing: the audit log was cut off/);
  });
});

describe('a second server on the same audit log', () => {
  it('a second server does not start on an audit log in use, not even through a symbolic link', async () => {
    await openAuditFile();
    await symlink(path, join(folder, 'other.jsonl'));
    for (const file of [path, join(folder, 'other.jsonl')])
      await expect(openAuditFile(file)).rejects.toThrow(`is in use by process ${process.pid}`);
    expect(await verifyAuditLog(path)).toMatchObject({ ok: true, count: 1 });
  });

  it('a second server starts after the first was killed', async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/support/audit-log-writer.ts', path, 'stay'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    await expect(openAuditFile()).rejects.toThrow(`is in use by process ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const { audit } = await openAuditFile();
    await audit.recordStep(buildStep());
    expect(await verifyAuditLog(path)).toMatchObject({ ok: true });
  });

  it('a second server is refused although the lock file was deleted', async () => {
    const { audit } = await openAuditFile();
    await rm(`${path}.lock`);
    await audit.recordStep(buildStep());
    await expect(openAuditFile()).rejects.toThrow('is in use');
  });

  it('a second server that took over the audit log stops the first one from writing', async () => {
    const { audit } = await openAuditFile();
    await rm(`${path}.lock`);
    const second = await openAuditFile();
    await second.audit.recordStep(buildStep({ call: 'b' }));
    await expect(audit.recordStep(buildStep({ call: 'a' }))).rejects.toMatchObject({ kind: 'policy_refused' });
    expect(await verifyAuditLog(path)).toMatchObject({ ok: true, count: 2 });
  });
});
