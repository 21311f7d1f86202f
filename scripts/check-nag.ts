import { join } from 'node:path';
import { AwsSolutionsChecks } from 'cdk-nag';
import { deployments } from './security/deployments';

// `npm run nag`: what AwsSolutions finds and nobody has acknowledged, one line each.
void deployments(join(__dirname, '..')).then((all) => {
  const lines = all.flatMap(({ name, app }) =>
    new AwsSolutionsChecks()
      .validateScope(app)
      .violations.flatMap(({ ruleName, description, violatingResources }) =>
        violatingResources.map(
          ({ constructPath }) => `${name}: ${constructPath ?? ''}: ${ruleName}: ${description}\n`,
        ),
      ),
  );
  process.stdout.write(lines.join('') || 'AwsSolutions: nothing unacknowledged\n');
  process.exitCode = lines.length > 0 ? 1 : 0;
});
