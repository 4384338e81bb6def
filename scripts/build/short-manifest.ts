import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** The program needs only its name and version; scripts and development dependencies are left out of the bundle. */
export const slimManifest: Plugin = {
  name: 'short-manifest',
  setup({ onLoad, initialOptions }) {
    const own = `${initialOptions.absWorkingDir ?? process.cwd()}package.json`;
    onLoad({ filter: /[\\/]package\.json$/ }, async ({ path }) => {
      if (path !== own) return undefined;
      const { name, version, description } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ name, version, description }), loader: 'json' };
    });
  },
};
