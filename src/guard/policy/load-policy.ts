import { type FileKind, type LoadedFile, loadJsonFile, parseJsonFile, suggestName } from '../../config/json-file.ts';
import { PolicyFile, type PolicyRules, renamedPolicyKeys } from './policy-file.ts';

const policyFileKind: FileKind<typeof PolicyFile> = {
  flag: '--policy',
  schema: PolicyFile,
  thing: 'a policy',
  keys: [
    ...Object.keys(PolicyFile.shape),
    ...Object.keys(PolicyFile.shape.refund.unwrap().shape),
    ...Object.keys(PolicyFile.shape.business_hours.unwrap().shape),
  ],
  renamedKeys: renamedPolicyKeys,
};

interface LoadOptions {
  /** Names of all tools. */
  tools: readonly string[];
  /** Called with one line for each key that is given by its former name. */
  warn(line: string): void;
}

/** Reads a policy file. Throws ConfigError with file, line, column and key of the first thing wrong. */
export async function loadPolicy(path: string, options: LoadOptions): Promise<PolicyRules> {
  return checkPolicy(await loadJsonFile(path, policyFileKind), options);
}

/** The same for a text; `path` is what errors call it. */
export function parsePolicy(text: string, path: string, options: LoadOptions): PolicyRules {
  return checkPolicy(parseJsonFile(text, path, policyFileKind), options);
}

function checkPolicy({ data, warnings, errorAt }: LoadedFile<PolicyRules>, { tools, warn }: LoadOptions): PolicyRules {
  data.disabled_tools?.forEach((name, index) => {
    if (!tools.includes(name))
      throw errorAt(['disabled_tools', index], `names no tool: "${name}"${suggestName(name, tools)}`);
  });
  warnings.forEach(warn);
  return data;
}
