import { existsSync } from 'node:fs';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { settings } from '../../src/config/settings.ts';
import { readText } from '../support/read-text.ts';

/** The instructions of the Dockerfile with their continuation lines, without comments. */
const instructions = readText('Dockerfile')
  .replace(/^#.*$/gm, '')
  .replace(/\\\n\s*/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => ({ word: line.trim().split(' ')[0] ?? '', rest: line.trim().replace(/^\S+\s+/, '') }));
const lastFrom = instructions.map(({ word }) => word).lastIndexOf('FROM');
const final = instructions.slice(lastFrom);
const findInstructions = (word: string) => final.filter((one) => one.word === word).map((one) => one.rest);

const copiedPaths = instructions
  .filter(({ word, rest }) => word === 'COPY' && !rest.startsWith('--from'))
  .flatMap(({ rest }) => rest.split(/\s+/).slice(0, -1));

describe('the Docker image', () => {
  it('the image copies only existing files that its build context contains', () => {
    const allowed = readText('.dockerignore').split('\n');
    expect(copiedPaths).toEqual(
      expect.arrayContaining(['package.json', 'package-lock.json', 'src', 'scripts', 'LICENSE']),
    );
    for (const path of copiedPaths) {
      expect(existsSync(path), path).toBe(true);
      expect(allowed, path).toContain(`!${path}`);
    }
    expect(allowed[0]).toBe('*');
  });

  it('the image copies every file that the build reads', async () => {
    const { metafile } = await build({
      entryPoints: ['src/main.ts', 'scripts/build.ts'],
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      outdir: 'unused',
      write: false,
      metafile: true,
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs).toContain('src/main.ts');
    expect(
      inputs.filter((path) => !copiedPaths.some((copied) => path === copied || path.startsWith(`${copied}/`))),
    ).toEqual([]);
  });

  it('the image runs without root, shell or npm, on a Node version that the package supports', () => {
    expect(final[0]?.rest).toMatch(/^gcr\.io\/distroless\/nodejs(\d+)-debian\d+:nonroot$/);
    const parseMajor = (text = '') => Number(/(?:nodejs|node:)(\d+)/.exec(text)?.[1]);
    expect(parseMajor(final[0]?.rest)).toBeGreaterThanOrEqual(20);
    expect(parseMajor(instructions[0]?.rest)).toBe(parseMajor(final[0]?.rest));
    expect(findInstructions('USER')).toEqual([expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/)]);
    expect(findInstructions('RUN')).toEqual([]);
    for (const command of [
      ...findInstructions('CMD'),
      ...findInstructions('HEALTHCHECK').map((rest) => rest.replace(/^.*? CMD /, '')),
    ])
      expect(JSON.parse(command)).toEqual(expect.any(Array));
    expect(findInstructions('HEALTHCHECK').join()).toContain('/healthz');
  });

  it('the image starts the program of the package', () => {
    const { bin } = JSON.parse(readText('package.json')) as { bin: Record<string, string> };
    expect(findInstructions('CMD')).toEqual([JSON.stringify(Object.values(bin))]);
  });
});

it.each(['Dockerfile', 'compose.yaml'])('%s names only existing settings', (file) => {
  const known = settings.flatMap((setting) => ('env' in setting ? [setting.env as string] : []));
  const named = [...new Set(readText(file).match(/PORTONE_V1_[A-Z_]+/g))];
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});

it('the compose file contains no secret and gives running writes time to finish', () => {
  const compose = readText('compose.yaml');
  for (const name of ['API_KEY', 'API_SECRET', 'STATE_KEY'])
    expect(compose).toContain(`PORTONE_V1_${name}: \${PORTONE_V1_${name}:?}`);
  expect(Number(/stop_grace_period: (\d+)s/.exec(compose)?.[1])).toBeGreaterThanOrEqual(60);
  expect(compose).toMatch(/server:[\s\S]*read_only: true/);
});
