/**
 * The loader of this file insists on module CommonJS, which contradicts our node16 resolution; hence its options.
 * @jest-config-loader-options {"transpileOnly": true, "moduleTypes": {}, "compilerOptions": {"module": "node16"}}
 */
import type { Config } from 'jest';

type Project = Exclude<NonNullable<Config['projects']>[number], string>;

const everyProject: Project = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': '<rootDir>/scripts/swc-transform.cjs' },
  moduleNameMapper: { '^@callscope/([^/]+)$': '<rootDir>/libs/$1/src' },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/dist-ui/'],
};

const config: Config = {
  // Each spec belongs to exactly one project; the suffix says what it costs.
  projects: [
    {
      ...everyProject,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,apps}/**/*.spec.ts', '<rootDir>/dashboard-ui/src/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.(int|e2e)\\.spec\\.ts$'],
    },
    {
      ...everyProject,
      displayName: 'integration',
      testMatch: ['<rootDir>/{libs,apps}/**/*.int.spec.ts'],
    },
    {
      ...everyProject,
      displayName: 'e2e',
      testMatch: ['<rootDir>/{libs,apps}/**/*.e2e.spec.ts', '<rootDir>/test/**/*.spec.ts'],
    },
  ],
  // The e2e specs start services and a browser beside the workers: more workers than two only make them wait.
  maxWorkers: 2,
  // How long what hangs may hang, and no measure of speed: a slow machine is not a fault.
  testTimeout: 120_000,
  // What is drawn by chance is drawn again by `npx jest --seed`: see libs/call-events/src/testing/runs.ts.
  showSeed: true,
  passWithNoTests: false,
  reporters: ['default', '<rootDir>/scripts/ci-summary-reporter.cjs'],
};

export default config;
