import type { SandboxOptions } from '../../src/sandbox/server.ts';

/** How sandboxes of tests answer for a missing billing key: `SANDBOX_MISSING_BILLING_KEY=200` plays every test with the recorded answer. */
export const missingBillingKeyOption: Pick<SandboxOptions, 'missingBillingKey'> =
  process.env.SANDBOX_MISSING_BILLING_KEY === '200' ? { missingBillingKey: '200' } : {};
