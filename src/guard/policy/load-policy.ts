import { type FileKind, type LoadedFile, loadJsonFile, parseJsonFile, suggestName } from '../../config/json-file.ts';
import { PolicyFile, type PolicyRules } from './policy-file.ts';

const policyFileKind: FileKind<typeof PolicyFile> = {
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
  return requireKnownTools(await loadJsonFile(path, policyFileKind), tools);
}

/** The same for a text; `path` is what errors call it. */
export function parsePolicy(text: string, path: string, tools: readonly string[]): PolicyRules {
  return requireKnownTools(parseJsonFile(text, path, policyFileKind), tools);
}

function requireKnownTools({ data, errorAt }: LoadedFile<PolicyRules>, tools: readonly string[]): PolicyRules {
  data.tools_off?.forEach((name, index) => {
    if (!tools.includes(name))
      throw errorAt(['tools_off', index], `names no tool: "${name}"${suggestName(name, tools)}`);
  });
  return data;
}
