import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

/** From left to right; a file imports from its own layer's folder and from layers further left, types included. */
const LAYERS = [
  ['base'],
  ['endpoints', 'config'],
  ['portone', 'store', 'sandbox'],
  ['output'],
  ['guard'],
  ['context'],
  ['desk'],
  ['tools', 'resources', 'prompts'],
  ['mcp'],
  ['approval-page', 'transports'],
  ['main'],
];

/** What each part of a layer imports of the same layer: a part is a sub-folder, or a file beside the sub-folders. */
const PARTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  guard: {
    snapshot: [],
    impact: ['snapshot'],
    'pg-rules': ['snapshot'],
    policy: ['snapshot', 'impact'],
    audit: ['impact', 'policy'],
    confirmation: ['snapshot', 'impact'],
    outcome: ['snapshot'],
    telemetry: ['confirmation'],
    writes: ['snapshot', 'impact', 'policy', 'audit', 'confirmation', 'outcome', 'telemetry'],
  },
  desk: {
    payment: [],
    wording: [],
    'pg-reason': [],
    'pg-words': ['pg-reason'],
    'classify-pg-message': ['pg-reason', 'pg-words'],
    'failure-reasons': ['classify-pg-message'],
    'refund-refusals': ['classify-pg-message'],
    'result-fields': [],
    completion: [],
    'tool-equivalents': [],
    'next-steps': ['payment'],
    'tolerant-reads': ['next-steps', 'wording'],
    'money-sum': [],
    period: [],
    search: ['classify-pg-message', 'tolerant-reads', 'money-sum', 'period'],
    summary: ['money-sum', 'period', 'search'],
    subscriptions: [
      ...['payment', 'wording', 'failure-reasons', 'result-fields', 'next-steps', 'tolerant-reads'],
      ...['period', 'search'],
    ],
    investigate: [
      ...['classify-pg-message', 'refund-refusals'],
      ...['payment', 'wording', 'failure-reasons', 'result-fields', 'next-steps', 'tolerant-reads'],
      ...['period', 'search', 'subscriptions'],
    ],
    customer: [
      ...['payment', 'wording', 'result-fields', 'next-steps', 'tolerant-reads'],
      ...['period', 'search', 'subscriptions', 'investigate'],
    ],
  },
  sandbox: {
    envelope: [],
    state: ['envelope'],
    http: ['envelope', 'state'],
    behavior: ['envelope', 'state'],
    seed: ['state', 'behavior'],
    handlers: ['envelope', 'state', 'behavior'],
    instance: ['http', 'state', 'behavior', 'seed'],
    'control-api': ['state', 'behavior', 'instance'],
    server: ['envelope', 'http', 'state', 'seed', 'handlers', 'instance', 'control-api'],
  },
};

/**
 * Layers that run elsewhere than the server: what they may import beside their own folder. No other layer imports them.
 */
const SEPARATE: Readonly<Record<string, readonly string[]>> = {
  // The documents that hosts show in a browser: the build bundles them by themselves.
  views: ['base', 'endpoints'],
};

/** Modules and globals that only some places may use. */
const RESERVED = [
  {
    what: '@modelcontextprotocol/*',
    pattern: /'@modelcontextprotocol\//,
    only: /^(mcp|transports|views)\//,
  },
  {
    what: '@modelcontextprotocol/* as a value in a view',
    pattern: /import (?!type\b)[^;]*'@modelcontextprotocol\/ext-apps|import\('@modelcontextprotocol/,
    only: /^(?!views\/)/,
  },
  { what: 'undici', pattern: /(\bfrom|\bimport)[\s(]*'undici/, only: /^portone\// },
  { what: 'process.env', pattern: /\bprocess\.env\b|from 'node:process'/, only: /^config\// },
  { what: 'process.stdout', pattern: /\bprocess\.stdout\b|[:(] ?process(?![\w.])/, only: /^main\.ts$/ },
  // Whoever imports the class as a value can issue permits. The client redeems them.
  {
    what: 'write permits as a value',
    pattern:
      /import (?!type\b)[^;]*write-permit\.ts'|import\([^)]*write-permit\.ts'\)(?!\.[A-Z])|export [^;]*write-permit\.ts'/,
    only: /^(guard\/writes\/|portone\/client\.ts$)/,
  },
  { what: 'new WritePermit', pattern: /new WritePermit\b|extends WritePermit\b/, only: /^guard\/writes\// },
];

/** The files that a source imports: at once, later, or for their types alone. Packages and files outside src are left out. */
const getImports = (file: string, source: string): string[] =>
  [...source.matchAll(/(?:\bfrom|\bimport)[\s(]*'(\.[^']+)'/g)]
    .map(([, to = '']) => posix.join(posix.dirname(file), to))
    .filter((to) => !to.startsWith('..'));

const getLayerName = (file: string): string => file.replace(/[/.].*$/, '');
const getLevel = (file: string): number => LAYERS.findIndex((names) => names.includes(getLayerName(file)));
const getPartName = (file: string): string => getLayerName(file.slice(file.indexOf('/') + 1));

function findViolations(file: string, source: string): string[] {
  const layer = getLayerName(file);
  const separate = SEPARATE[layer];
  if (separate) return [...findForeignImports(file, separate, source), ...findReserved(file, source)];
  if (getLevel(file) === -1) return [`${file} is in no layer: add it to LAYERS`];
  const parts = PARTS[layer];
  if (parts && !(getPartName(file) in parts)) return [`${file} is in no part of ${layer}: add it to PARTS`];
  const judgeImport = (to: string): string[] => {
    if (getLayerName(to) !== layer)
      return getLevel(to) !== -1 && getLevel(to) < getLevel(file)
        ? []
        : [`${file} imports ${to}, which is not to the left of it`];
    const [part, other] = [getPartName(file), getPartName(to)];
    return !parts || part === other || parts[part]?.includes(other)
      ? []
      : [`${file} imports ${to}, which ${layer}/${part} may not`];
  };
  return [...getImports(file, source).flatMap(judgeImport), ...findReserved(file, source)];
}

const findForeignImports = (file: string, allowed: readonly string[], source: string): string[] =>
  getImports(file, source)
    .filter((to) => ![getLayerName(file), ...allowed].includes(getLayerName(to)))
    .map((to) => `${file} imports ${to}, which ${getLayerName(file)} may not`);

const findReserved = (file: string, source: string): string[] =>
  RESERVED.filter(({ pattern, only }) => pattern.test(source) && !only.test(file)).map(
    ({ what }) => `${file} uses ${what}`,
  );

/** The circles of a graph of imports, each told once: the files from the first that was met back to it. */
function findCircles(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const circles: string[] = [];
  const finished = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start !== -1) circles.push([...path.slice(start), file].join(' → '));
    if (start !== -1 || finished.has(file)) return;
    for (const to of imports.get(file) ?? []) visit(to, [...path, file]);
    finished.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return circles;
}

const sources = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .map((file) => [file, readFileSync(`src/${file}`, 'utf8')]),
);

describe('the import layers', () => {
  it('every source file imports only from its own layer or the layers to the left', () => {
    expect(sources.size).toBeGreaterThan(300);
    expect([...sources].flatMap(([file, source]) => findViolations(file, source))).toEqual([]);
  });

  it('the table of parts names only existing folders and files', () => {
    const files = [...sources.keys()];
    const named = Object.entries(PARTS).flatMap(([layer, parts]) =>
      Object.keys(parts).map((part) => `${layer}/${part}`),
    );
    const missing = named.filter((part) => !files.some((file) => file === `${part}.ts` || file.startsWith(`${part}/`)));
    expect(missing).toEqual([]);
  });

  it.each([
    ['endpoints/x.ts', "import type { Tool } from '../tools/tool.ts';"],
    ['endpoints/x.ts', "const tool: import('../tools/tool.ts').Tool = x;"],
    ['guard/writes/x.ts', "const { tools } = await import('../../tools/index.ts');"],
    ['guard/writes/x.ts', "const { tools } = await import(\n  '../../tools/index.ts'\n);"],
    ['portone/x.ts', "export { createStore } from '../store/memory.ts';"],
    ['tools/curated/x.ts', "import { createServer } from '../../mcp/server.ts';"],
    ['tools/curated/x.ts', "import '../../mcp/server.ts';"],
    ['guard/snapshot/x.ts', "import type { MoneyMovement } from '../impact/money-movements.ts';"],
    ['guard/audit/x.ts', "const service: import('../confirmation/service.ts').ConfirmationService = x;"],
    ['guard/confirmation/x.ts', "const { createPolicy } = await import('../policy/policy.ts');"],
    ['guard/telemetry.ts', "import type { WriteQueue } from './writes/write-queue.ts';"],
    ['guard/new-part/x.ts', ''],
    ['desk/search/x.ts', "import { investigate } from '../investigate/investigate.ts';"],
    ['sandbox/state/x.ts', "import type { Handler } from '../handlers/handler.ts';"],
    ['tools/x.ts', "import { Server } from '@modelcontextprotocol/server';"],
    ['tools/x.ts', "const { Server } = await import('@modelcontextprotocol/server');"],
    ['sandbox/server.ts', "import { request } from 'undici';"],
    ['guard/writes/x.ts', 'const level = process.env.LEVEL;'],
    ['mcp/server.ts', "process.stdout.write('hello');"],
    ['mcp/server.ts', 'serve({ pipes: process });'],
    ['tools/curated/x.ts', "import { WritePermit } from '../../portone/write-permit.ts';"],
    ['tools/curated/x.ts', "import {\n  type X,\n  WritePermit as P,\n} from '../../portone/write-permit.ts';"],
    ['tools/curated/x.ts', "const { WritePermit } = await import('../../portone/write-permit.ts');"],
    [
      'tools/curated/x.ts',
      "const permit = import('../../portone/write-permit.ts').then(({ WritePermit: P }) => new P(row, args));",
    ],
    ['portone/x.ts', "export { WritePermit } from './write-permit.ts';"],
    ['portone/client.ts', 'const permit = new WritePermit(row, args);'],
    ['helpers/x.ts', ''],
    ['views/x.ts', "import { investigate } from '../desk/investigate/investigate.ts';"],
    ['views/x.ts', "import { App } from '@modelcontextprotocol/ext-apps';"],
    ['mcp/x.ts', "import { startView } from '../views/page/start-view.ts';"],
  ])('the layer check reports in %s the import: %s', (file, source) => {
    expect(findViolations(file, source)).toHaveLength(1);
  });

  it.each([
    ['tools/x.ts', "import { nonSensitive } from '../endpoints/sensitivity.ts';"],
    ['sandbox/handlers/x.ts', "import { respondOk } from '../envelope.ts';"],
    ['guard/writes/x.ts', "import { WritePermit } from '../../portone/write-permit.ts';\nnew WritePermit(row, args);"],
    ['portone/client.ts', "import { WritePermit } from './write-permit.ts';"],
    ['portone/x.ts', "import type { WritePermit } from './write-permit.ts';"],
    ['main.ts', "const { createClient } = await import('./portone/client.ts');"],
    ['transports/stdio.ts', "import { serveStdio } from '@modelcontextprotocol/server/stdio';"],
    ['views/x.ts', "import { formatMoney } from '../base/money.ts';"],
    ['views/x.ts', "import type { McpUiMessageRequest } from '@modelcontextprotocol/ext-apps';"],
    ['main.ts', "import manifest from '../package.json' with { type: 'json' };"],
  ])('the layer check allows in %s the import: %s', (file, source) => {
    expect(findViolations(file, source)).toEqual([]);
  });
});

describe('The imports of src', () => {
  it('run in no circle, types and dynamic imports included', () => {
    const imports = new Map([...sources].map(([file, source]) => [file, getImports(file, source)]));
    expect(findCircles(imports)).toEqual([]);
  });

  it.each([
    ["import type { B } from './b.ts';", "import type { A } from './a.ts';"],
    ["import { b } from './b.ts';", "const { a } = await import('./a.ts');"],
    ["export type { B } from './b.ts';", "const a: import('./a.ts').A = x;"],
  ])('would be noticed if they ran in a circle by: %s and %s', (a, b) => {
    const circle = new Map([
      ['base/c.ts', getImports('base/c.ts', "import './a.ts';")],
      ['base/a.ts', getImports('base/a.ts', a)],
      ['base/b.ts', getImports('base/b.ts', b)],
    ]);
    expect(findCircles(circle)).toEqual(['base/a.ts → base/b.ts → base/a.ts']);
  });
});
