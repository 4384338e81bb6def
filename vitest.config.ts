import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Most of the long tests wait for a process of their own, so there may be more of them than cores.
    maxWorkers: 4,
    // No module here keeps state of its own, so files may share them: reading them for each took a quarter of the time.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
