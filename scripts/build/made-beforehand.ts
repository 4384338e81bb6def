import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

/**
 * The list of tools follows from the rows and never changes after the build. Its module is evaluated here and shipped as
 * JSON: making the list from zod at every start is the dearest part of answering `tools/list`.
 */
export const madeBeforehand: Plugin = {
  name: 'made-beforehand',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]tools[\\/]listing\.ts$/ }, async ({ path }) => {
      const { listing, ...others }: Record<string, unknown> = await import(pathToFileURL(path).href);
      if (listing === undefined) throw new Error(`${path} must export "listing"`);
      const [other] = Object.keys(others);
      if (other) throw new Error(`${path} exports "${other}": only "listing" survives the build, move it elsewhere`);
      // Node parses JSON faster than the same text as an object literal.
      return { contents: `export const listing=JSON.parse(${JSON.stringify(JSON.stringify(listing))});`, loader: 'js' };
    });
  },
};
