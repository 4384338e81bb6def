import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Most of the long tests wait for a process of their own, so there may be more of them than cores.
    maxWorkers: 4,
    // Each test throws a whole sandbox away: with more room for young objects a tenth less of the time goes to collecting them.
    execArgv: ['--max-semi-space-size=64'],
    // No module here keeps state of its own, so files may share them: reading them for each took a quarter of the time.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
