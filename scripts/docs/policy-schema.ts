import * as z from 'zod';
import { PolicyFile } from '../../src/guard/policy/policy-file.ts';

export const policySchemaPath = 'docs/policy.schema.json';

/** The JSON Schema of a policy file, for completion and validation in editors. */
export function renderPolicySchema(): string {
  return `${JSON.stringify(z.toJSONSchema(PolicyFile, { io: 'input' }), null, 2)}\n`;
}
