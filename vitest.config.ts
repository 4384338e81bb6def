import { defineConfig } from 'vitest/config';

/** Where `.ci/run` wants a report that it can count. */
const report = process.env.TEST_REPORT;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A missing snapshot fails as a different one does: only `npm run accept` writes them.
    update: 'none',
    globalSetup: ['test/support/temporary-folder.ts'],
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // Most of the long tests wait for a process of their own, so there may be more of them than cores.
    maxWorkers: 4,
    // Each test throws a whole sandbox away: with more room for young objects less of the time goes to collecting them,
    // and on busy cores neither that nor better code for the parser of `fetch` is worth a thread of its own.
    execArgv: ['--min-semi-space-size=32', '--max-semi-space-size=64', '--single-threaded-gc', '--liftoff-only'],
    // What a module keeps is the same for all who use it, so files may share them: reading them for each took a quarter of the time.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
