import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../build/bundle.ts';

/** A folder with a generated `index.ts` that collects its files, so that nobody has to register a new file. */
export interface Collection {
  folder: string;
  /** Whether an export of a file belongs to the collection. */
  isCollected(name: string, value: unknown): boolean;
  render(files: readonly CollectedFile[]): string;
}

interface CollectedFile {
  /** Without `.ts`. */
  file: string;
  /** The names of the collected exports. */
  names: readonly string[];
}

const NOTICE = '// Written by `npm run accept` from the files of this folder.';

const toIdentifier = (file: string) => file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const hasRoute = (value: unknown): boolean => typeof value === 'object' && value !== null && 'route' in value;
const isHandlerList = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(hasRoute);

/** Imports sorted by path, as the linter requires. */
const sortImports = (lines: readonly (readonly [path: string, line: string])[]): string =>
  lines
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, line]) => `import ${line} from '${path}';`)
    .join('\n');

const renderCatalog = (files: readonly CollectedFile[]): string => {
  const properties = files.map(({ file }) => (file.includes('-') ? `'${file}': ${toIdentifier(file)}` : file));
  return `${NOTICE}
${sortImports(files.map(({ file }) => [`./${file}.ts`, `* as ${toIdentifier(file)}`]))}

/** The rows of each file. */
export const catalog = {
${properties.map((property) => `  ${property},`).join('\n')}
};
`;
};

const renderHandlers = (files: readonly CollectedFile[]): string => `${NOTICE}
${sortImports([
  ['./handler.ts', 'type { EndpointHandler }'],
  ...files.map(({ file, names }) => [`./${file}.ts`, `{ ${names.join(', ')} }`] as const),
])}

const allHandlers: readonly EndpointHandler[] = [
${files.flatMap(({ names }) => names.map((name) => `  ...${name},`)).join('\n')}
];

/** The handlers of the sandbox, by route. */
export const handlers: ReadonlyMap<string, EndpointHandler> = new Map(
  allHandlers.map((handler) => [handler.route, handler]),
);
`;

const renderCases = (files: readonly CollectedFile[]): string => `${NOTICE}
${sortImports([
  ['../../support/tool-case.ts', 'type { ToolCase }'],
  ...files.map(({ file }) => [`./${file}.ts`, `{ cases as ${toIdentifier(file)} }`] as const),
])}

/** One call of each tool. */
export const cases: readonly ToolCase[] = [
${files.map(({ file }) => `  ...${toIdentifier(file)},`).join('\n')}
];
`;

export const collections: readonly Collection[] = [
  {
    folder: 'src/endpoints/catalog',
    isCollected: (_, value) => hasRoute(value),
    render: renderCatalog,
  },
  {
    folder: 'src/sandbox/handlers',
    isCollected: (_, value) => isHandlerList(value),
    render: renderHandlers,
  },
  {
    folder: 'test/e2e/calls',
    isCollected: (name) => name === 'cases',
    render: renderCases,
  },
];

/** Finds the files of a folder that export something to collect. Imports all files and does not read the index. */
export async function findCollectedFiles({ folder, isCollected }: Collection): Promise<CollectedFile[]> {
  const paths = readdirSync(join(root, folder)).filter((name) => name.endsWith('.ts') && name !== 'index.ts');
  const files: CollectedFile[] = [];
  for (const path of paths.sort()) {
    const exported: Record<string, unknown> = await import(pathToFileURL(join(root, folder, path)).href);
    const names = Object.keys(exported).filter((name) => isCollected(name, exported[name]));
    if (names.length > 0) files.push({ file: basename(path, '.ts'), names: names.sort() });
  }
  return files;
}
