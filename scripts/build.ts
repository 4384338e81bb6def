import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { bundle, root } from './build/bundle.ts';
import { listBundledPackages } from './build/bundled-packages.ts';
import { collectLicenses } from './build/licenses.ts';
import { renderSbom } from './build/sbom.ts';
import { buildViews } from './build/views.ts';

const startedAt = performance.now();
const dist = join(root, 'dist');

await rm(dist, { recursive: true, force: true });
const metafile = await bundle({ entry: join(root, 'src/main.ts'), outdir: dist });
const viewSizes = await buildViews(join(dist, 'views'));
await chmod(join(dist, 'main.js'), 0o755);
const packages = await listBundledPackages(metafile);
await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), await collectLicenses(packages));
await writeFile(join(dist, 'sbom.cdx.json'), renderSbom(packages));

const files = Object.entries(metafile.outputs);
const sizes = [...files.map(([, file]) => file.bytes), ...viewSizes];
const bytes = sizes.reduce((sum, size) => sum + size, 0);
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
if (!process.argv.includes('--quiet'))
  console.error(`dist: ${sizes.length} files, ${Math.round(bytes / 1000)} kB, ${seconds} s`);
