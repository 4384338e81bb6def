/** `npm run test:missing-billing-key` runs all tests with sandboxes that answer a missing billing key as recorded. */
import { spawn } from 'node:child_process';

spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, SANDBOX_MISSING_BILLING_KEY: '200' },
}).on('exit', (code) => process.exit(code ?? 1));
