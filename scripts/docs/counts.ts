import { readdirSync } from 'node:fs';
import { endpoints } from '../../src/endpoints/index.ts';
import { curated } from '../../src/tools/curated/index.ts';
import { toolDefinitions } from '../../src/tools/definitions.ts';
import { discoverTools } from '../../src/tools/discover/index.ts';
import { selectTools } from '../../src/tools/toolsets/select.ts';
import { measureTools } from './tool-cost.ts';

/** Files with numbers of endpoints or tools. The changelog keeps its old numbers. */
export const countedPages: readonly string[] = [
  'README.md',
  'README.ko.md',
  'llms.txt',
  'package.json',
  'manifest.json',
  ...readdirSync('mcpb-resources').map((name) => `mcpb-resources/${name}`),
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md') && !name.startsWith('pg-rules.'))
    .map((name) => `docs/${name}`),
];

/** How pages write a number of endpoints or tools. A test fails for a pattern that matches nowhere. */
export const countPatterns: readonly { pattern: RegExp; count: number }[] = [
  { pattern: /\b\d+(?= endpoints\b)/g, count: endpoints.length },
  { pattern: /\d+(?=개 엔드포인트)/g, count: endpoints.length },
  { pattern: /\b\d+(?= tools that answer\b)/g, count: curated.length },
  { pattern: /(?<=(상담용|결제 문의용) 도구 )\d+(?=개)/g, count: curated.length },
  { pattern: /(?<=`desk,discover` lists )\d+(?= tools)/g, count: curated.length + discoverTools.length },
  { pattern: /(?<=`desk,discover`는 도구 )\d+(?=개)/g, count: curated.length + discoverTools.length },
];

/** Rounds to two significant digits, since an exact number would change with every word. */
const roundCost = (tokens: number): string => Number(tokens.toPrecision(2)).toLocaleString('en');

/** Rows of the table of toolsets: name and meaning, number of tools, tokens. The limit after them is set by hand. */
const TOOLSET_ROW = /^(\| `([a-z]+)`.*) \| \d+ \| [\d,]+ \| ([\d,]+ \|)$/gm;

/** Updates every number of endpoints, tools and tokens on a page. */
export function replaceCounts(page: string): string {
  const counted = countPatterns.reduce((text, { pattern, count }) => text.replaceAll(pattern, String(count)), page);
  return counted.replaceAll(TOOLSET_ROW, (_, meaning: string, toolset: string, limit: string) => {
    const chosen = { toolsets: [toolset], tools: [], excludeTools: [], readOnly: false };
    const listed = selectTools(toolDefinitions, chosen).filter(({ hidden }) => !hidden);
    return `${meaning} | ${listed.length} | ${roundCost(measureTools(listed).tokens)} | ${limit}`;
  });
}
