import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

/** From left to right; a file imports from its own layer's folder and from layers further left, types included. */
const LAYERS = [
  ['base'],
  ['endpoints', 'config', 'settings'],
  ['portone', 'store', 'sandbox'],
  ['output'],
  ['guard'],
  ['context', 'instructions'],
  ['desk'],
  ['tools', 'resources', 'prompts'],
  ['mcp', 'server'],
  ['approval', 'approval-page', 'transports'],
  ['main'],
];

/** Modules and globals that only some places may use. */
const RESERVED = [
  {
    what: '@modelcontextprotocol/*',
    pattern: /from '@modelcontextprotocol\//,
    only: /^(server|(mcp|server|transports)\/.+)\.ts$/,
  },
  { what: 'undici', pattern: /(from|import\() ?'undici/, only: /^portone\// },
  { what: 'process.env', pattern: /\bprocess\.env\b|from 'node:process'/, only: /^config(\/index)?\.ts$/ },
  { what: 'process.stdout', pattern: /\bprocess\.stdout\b|[:(] ?process(?![\w.])/, only: /^main\.ts$/ },
];

const getLevel = (file: string) => LAYERS.findIndex((names) => names.includes(getLayerName(file)));
const getLayerName = (file: string) => file.replace(/[/.].*$/, '');

function findViolations(file: string, source: string): string[] {
  if (getLevel(file) === -1) return [`${file} is in no layer: add it to LAYERS`];
  const imports = [...source.matchAll(/(?:from|import\(?) ?'(\.[^']+)'/g)].map(([, to]) =>
    posix.join(posix.dirname(file), to ?? ''),
  );
  return [
    ...imports
      .filter((to) => !to.startsWith('..') && getLayerName(to) !== getLayerName(file) && getLevel(to) >= getLevel(file))
      .map((to) => `${file} imports ${to}, which is not to the left of it`),
    ...RESERVED.filter(({ pattern, only }) => pattern.test(source) && !only.test(file)).map(
      ({ what }) => `${file} uses ${what}`,
    ),
  ];
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'));

describe('the import layers', () => {
  it('every source file imports only from its own layer or the layers below', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(files.flatMap((file) => findViolations(file, readFileSync(`src/${file}`, 'utf8')))).toEqual([]);
  });

  it.each([
    ['endpoints/x.ts', "import type { Tool } from '../tools/tool.ts';"],
    ['guard/x.ts', "const { tools } = await import('../tools/index.ts');"],
    ['portone/x.ts', "export { createStore } from '../store/memory.ts';"],
    ['tools/curated/x.ts', "import { createServer } from '../../server.ts';"],
    ['tools/x.ts', "import { Server } from '@modelcontextprotocol/server';"],
    ['sandbox/x.ts', "import { request } from 'undici';"],
    ['guard/x.ts', 'const level = process.env.LEVEL;'],
    ['server.ts', "process.stdout.write('hello');"],
    ['server.ts', 'serve({ pipes: process });'],
    ['helpers/x.ts', ''],
  ])('the layer check reports in %s the import: %s', (file, source) => {
    expect(findViolations(file, source)).toHaveLength(1);
  });

  it.each([
    ['tools/x.ts', "import { harmless } from '../endpoints/marks.ts';"],
    ['sandbox/handlers/x.ts', "import { ok } from '../answer.ts';"],
    ['main.ts', "const { createClient } = await import('./portone/client.ts');"],
    ['transports/stdio.ts', "import { serveStdio } from '@modelcontextprotocol/server/stdio';"],
    ['main.ts', "import manifest from '../package.json' with { type: 'json' };"],
  ])('the layer check allows in %s the import: %s', (file, source) => {
    expect(findViolations(file, source)).toEqual([]);
  });
});
