import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packBundle } from '../../scripts/bundle/pack.ts';
import { tryBundle } from '../../scripts/bundle/try-bundle.ts';
import { tools } from '../../src/tools/index.ts';

// Packing and starting several servers takes long on a busy machine.
describe('the desktop extension', { timeout: 180_000 }, () => {
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

  it('is not packed without the built program, and not accepted when the program does not start', async () => {
    const root = join(outdir, 'broken');
    await mkdir(root);
    for (const file of ['package.json', 'manifest.json', 'icons'])
      await cp(file, join(root, file), { recursive: true });
    await expect(packBundle(root, outdir)).rejects.toThrow('dist/main.js is missing: run npm run build first');
    await mkdir(join(root, 'dist'));
    await writeFile(join(root, 'dist/main.js'), 'throw new Error("broken build");');
    const { path } = await packBundle(root, outdir);
    await expect(tryBundle(path)).rejects.toThrow('broken build');
  });

  it('is not packed with a manifest that its format does not know', async () => {
    const root = join(outdir, 'unknown');
    await cp(join(outdir, 'broken'), root, { recursive: true });
    await writeFile(join(root, 'manifest.json'), '{ "manifest_version": "0.3", "nmae": "portone-v1-mcp" }');
    await expect(packBundle(root, outdir)).rejects.toThrow('could not be packed');
  });
});
