// Node 20 is what this application promises to run on; the SDK's notice about it would hide failures.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
  // Two cores: more workers only compete with the servers that the end-to-end tests start.
  maxWorkers: 2,
  // Four runs in the embedded AWS took 47 s while eight other processes had the two cores; 10 s else.
  testTimeout: 180_000,
  // Each test that bundles starts an esbuild process that lives as long as its worker: a worker that
  // ran 150 files held 50 of them and 5 GB. It is replaced before that.
  workerIdleMemoryLimit: '1500MB',
};
