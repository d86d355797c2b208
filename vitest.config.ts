import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Slow checks over large inputs run with `npm run test:full`.
    exclude: ['test/**/full/**', 'node_modules/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Polls wait for real storage and processes, on machines that may be busy.
    expect: { poll: { timeout: 10_000 } },
  },
});
