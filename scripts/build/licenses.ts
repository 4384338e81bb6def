import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { root } from './bundle.ts';

const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const LEGAL = /^(licen[cs]e|notice|copying)/i;

/** The licenses of all packages with code in the bundle, which their terms require to be included. */
export async function collectLicenses({ outputs }: Metafile): Promise<string> {
  const inputs = Object.values(outputs).flatMap((output) => Object.keys(output.inputs));
  const folders = new Set(inputs.flatMap((input) => PACKAGE.exec(input)?.[1] ?? []));
  const texts = await Promise.all([...folders].sort().map(readLicense));
  return `This program contains code of the following packages.\n\n${texts.join('\n')}`;
}

async function readLicense(folder: string): Promise<string> {
  const path = join(root, folder);
  const { name, version, license } = JSON.parse(await readFile(join(path, 'package.json'), 'utf8'));
  const legal = (await readdir(path)).filter((file) => LEGAL.test(file)).sort();
  if (legal.length === 0) throw new Error(`${name} ships no license text; look it up before bundling it`);
  const texts = await Promise.all(legal.map((file) => readFile(join(path, file), 'utf8')));
  return `${'='.repeat(80)}\n${name} ${version} (${license})\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`;
}
