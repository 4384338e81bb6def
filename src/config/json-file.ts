import { readFile, stat } from 'node:fs/promises';
import { closest, distance } from 'fastest-levenshtein';
import {
  findNodeAtLocation,
  type JSONPath,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type * as z from 'zod';
import { ConfigError } from './config-error.ts';

const MAX_FILE_BYTES = 1_000_000;

/** A kind of configuration file. */
export interface FileKind<S extends z.ZodType> {
  flag: string;
  schema: S;
  /** Its name in errors: `a policy`. */
  thing: string;
  /** Every key that it knows, at whatever depth, for hints. */
  keys: readonly string[];
  /** Top-level keys that are still accepted by their former names: former name to present name. */
  renamedKeys?: Readonly<Record<string, string>>;
}

/** A file that was read, and how to say what is wrong in it at a place. */
export interface LoadedFile<T> {
  data: T;
  /** A line for each key that is given by its former name. */
  warnings: readonly string[];
  errorAt(key: JSONPath, what: string): ConfigError;
}

/** Throws ConfigError with file, line, column and key of the first thing wrong. */
export async function loadJsonFile<S extends z.ZodType>(
  path: string,
  kind: FileKind<S>,
): Promise<LoadedFile<z.output<S>>> {
  const { flag, thing } = kind;
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE_BYTES) throw new ConfigError(`${flag} ${path}: is too large to be ${thing}`);
    return parseJsonFile(decodeText(await readFile(path)), path, kind);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new ConfigError(`${flag} ${path}: cannot be read (${code})`);
  }
}

/**
 * Windows PowerShell writes UTF-16, or UTF-8 with a mark, and usually says so in the first bytes. Without a mark, JSON in
 * UTF-16 is recognized by its first character, which is ASCII.
 */
function decodeText(bytes: Buffer): string {
  const [first, second] = bytes;
  const isLittleEndian = (first === 0xff && second === 0xfe) || second === 0;
  const isBigEndian = (first === 0xfe && second === 0xff) || first === 0;
  const encoding = isLittleEndian ? 'utf-16le' : isBigEndian ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** The same for a text; `path` is what errors call it. */
export function parseJsonFile<S extends z.ZodType>(
  text: string,
  path: string,
  { flag, schema, thing, keys, renamedKeys = {} }: FileKind<S>,
): LoadedFile<z.output<S>> {
  const source = text.replace(/^\uFEFF/, '');
  const describeAt = (offset: number, what: string) =>
    `${flag} ${path}:${formatPosition(source, offset)}: ${what.replace(/\s+/g, ' ')}`;
  const createError = (offset: number, what: string) => new ConfigError(describeAt(offset, what));

  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { disallowComments: true, allowTrailingComma: false });
  const [syntax] = errors;
  if (syntax) throw createError(syntax.offset, `not JSON: ${toWords(printParseErrorCode(syntax.error))}`);
  if (!tree) throw createError(0, 'the file is empty');
  const duplicate = findRepeatedKey(tree);
  if (duplicate) throw createError(duplicate.offset, `"${duplicate.value}" is there twice`);

  const renames = findRenamedKeys(tree, renamedKeys);
  const conflict = renames.find(({ isRepeated }) => isRepeated);
  if (conflict)
    throw createError(
      conflict.offset,
      `"${conflict.former}" is the former name of "${conflict.present}", and both are given; keep "${conflict.present}"`,
    );
  // Errors name a key as the file does.
  const asWritten = (key: JSONPath): JSONPath => {
    const former = renames.find(({ present }) => present === key[0])?.former;
    return former === undefined ? key : [former, ...key.slice(1)];
  };

  const result = schema.safeParse(applyRenames(parseJson(source, createError), renames));
  if (!result.success) {
    const [issue] = result.error.issues;
    const { path: issuePath, what } = describeIssue(issue as z.core.$ZodIssue, thing, keys);
    const key = asWritten(issuePath);
    throw createError(
      findOffset(tree, key),
      `${key.length > 0 ? `"${key.join('.')}"` : thing.replace(/^an? /, 'the ')} ${what}`,
    );
  }
  return {
    data: result.data,
    warnings: renames.map(({ former, present, offset }) =>
      describeAt(offset, `"${former}" is now called "${present}"; the former name will be removed in version 0.4.0`),
    ),
    errorAt: (key, what) => createError(findOffset(tree, asWritten(key)), `"${asWritten(key).join('.')}" ${what}`),
  };
}

interface RenamedKey {
  former: string;
  present: string;
  /** Where the former name is written. */
  offset: number;
  /** The present name is given as well. */
  isRepeated: boolean;
}

function findRenamedKeys(tree: Node, renamedKeys: Readonly<Record<string, string>>): RenamedKey[] {
  return Object.entries(renamedKeys).flatMap(([former, present]) => {
    if (!findNodeAtLocation(tree, [former])) return [];
    const isRepeated = findNodeAtLocation(tree, [present]) !== undefined;
    return [{ former, present, offset: findOffset(tree, [former]), isRepeated }];
  });
}

function applyRenames(json: unknown, renames: readonly RenamedKey[]): unknown {
  if (renames.length === 0) return json;
  const rename = (key: string) => renames.find(({ former }) => former === key)?.present ?? key;
  return Object.fromEntries(Object.entries(Object(json)).map(([key, value]) => [rename(key), value]));
}

function parseJson(source: string, createError: (offset: number, what: string) => ConfigError): unknown {
  try {
    return JSON.parse(source);
  } catch {
    throw createError(0, 'not JSON');
  }
}

function formatPosition(source: string, offset: number): string {
  const before = source.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

/** CommaExpected → comma expected. */
const toWords = (code: string) => code.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();

/** Finds a duplicate key: JSON.parse would silently keep the last one. */
function findRepeatedKey(node: Node): Node | undefined {
  if (node.type === 'object') {
    const known = new Set<unknown>();
    for (const { children } of node.children ?? []) {
      const key = children?.[0];
      if (key && known.has(key.value)) return key;
      known.add(key?.value);
    }
  }
  for (const child of node.children ?? []) {
    const found = findRepeatedKey(child);
    if (found) return found;
  }
  return undefined;
}

/** Returns the offset of a key; for a missing key, the offset of the closest parent. */
function findOffset(tree: Node, key: JSONPath): number {
  for (let length = key.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, key.slice(0, length));
    if (node) return length === key.length && node.parent?.type === 'property' ? node.parent.offset : node.offset;
  }
  return tree.offset;
}

function describeIssue(
  issue: z.core.$ZodIssue,
  thing: string,
  keys: readonly string[],
): { path: JSONPath; what: string } {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    return { path: [...path, key], what: `is not a key of ${thing}${suggestName(key, keys)}` };
  }
  if (issue.code === 'invalid_value')
    return { path, what: `must be ${issue.values.map((one) => `"${String(one)}"`).join(' or ')}` };
  if (issue.code === 'invalid_type')
    return {
      path,
      what:
        issue.input === undefined && issue.message.endsWith('undefined')
          ? 'is missing'
          : `must be ${/^[aeio]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`,
    };
  if (issue.code === 'invalid_key') return { path, what: issue.issues[0]?.message ?? 'is not a valid key' };
  return { path, what: issue.message.startsWith('must') ? issue.message : `is invalid: ${issue.message}` };
}

export function suggestName(name: string, known: readonly string[]): string {
  const closestName = known.length > 0 ? closest(name.slice(0, 60), [...known]) : undefined;
  // A key that is valid in another place is not a typo.
  return closestName !== undefined && closestName !== name && distance(name, closestName) <= 3
    ? `; did you mean "${closestName}"?`
    : '';
}
