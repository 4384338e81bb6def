import { describe, expect, it } from 'vitest';
import { collections, findCollectedFiles } from '../../scripts/accept/collections.ts';
import { readText } from '../support/read-text.ts';

describe.each(collections)('$folder', (collection) => {
  const index = readText(`${collection.folder}/index.ts`);

  it('has an index that imports every file with something to collect', async () => {
    const files = (await findCollectedFiles(collection)).map(({ file }) => `./${file}.ts`);
    expect(files.length).toBeGreaterThan(10);
    const notCollected = files.filter((file) => !index.includes(`from '${file}'`));
    expect(notCollected, 'these files are not collected yet: npm run accept').toEqual([]);
  });

  it('has the index that npm run accept writes', async () => {
    expect(index, 'npm run accept').toBe(collection.render(await findCollectedFiles(collection)));
  });
});
