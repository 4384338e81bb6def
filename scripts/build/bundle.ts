import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { leanUndici } from './lean-undici.ts';
import { prebuiltToolDefinitions } from './made-beforehand.ts';
import { slimManifest } from './short-manifest.ts';
import { withoutValidator } from './without-validator.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** undici is CommonJS and loads Node's modules with `require`, which ES modules do not have. */
const REQUIRE =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/**
 * Bundles a program with everything that it imports. A module imported by `await import()` becomes a separate file that
 * is read on first use; names stay readable for stack traces.
 */
export async function bundle({ entry, outdir }: { entry: string; outdir: string }): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outdir,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    keepNames: false,
    legalComments: 'none',
    // Bundlers cannot see the imports of its CommonJS build.
    alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
    banner: { js: REQUIRE },
    plugins: [prebuiltToolDefinitions, slimManifest, withoutValidator, leanUndici],
    metafile: true,
    logLevel: 'warning',
  });
  return metafile;
}
