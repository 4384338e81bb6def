import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ownPackage from '../../package.json' with { type: 'json' };
import { packBundle } from '../bundle/pack.ts';
import { tryBundle } from '../bundle/try-bundle.ts';
import { runNpm } from '../run-npm.ts';

/** Where releases of the repository offer their files. */
const getDownloadUrl = (version: string, file: string) =>
  `${ownPackage.repository.url.replace(/^git\+|\.git$/g, '')}/releases/download/v${version}/${file}`;

/** Builds and writes everything that is handed out, with its checksums. Returns the names of the files. */
export async function writeArtifacts(root: string, version: string, outdir: string): Promise<string[]> {
  await rm(outdir, { recursive: true, force: true });
  await mkdir(outdir, { recursive: true });
  // `prepack` builds the program.
  runNpm(root, 'pack', '--pack-destination', outdir);
  const { path } = await packBundle(root, outdir);
  await tryBundle(path);
  await copyFile(join(root, 'dist/sbom.cdx.json'), join(outdir, `${ownPackage.name}-${version}.cdx.json`));
  await writeFile(join(outdir, 'server.json'), await addBundle(root, version, path));
  const files = (await readdir(outdir)).sort();
  const sums = await Promise.all(files.map(async (file) => `${await hashFile(join(outdir, file))}  ${file}\n`));
  await writeFile(join(outdir, 'SHA256SUMS'), sums.join(''));
  return [...files, 'SHA256SUMS'];
}

/** The entry for the MCP registry with the desktop extension, whose checksum is known only now. */
async function addBundle(root: string, version: string, bundle: string): Promise<string> {
  const entry = JSON.parse(await readFile(join(root, 'server.json'), 'utf8'));
  entry.packages.push({
    registryType: 'mcpb',
    identifier: getDownloadUrl(version, `${ownPackage.name}-${version}.mcpb`),
    version,
    fileSha256: await hashFile(bundle),
    transport: { type: 'stdio' },
  });
  return `${JSON.stringify(entry, null, 2)}\n`;
}

const hashFile = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
