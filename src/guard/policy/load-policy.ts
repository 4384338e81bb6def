import { type FileKind, hint, loadJson, type ReadFile, readJson } from '../../config/json-file.ts';
import { PolicyFile, type PolicyRules } from './policy-file.ts';

const kind: FileKind<typeof PolicyFile> = {
  flag: '--policy',
  schema: PolicyFile,
  thing: 'a policy',
  keys: [
    ...Object.keys(PolicyFile.shape),
    ...Object.keys(PolicyFile.shape.refund.unwrap().shape),
    ...Object.keys(PolicyFile.shape.hours.unwrap().shape),
  ],
};

/** Reads a policy file. Throws ConfigError with file, line, column and key of the first thing wrong. */
export async function loadPolicy(path: string, tools: readonly string[]): Promise<PolicyRules> {
  return withKnownTools(await loadJson(path, kind), tools);
}

/** The same for a text; `path` is what errors call it. */
export function readPolicy(text: string, path: string, tools: readonly string[]): PolicyRules {
  return withKnownTools(readJson(text, path, kind), tools);
}

function withKnownTools({ data, fault }: ReadFile<PolicyRules>, tools: readonly string[]): PolicyRules {
  data.tools_off?.forEach((name, at) => {
    if (!tools.includes(name)) throw fault(['tools_off', at], `names no tool: "${name}"${hint(name, tools)}`);
  });
  return data;
}
