import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { measureTools } from '../../scripts/docs/tool-cost.ts';
import { readConfig } from '../../src/config/index.ts';
import { settings } from '../../src/config/settings.ts';
import { renderHelp } from '../../src/main/help.ts';
import { loadTenantConfigs, TenantEntry } from '../../src/main/http/tenants-file.ts';
import { toolDefinitions } from '../../src/tools/definitions.ts';
import { selectTools } from '../../src/tools/toolsets/select.ts';
import { createMetrics } from '../../src/transports/http/observability/metrics.ts';
import { pages, readPage, withoutCode } from '../support/doc-pages.ts';

const findMatches = (pattern: RegExp, text: string) => [
  ...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? '')),
];

/** Flags of programs other than this server. */
const flagsOfOthers = [
  // The demo, the pictures, the benchmarks, the exam, the bench of hosts and the release.
  ...[
    '--interactive',
    '--all',
    '--rounds',
    '--clients',
    '--seconds',
    '--paper',
    '--serve',
    '--transcript',
    '--libraries',
    '--dry-run',
  ],
  // Clients.
  ...['--debug', '--env', '--header', '--print-logs', '--scope', '--transport', '--url'],
];

describe.each(pages)('the names in %s', (path) => {
  const text = readPage(path);

  it('the prose contains no text that Markdown would treat as HTML', () => {
    expect(findMatches(/(<(?!br>|!--)[^>\n]*>)/g, withoutCode(text))).toEqual([]);
  });

  it('no emphasis ends between a punctuation mark and a letter, where Markdown would show the asterisks', () => {
    const lines = withoutCode(text).split('\n');
    const broken = lines.filter((line) =>
      line
        .split('**')
        .some(
          (part, at, parts) =>
            at % 2 === 1 && /[^\s\p{L}\p{N}]$/u.test(part) && /^[\p{L}\p{N}]/u.test(parts[at + 1] ?? ''),
        ),
    );
    expect(broken).toEqual([]);
  });

  it('the page names only existing flags and variables', () => {
    const ours = findMatches(/(--[a-z][a-z-]*)/g, renderHelp());
    const flags = findMatches(/(?<![\w-])(--[a-z][a-z-]*)/g, text.replaceAll(/\(#[^)]*\)|\.md#[^)]*/g, ''));
    expect(flags.filter((flag) => ![...ours, ...flagsOfOthers].includes(flag))).toEqual([]);
    const variables = findMatches(/\b(PORTONE_V1_[A-Z_]+)/g, text);
    expect(variables.filter((name) => !settings.some(({ env }) => env === name))).toEqual([]);
  });
});

describe('--help', () => {
  it('shows every flag and every variable of the server, each once', () => {
    const lines = renderHelp().split('\n');
    const names = settings.flatMap(({ flag, env }) => [flag && `  --${flag}`, env && `  ${env}`].filter(Boolean));
    const countLines = (name: unknown) => lines.filter((line) => `${line} `.includes(`${name} `)).length;
    expect(names.filter((name) => countLines(name) !== 1)).toEqual([]);
  });

  it('--help fits a terminal of 100 columns', () => {
    expect(
      renderHelp()
        .split('\n')
        .filter((line) => line.length > 100),
    ).toEqual([]);
  });
});

it.each(['docs/tools.md', 'docs/tools.ko.md'])('the sizes of the toolsets stated in %s are correct', (path) => {
  const rows = [...readPage(path).matchAll(/^\| `([a-z]+)`.*\| (\d+) \| ([\d,]+) \| ([\d,]+) \|$/gm)];
  expect(rows.map(([, toolset]) => toolset)).toEqual(['all', 'desk', 'support', 'discover']);
  for (const [, toolset = '', , , limit = ''] of rows) {
    const chosen = { toolsets: [toolset], tools: [], excludeTools: [], readOnly: false };
    const listed = selectTools(toolDefinitions, chosen).filter(({ hidden }) => !hidden);
    expect(measureTools(listed).tokens, toolset).toBeLessThanOrEqual(Number(limit.replaceAll(',', '')));
  }
});

it.each(['README.md', 'README.ko.md'])('every example question for the desk in %s is covered by a test', (path) => {
  const deskTests = readdirSync('test/e2e/desk').map((name) => readPage(`test/e2e/desk/${name}`));
  const questions = [...readPage(path).matchAll(/^\| ([^|<`]+)(?:<br>[^|]*)? ?\| `[a-z_]+` \| [^|]+ \|$/gm)].map(
    ([, one]) => one?.trim(),
  );
  expect(questions).toHaveLength(7);
  for (const question of questions) expect(deskTests.join(), question).toContain(`question: '${question}'`);
});

it('the defaults of settings are written in the language of the page', () => {
  const cells = readPage('docs/settings.ko.md')
    .split('\n')
    .map((line) => line.split(' | ')[2] ?? '');
  const untranslated = settings.map((one) => one.default).filter((words) => / |^(off|none)$/.test(words));
  expect(cells.filter((cell) => untranslated.includes(cell))).toEqual([]);
});

describe.each(['docs/operations.md', 'docs/operations.ko.md'])('the operations guide %s', (path) => {
  const text = readPage(path);

  it('the example tenants file is accepted by the server', async () => {
    const [example = ''] = findMatches(/```json\n(.+?)```/gs, text);
    const folder = mkdtempSync(join(tmpdir(), 'docs-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'tenants.json');
    writeFileSync(file, example);
    const env = Object.fromEntries(findMatches(/"(SHOP_[A-Z_]+)"/g, example).map((name) => [name, '246810']));
    const config = readConfig(['--http', '--tokens', 'tokens.json', '--tenants', file], env);
    if (config.command !== 'serve' || !config.http) throw new Error('no server');
    const { configs: tenants } = await loadTenantConfigs(file, config, config.http);
    expect([...tenants.keys()]).toEqual(['shop-a', 'shop-b']);
  });

  it('the operations guide documents every key of a tenant', () => {
    const keys = Object.keys(TenantEntry.shape);
    expect(keys.filter((key) => !new RegExp(`^\\|.*\`${key}\``, 'm').test(text))).toEqual([]);
  });

  it('the operations guide names only existing metrics', async () => {
    const metrics = await createMetrics().renderText();
    const watched = findMatches(/`(?:portone_v1_mcp|…)_([a-z_]+)/g, text);
    expect(watched.length).toBeGreaterThan(5);
    expect(watched.filter((name) => !metrics.includes(`# TYPE portone_v1_mcp_${name} `))).toEqual([]);
  });
});
