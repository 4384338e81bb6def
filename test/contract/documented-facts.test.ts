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

/** Returns the anchor of a heading. */
const toAnchor = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

describe.each(pages)('the links and names in %s', (path) => {
  const text = readText(path);

  it('every link leads to an existing file and heading', () => {
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

  it('the prose contains no text that Markdown would treat as HTML', () => {
    const prose = text.replaceAll(/```.*?```/gs, '').replaceAll(/`[^`\n]*`/g, '');
    expect(findMatches(/(<(?!br>|!--)[^>\n]*>)/g, prose)).toEqual([]);
  });

  it('the page names only existing flags and variables', () => {
    const ours = findMatches(/(--[a-z][a-z-]*)/g, renderHelp());
    // Flags of npm, Claude Code, curl, the benchmarks and the exam.
    const others = [
      '--env',
      '--transport',
      '--header',
      '--rounds',
      '--clients',
      '--seconds',
      '--paper',
      '--serve',
      '--transcript',
    ];
    const flags = findMatches(/(?<![\w-])(--[a-z][a-z-]*)/g, text.replaceAll(/\(#[^)]*\)|\.md#[^)]*/g, ''));
    expect(flags.filter((flag) => ![...ours, ...others].includes(flag))).toEqual([]);
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

describe.each(documents)('the facts stated in $path', ({ path, language }) => {
  const text = readText(path);

  it('the stated sizes of the toolsets are correct', () => {
    const rows = [...text.matchAll(/^\| `([a-z]+)`.*\| (\d+) \| ([\d,]+) \| ([\d,]+) \|$/gm)];
    expect(rows.map(([, toolset]) => toolset)).toEqual(['all', 'desk', 'support', 'discover']);
    for (const [, toolset = '', , , limit = ''] of rows) {
      const chosen = { toolsets: [toolset], tools: [], excludeTools: [], readOnly: false };
      const listed = selectTools(toolDefinitions, chosen).filter(({ hidden }) => !hidden);
      expect(measureTools(listed).tokens, toolset).toBeLessThanOrEqual(Number(limit.replaceAll(',', '')));
    }
  });

  it('every example question for the desk is covered by a test', () => {
    const questionCount = readdirSync('test/e2e/desk').map((name) => readText(`test/e2e/desk/${name}`));
    const questions = [...text.matchAll(/^\| ([^|<`]+)(?:<br>[^|]*)? ?\| `[a-z_]+` \| [^|]+ \|$/gm)].map(([, one]) =>
      one?.trim(),
    );
    expect(questions).toHaveLength(7);
    for (const question of questions) expect(questionCount.join(), question).toContain(`question: '${question}'`);
  });

  it('the defaults are written in the language of the page', () => {
    if (language === 'en') return;
    const cells = text.split('\n').map((line) => line.split(' | ')[2] ?? '');
    const untranslated = settings.map((one) => one.default).filter((words) => / |^(off|none)$/.test(words));
    expect(cells.filter((cell) => untranslated.includes(cell))).toEqual([]);
  });
});

describe.each(['docs/operations.md', 'docs/operations.ko.md'])('the operations guide %s', (path) => {
  const text = readText(path);

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
