import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import {
  findNodeAtLocation,
  type JSONPath,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type * as z from 'zod';
import type { Localized } from '../base/bilingual.ts';
import { ConfigError } from './config-error.ts';
import { splitLanguages } from './issue-text.ts';
import { findNearName, suggest } from './suggest-name.ts';

const MAX_FILE_BYTES = 1_000_000;

/** A kind of configuration file. */
export interface FileKind<S extends z.ZodType> {
  flag: string;
  schema: S;
  /** Its name in errors: `a policy`, `정책 파일`. */
  thing: Localized;
  /** Every key that it knows, at whatever depth, for hints. */
  keys: readonly string[];
  /** Top-level keys that are still accepted by their former names: former name to present name. */
  renamedKeys?: Readonly<Record<string, string>>;
}

/** A file that was read, and how to say what is wrong in it at a place. */
export interface LoadedFile<T> {
  data: T;
  /** A line for each key that is given by its former name. */
  warnings: readonly Localized[];
  errorAt(key: JSONPath, what: Localized): ConfigError;
}

/** Throws ConfigError with file, line, column and key of the first thing wrong. */
export async function loadJsonFile<S extends z.ZodType>(
  path: string,
  kind: FileKind<S>,
): Promise<LoadedFile<z.output<S>>> {
  const { flag, thing } = kind;
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE_BYTES)
      throw new ConfigError({
        en: `${flag} ${path}: is too large to be ${thing.en}`,
        ko: `${flag} ${path}: ${thing.ko}이라기에는 너무 큽니다`,
      });
    return parseJsonFile(decodeText(await readFile(path)), path, kind);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new ConfigError(describeUnreadable(`${flag} ${path}`, path, code));
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
  const describeAt = (offset: number, { en, ko }: Localized): Localized => {
    const place = `${flag} ${path}:${formatPosition(source, offset)}`;
    return { en: `${place}: ${en.replace(/\s+/g, ' ')}`, ko: `${place}: ${ko.replace(/\s+/g, ' ')}` };
  };
  const createError: ErrorMaker = (offset, what) => new ConfigError(describeAt(offset, what));

  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { disallowComments: true, allowTrailingComma: false });
  const [syntax] = errors;
  if (syntax) throw createError(syntax.offset, describeSyntax(toWords(printParseErrorCode(syntax.error))));
  if (!tree) throw createError(0, { en: 'the file is empty', ko: '파일이 비어 있습니다' });
  const duplicate = findRepeatedKey(tree);
  if (duplicate)
    throw createError(duplicate.offset, {
      en: `"${duplicate.value}" is there twice`,
      ko: `"${duplicate.value}": 두 번 적혀 있습니다`,
    });

  const renames = findRenamedKeys(tree, renamedKeys);
  const conflict = renames.find(({ isRepeated }) => isRepeated);
  if (conflict)
    throw createError(conflict.offset, {
      en: `"${conflict.former}" is the former name of "${conflict.present}", and both are given; keep "${conflict.present}"`,
      ko: `"${conflict.former}": "${conflict.present}"의 이전 이름인데 둘 다 적혀 있습니다. "${conflict.present}"만 남기세요`,
    });
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
    throw createError(findOffset(tree, key), {
      en: `${key.length > 0 ? `"${key.join('.')}"` : thing.en.replace(/^an? /, 'the ')} ${what.en}`,
      ko: `${key.length > 0 ? `"${key.join('.')}"` : thing.ko}: ${what.ko}`,
    });
  }
  return {
    data: result.data,
    warnings: renames.map(({ former, present, offset }) =>
      describeAt(offset, {
        en: `"${former}" is now called "${present}"; the former name will be removed in version 0.4.0`,
        ko: `"${former}": 이제 "${present}"로 씁니다. 이전 이름은 0.4.0에서 없어집니다`,
      }),
    ),
    errorAt(key, { en, ko }) {
      const name = `"${asWritten(key).join('.')}"`;
      return createError(findOffset(tree, asWritten(key)), { en: `${name} ${en}`, ko: `${name}: ${ko}` });
    },
  };
}

type ErrorMaker = (offset: number, what: Localized) => ConfigError;

function describeUnreadable(name: string, path: string, code: string): Localized {
  // Relative to the folder in which a client starts the server, which few people know.
  const place = isAbsolute(path) ? '' : ` (${resolve(path)})`;
  const { en, ko } = unreadableTexts[code] ?? { en: 'cannot be read', ko: '파일을 읽을 수 없습니다' };
  return { en: `${name}: ${en}${place} (${code})`, ko: `${name}: ${ko}${place} (${code})` };
}

const unreadableTexts: Readonly<Record<string, Localized>> = {
  ENOENT: { en: 'does not exist', ko: '파일이 없습니다' },
  EISDIR: { en: 'is a folder, not a file', ko: '파일이 아니라 폴더입니다' },
  EACCES: { en: 'may not be read by this user', ko: '이 사용자에게 읽을 권한이 없습니다' },
};

const describeSyntax = (problem: string): Localized => ({
  en: `not JSON: ${problem}`,
  ko: `JSON 형식이 아닙니다(${problem})`,
});

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

function parseJson(source: string, createError: ErrorMaker): unknown {
  try {
    return JSON.parse(source);
  } catch {
    throw createError(0, { en: 'not JSON', ko: 'JSON 형식이 아닙니다' });
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
  thing: Localized,
  keys: readonly string[],
): { path: JSONPath; what: Localized } {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const hint = suggestName(key, keys);
    return {
      path: [...path, key],
      what: { en: `is not a key of ${thing.en}${hint.en}`, ko: `${thing.ko}에 없는 항목입니다${hint.ko}` },
    };
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map((one) => `"${String(one)}"`);
    return { path, what: { en: `must be ${values.join(' or ')}`, ko: `가능한 값: ${values.join(', ')}` } };
  }
  if (issue.code === 'invalid_type') return { path, what: describeType(issue) };
  const { en, ko } = splitLanguages(
    issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? 'is not a valid key') : issue.message,
  );
  const isSentence = issue.code === 'invalid_key' || /^(must|is|accepts)\b/.test(en);
  return { path, what: { en: isSentence ? en : `is invalid: ${en}`, ko } };
}

function describeType(issue: z.core.$ZodIssueInvalidType): Localized {
  if (issue.input === undefined && issue.message.endsWith('undefined'))
    return { en: 'is missing', ko: '빠져 있습니다' };
  const { expected } = issue;
  return {
    en: `must be ${/^[aeio]/.test(expected) ? 'an' : 'a'} ${expected}`,
    ko: `형식이 다릅니다. 필요한 형식: ${typeNames[expected] ?? expected}`,
  };
}

const typeNames: Readonly<Record<string, string>> = {
  string: '문자열',
  number: '숫자',
  boolean: 'true 또는 false',
  object: '객체 { }',
  record: '객체 { }',
  array: '목록 [ ]',
};

/** A key that is valid in another place is not a typo. */
export function suggestName(name: string, known: readonly string[]): Localized {
  const near = known.includes(name) ? undefined : findNearName(name, known);
  return suggest(near === undefined ? undefined : `"${near}"`);
}
