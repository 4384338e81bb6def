import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packBundle } from '../../scripts/bundle/pack.ts';
import { tryBundle } from '../../scripts/bundle/try-bundle.ts';
import { tools } from '../../src/tools/index.ts';

describe('the desktop extension', () => {
  let outdir: string;
  beforeAll(async () => {
    outdir = await mkdtemp(join(tmpdir(), 'bundle-test-'));
  });
  afterAll(() => rm(outdir, { recursive: true, force: true }));

  it('starts by its own manifest with empty, literal and filled settings, wherever it is unpacked', async () => {
    const { path, bytes } = await packBundle(process.cwd(), outdir);
    expect(bytes).toBeLessThanOrEqual(5_000_000);
    expect(await tryBundle(path)).toEqual([
      `empty settings: ${tools.length} tools, answers say that this is the sandbox`,
      `literal settings: ${tools.length} tools, answers say that this is the sandbox`,
      expect.stringMatching(/^filled settings: \d+ tools, all in effect/),
    ]);
  });
});
