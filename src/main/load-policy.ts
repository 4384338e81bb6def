import type { PolicyLayer } from '../guard/policy/layers.ts';
import type { PolicyRules } from '../guard/policy/policy-file.ts';
import { toolDefinitions } from '../tools/definitions.ts';

/** Reads a policy file. `origin` is the setting that names it, for errors. Throws ConfigError. */
export async function loadPolicyRules(
  path: string,
  warn: (line: string) => void,
  origin = '--policy',
): Promise<PolicyRules> {
  const { loadPolicy } = await import('../guard/policy/policy-file.ts');
  return loadPolicy(path, { origin, tools: toolDefinitions.map((tool) => tool.definition.name), warn });
}

/** Returns the policies that a shop's calls must pass, the company's first. Throws ConfigError. */
export async function loadPolicyLayers(
  { policyFile, companyPolicy }: { policyFile: string | undefined; companyPolicy: PolicyRules | undefined },
  warn: (line: string) => void,
): Promise<PolicyLayer[]> {
  const rules = policyFile === undefined ? undefined : await loadPolicyRules(policyFile, warn);
  if (companyPolicy === undefined) return rules === undefined ? [] : [{ issuer: 'operator', rules }];
  return [
    { issuer: 'company', rules: companyPolicy },
    ...(rules === undefined ? [] : [{ issuer: 'shop' as const, rules }]),
  ];
}
