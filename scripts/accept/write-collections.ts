import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../build/bundle.ts';
import { collections, findCollectedFiles } from './collections.ts';

// A separate process, so that later steps import the new files.
for (const collection of collections) {
  const text = collection.render(await findCollectedFiles(collection));
  writeFileSync(join(root, collection.folder, 'index.ts'), text);
}
