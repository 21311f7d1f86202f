import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import recommended from 'aws-cdk-lib/recommended-feature-flags.json';

const { context } = JSON.parse(readFileSync(join(__dirname, '../cdk.json'), 'utf8')) as {
  context: Record<string, unknown>;
};

describe('cdk.json', () => {
  // Strong: CloudFormation then refuses to replace a bucket that functions and models still use.
  it('sets every recommended feature flag, but strong references between stacks', () => {
    expect(context).toMatchObject({
      ...recommended,
      '@aws-cdk/core:defaultCrossStackReferences': 'strong',
    });
  });

  it('is quiet and offline', () => {
    expect(context).toHaveProperty('cli-telemetry', false);
  });
});
