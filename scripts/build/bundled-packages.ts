import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import * as z from 'zod';
import { root } from './bundle.ts';

const PACKAGE_FOLDER = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

const PackageFile = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  description: z.string().optional(),
});

/** A package of which the bundle contains code. */
export interface BundledPackage extends z.output<typeof PackageFile> {
  /** Absolute. */
  folder: string;
}

/** Lists the packages with code in the bundle. They are development dependencies, but handed out within it. */
export function listBundledPackages({ outputs }: Metafile): Promise<BundledPackage[]> {
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const folders = new Set(inputs.flatMap((input) => PACKAGE_FOLDER.exec(input)?.[1] ?? []));
  return Promise.all([...folders].sort().map((folder) => readPackage(join(root, folder))));
}

async function readPackage(folder: string): Promise<BundledPackage> {
  return { ...PackageFile.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))), folder };
}
