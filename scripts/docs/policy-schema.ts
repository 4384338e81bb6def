import * as z from 'zod';
import { PolicyFile } from '../../src/guard/policy/policy-file.ts';

export const policySchemaPath = 'docs/policy.schema.json';

/** The format of a policy file for editors, which complete and check it as it is written. */
export function renderPolicySchema(): string {
  return `${JSON.stringify(z.toJSONSchema(PolicyFile, { io: 'input' }), null, 2)}\n`;
}
