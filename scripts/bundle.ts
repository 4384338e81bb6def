/**
 * `npm run bundle` packs the built program as a desktop extension in dist-bundle/, unpacks it elsewhere and starts it by
 * its own manifest. It fails if anything of this does.
 */
import { fileURLToPath } from 'node:url';
import { packBundle } from './bundle/pack.ts';
import { tryBundle } from './bundle/try-bundle.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { path, bytes } = await packBundle(root, fileURLToPath(new URL('../dist-bundle', import.meta.url)));
console.log(`${path}: ${(bytes / 1_000_000).toFixed(1)} MB`);
for (const line of await tryBundle(path)) console.log(line);
