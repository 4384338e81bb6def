import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { views } from '../../src/mcp/apps/views.ts';
import { root } from './bundle.ts';

/** The browsers of hosts: all of them have `light-dark()` and nested CSS. */
const TARGET = ['chrome123', 'safari17.5', 'firefox120'];

/** Builds each view of MCP Apps as one HTML document that needs nothing else. Returns their sizes in bytes. */
export async function buildViews(outdir: string): Promise<number[]> {
  await mkdir(outdir, { recursive: true });
  return await Promise.all(
    views.map(async ({ name, title }) => {
      const { script, style } = await bundleView(name);
      const document = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title.en}</title><style>${style}</style></head><body><script>${script}</script></body></html>`;
      await writeFile(join(outdir, `${name}.html`), document);
      return Buffer.byteLength(document);
    }),
  );
}

async function bundleView(name: string): Promise<{ script: string; style: string }> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [`src/views/${name}/main.ts`],
    tsconfig: 'tsconfig.browser.json',
    outdir: 'dist/views',
    write: false,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: TARGET,
    // Korean text is a third smaller this way than as escapes.
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
  const find = (extension: string) => outputFiles.find(({ path }) => path.endsWith(extension))?.text.trim() ?? '';
  return { script: find('.js'), style: find('.css') };
}
