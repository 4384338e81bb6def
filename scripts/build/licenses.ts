import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BundledPackage } from './bundled-packages.ts';

const LEGAL = /^(licen[cs]e|notice|copying)/i;

/** The licenses of all packages with code in the bundle, which their terms require to be included. */
export async function collectLicenses(packages: readonly BundledPackage[]): Promise<string> {
  const texts = await Promise.all(packages.map(readLicense));
  return `This program contains code of the following packages.\n\n${texts.join('\n')}`;
}

async function readLicense({ name, version, license, folder }: BundledPackage): Promise<string> {
  const legal = (await readdir(folder)).filter((file) => LEGAL.test(file)).sort();
  if (legal.length === 0) throw new Error(`${name} ships no license text; look it up before bundling it`);
  const texts = await Promise.all(legal.map((file) => readFile(join(folder, file), 'utf8')));
  return `${'='.repeat(80)}\n${name} ${version} (${license})\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`;
}
