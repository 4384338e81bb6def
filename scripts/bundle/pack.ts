import { cp, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packExtension } from '@anthropic-ai/mcpb';
import * as z from 'zod';
import { runNpm } from '../run-npm.ts';

const MAX_BUNDLE_BYTES = 5_000_000;

const PackReport = z.array(z.object({ files: z.array(z.object({ path: z.string() })) }));

/**
 * Lists the files that are handed out, for tarball and bundle alike: what is not in `files` of package.json cannot get
 * into either by lying around.
 */
export function listPackedFiles(root: string): string[] {
  const report = PackReport.parse(JSON.parse(runNpm(root, 'pack', '--dry-run', '--json', '--ignore-scripts')));
  return report.flatMap(({ files }) => files.map(({ path }) => path));
}

/** Packs the built program as a desktop extension. Throws if something is missing, invalid or too large. */
export async function packBundle(root: string, outdir: string): Promise<{ path: string; bytes: number }> {
  const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const files = listPackedFiles(root);
  if (!files.includes('dist/main.js')) throw new Error('dist/main.js is missing: run npm run build first');
  const path = join(outdir, `${name}-${version}.mcpb`);
  const staging = await mkdtemp(join(tmpdir(), 'bundle-'));
  try {
    for (const file of files) {
      await mkdir(dirname(join(staging, file)), { recursive: true });
      await cp(join(root, file), join(staging, file));
    }
    // It validates the manifest and its icon, and prints what is wrong.
    if (!(await packExtension({ extensionPath: staging, outputPath: path, silent: true })))
      throw new Error('the bundle could not be packed: see above');
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  const { size: bytes } = await stat(path);
  if (bytes > MAX_BUNDLE_BYTES) throw new Error(`${path} has ${bytes} bytes, more than ${MAX_BUNDLE_BYTES}`);
  return { path, bytes };
}
