// Unit and integration tests: real sockets on port 0, no mocks of node:http or undici.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/cli/build-cli.ts'],
    exclude: ['test/e2e/**'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    passWithNoTests: false,
    reporters: ['default'],
  },
})
