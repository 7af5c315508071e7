// From the fastest to the slowest. `npm test` runs all but `envoy-more`, `kubernetes`, `opentofu` and `e2e`, which have to be selected by name.
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

/** How long each test of a project may take, in milliseconds. */
const within = (testTimeout) => ({
  globals: { testTimeout },
  setupFilesAfterEnv: ['<rootDir>/test/setup-timeout.ts'],
});

export default {
  passWithNoTests: false,
  // Every test is in exactly one of them: otherwise test/projects.test.ts fails.
  projects: [
    project('pure', [
      '{architecture,lock,requirements}.test.ts',
      'core/**/*.test.ts',
      'examples/**/*.test.ts',
      'sources/**/*.test.ts',
      'tasks/pure/**/*.test.ts',
      'cli/{arguments,dates,explain,init,interrupt,lab,manifests,mutated,places,run,synth,values}.test.ts',
    ]),
    // They start programs: the built command, a replacement for Terraform, jest itself.
    project(
      'programs',
      ['cli/{deploy,doctor,process,target,verify}.test.ts', 'projects.test.ts'],
      within(60_000),
    ),
    // cdktf's matchers cost half a second to load: only where constructs are synthesized.
    project('synth', ['modules/**/*.test.ts', 'stacks/**/*.test.ts', 'growth/**/*.test.ts'], {
      setupFilesAfterEnv: ['<rootDir>/test/setup-synth.ts'],
    }),
    // The real Terraform: a provider's schema alone takes seconds to load.
    project('terraform', ['terraform/**/*.test.ts', 'local/**/*.test.ts'], within(180_000)),
    // They run a real Envoy.
    project(
      'envoy',
      [
        'envoy/{behaviour-*,generated,lab-command,validate}.test.ts',
        'envoy/lab/{authorities,yelb}.test.ts',
        'tasks/{envoy-container,envoy-tracing,registrar-*,store-*,verify-*,yelb-traffic}.test.ts',
      ],
      {
        ...within(180_000),
        globalSetup: '<rootDir>/test/setup-envoy.ts',
      },
    ),
    // The same, each a minute or more: wrong translations, every kind of edge, network namespaces, what fetches certificates.
    project(
      'envoy-more',
      [
        'envoy/{mutations,namespaces,rotation}.test.ts',
        'envoy/lab/kinds.test.ts',
        'tasks/certificate-script.test.ts',
      ],
      {
        ...within(600_000),
        globalSetup: '<rootDir>/test/setup-envoy.ts',
      },
    ),
    // They run a real Kubernetes API server with a real hashicorp/kubernetes; the first run builds both.
    project('kubernetes', ['kubernetes/**/*.test.ts'], {
      ...within(600_000),
      globalSetup: '<rootDir>/test/setup-kubernetes.ts',
    }),
    // OpenTofu in the place of Terraform; the first run builds it.
    project('opentofu', ['opentofu/**/*.test.ts'], within(600_000)),
    project('e2e', ['e2e/**/*.test.ts'], within(900_000)),
  ],
};
