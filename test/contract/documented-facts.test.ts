import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { documents } from '../../scripts/docs/tables.ts';
import { measureTools } from '../../scripts/docs/tool-cost.ts';
import { readConfig } from '../../src/config/index.ts';
import { settings } from '../../src/config/settings.ts';
import { renderHelp } from '../../src/main/help.ts';
import { loadTenantConfigs, TenantEntry } from '../../src/main/http/tenants-file.ts';
import { toolDefinitions } from '../../src/tools/definitions.ts';
import { selectTools } from '../../src/tools/toolsets/select.ts';
import { createMetrics } from '../../src/transports/http/observability/metrics.ts';

const readText = (path: string) => readFileSync(path, 'utf8');
const pages = ['README.md', 'README.ko.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'bench/README.md']
  .concat(readdirSync('docs').map((name) => `docs/${name}`))
  .filter((path) => path.endsWith('.md'));
const findMatches = (pattern: RegExp, text: string) => [
  ...new Set([...text.matchAll(pattern)].map(([, name]) => name ?? '')),
];

/** How a heading is linked to. */
const toAnchor = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

describe.each(pages)('%s', (path) => {
  const text = readText(path);

  it('links only to what is there', () => {
    const links = findMatches(/\]\(([^)\s]+)\)/g, text).filter((link) => !/^https?:/.test(link));
    const broken = links.filter((link) => {
      const [file = '', heading] = link.split('#');
      const target = file === '' ? path : posix.join(posix.dirname(path), file);
      if (!existsSync(target)) return true;
      return (
        heading !== undefined &&
        !findMatches(/^#+ (.+)$/gm, readText(target))
          .map(toAnchor)
          .includes(heading)
      );
    });
    expect(broken).toEqual([]);
  });

  it('shows everything that it holds: what looks like HTML would be gone', () => {
    const prose = text.replaceAll(/```.*?```/gs, '').replaceAll(/`[^`\n]*`/g, '');
    expect(findMatches(/(<(?!br>|!--)[^>\n]*>)/g, prose)).toEqual([]);
  });

  it('names only flags and variables that there are', () => {
    const ours = findMatches(/(--[a-z][a-z-]*)/g, renderHelp());
    // Of npm's, Claude Code's, curl's and the benchmarks' own command lines.
    const others = ['--env', '--transport', '--header', '--rounds', '--clients', '--seconds'];
    const flags = findMatches(/(?<![\w-])(--[a-z][a-z-]*)/g, text.replaceAll(/\(#[^)]*\)|\.md#[^)]*/g, ''));
    expect(flags.filter((flag) => ![...ours, ...others].includes(flag))).toEqual([]);
    const variables = findMatches(/\b(PORTONE_V1_[A-Z_]+)/g, text);
    expect(variables.filter((name) => !settings.some(({ env }) => env === name))).toEqual([]);
  });
});

describe('--help', () => {
  const sources = ['src/config/index.ts', 'src/config/http.ts'].map(readText).join('\n');

  it('has every flag that is read, and no other', () => {
    const flags = findMatches(/^ +'?([a-z-]+)'?: \{ type: '(?:string|boolean)' \}/gm, sources).map(
      (name) => `--${name}`,
    );
    expect(flags.length).toBeGreaterThan(20);
    // These two are looked for before anything is parsed.
    expect(findMatches(/(--[a-z][a-z-]*)/g, renderHelp()).sort()).toEqual([...flags, '--help', '--version'].sort());
  });

  it('has every variable that is read, and no other', () => {
    const names = findMatches(/\b(PORTONE_V1_[A-Z_]+)/g, sources);
    expect(findMatches(/\b(PORTONE_V1_[A-Z_]+)/g, renderHelp()).sort()).toEqual(names.sort());
  });

  it('fits a terminal of 100 columns', () => {
    expect(
      renderHelp()
        .split('\n')
        .filter((line) => line.length > 100),
    ).toEqual([]);
  });
});

describe.each(documents)('what $path says of', ({ path, language }) => {
  const text = readText(path);

  it('toolsets costs no more than it promises', () => {
    const rows = [...text.matchAll(/^\| `([a-z]+)`.*\| (\d+) \| ([\d,]+) \| ([\d,]+) \|$/gm)];
    expect(rows.map(([, toolset]) => toolset)).toEqual(['all', 'desk', 'support', 'discover']);
    for (const [, toolset = '', , , limit = ''] of rows) {
      const chosen = { toolsets: [toolset], tools: [], excludeTools: [], readOnly: false };
      const listed = selectTools(toolDefinitions, chosen).filter(({ hidden }) => !hidden);
      expect(measureTools(listed).tokens, toolset).toBeLessThanOrEqual(Number(limit.replaceAll(',', '')));
    }
  });

  it('the desk is what the tests ask', () => {
    const questionCount = readdirSync('test/e2e/desk').map((name) => readText(`test/e2e/desk/${name}`));
    const questions = [...text.matchAll(/^\| ([^|<`]+)(?:<br>[^|]*)? ?\| `[a-z_]+` \| [^|]+ \|$/gm)].map(([, one]) =>
      one?.trim(),
    );
    expect(questions).toHaveLength(6);
    for (const question of questions) expect(questionCount.join(), question).toContain(`question: '${question}'`);
  });

  it('defaults is in its language', () => {
    if (language === 'en') return;
    const cells = text.split('\n').map((line) => line.split(' | ')[2] ?? '');
    const untranslated = settings.map((one) => one.default).filter((words) => / |^(off|none)$/.test(words));
    expect(cells.filter((cell) => untranslated.includes(cell))).toEqual([]);
  });
});

describe.each(['docs/operations.md', 'docs/operations.ko.md'])('%s', (path) => {
  const text = readText(path);

  it('shows a file of tenants that the server takes', async () => {
    const [example = ''] = findMatches(/```json\n(.+?)```/gs, text);
    const folder = mkdtempSync(join(tmpdir(), 'docs-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'tenants.json');
    writeFileSync(file, example);
    const env = Object.fromEntries(findMatches(/"(SHOP_[A-Z_]+)"/g, example).map((name) => [name, '246810']));
    const config = readConfig(['--http', '--tokens', 'tokens.json', '--tenants', file], env);
    if (config.command !== 'serve' || !config.http) throw new Error('no server');
    const tenants = await loadTenantConfigs(file, config, config.http);
    expect([...tenants.keys()]).toEqual(['shop-a', 'shop-b']);
  });

  it('tells every key of a tenant', () => {
    const keys = Object.keys(TenantEntry.shape);
    expect(keys.filter((key) => !new RegExp(`^\\|.*\`${key}\``, 'm').test(text))).toEqual([]);
  });

  it('watches metrics that exist', async () => {
    const metrics = await createMetrics().renderText();
    const watched = findMatches(/`(?:portone_v1_mcp|…)_([a-z_]+)/g, text);
    expect(watched.length).toBeGreaterThan(5);
    expect(watched.filter((name) => !metrics.includes(`# TYPE portone_v1_mcp_${name} `))).toEqual([]);
  });
});
