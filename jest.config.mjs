// Four projects, from the fastest to the slowest. `npm test` runs the first three; `e2e` is asked for by name.
const project = (displayName, testMatch, more = {}) => ({
  displayName,
  testEnvironment: 'node',
  testMatch: testMatch.map((path) => `<rootDir>/test/${path}`),
  modulePathIgnorePatterns: [
    '<rootDir>/dist/',
    '<rootDir>/cdktf.out/',
    '<rootDir>/out/',
    '<rootDir>/.meshspan/',
  ],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  ...more,
});

export default {
  passWithNoTests: false,
  projects: [
    // All that the other projects don't claim: a test in a new folder runs, rather than being forgotten.
    project('pure', ['**/*.test.ts'], {
      testPathIgnorePatterns: [
        '<rootDir>/test/(modules|stacks|synth|terraform|local|e2e)/',
        '<rootDir>/test/cli/process.test.ts',
      ],
    }),
    // cdktf's matchers cost half a second to load: only where constructs are synthesized. The programs as they are
    // built belong here, too: they are started for every test.
    project('synth', ['modules/**/*.test.ts', 'stacks/**/*.test.ts', 'cli/process.test.ts'], {
      setupFilesAfterEnv: ['<rootDir>/test/setup-synth.ts'],
    }),
    // The real Terraform: a provider's schema alone takes seconds to load.
    project('terraform', ['terraform/**/*.test.ts', 'local/**/*.test.ts'], { testTimeout: 180_000 }),
    project('e2e', ['e2e/**/*.test.ts'], { testTimeout: 900_000 }),
  ],
};
