import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

/**
 * The list of tools derives from the rows and never changes after the build. Its module is evaluated here and shipped
 * as JSON: generating the list from zod at every start is the slowest part of answering `tools/list`.
 */
export const prebuiltToolDefinitions: Plugin = {
  name: 'made-beforehand',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]src[\\/]tools[\\/]definitions\.ts$/ }, async ({ path }) => {
      const { toolDefinitions, ...others }: Record<string, unknown> = await import(pathToFileURL(path).href);
      if (toolDefinitions === undefined) throw new Error(`${path} must export "toolDefinitions"`);
      const [other] = Object.keys(others);
      if (other)
        throw new Error(`${path} exports "${other}": only "toolDefinitions" survives the build, move it elsewhere`);
      // Node parses JSON faster than the same text as an object literal.
      return {
        contents: `export const toolDefinitions=JSON.parse(${JSON.stringify(JSON.stringify(toolDefinitions))});`,
        loader: 'js',
      };
    });
  },
};
