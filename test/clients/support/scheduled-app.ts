import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { addStacks } from '../../../lib/add-stacks';
import { loadConfig } from '../../../lib/config/load-config';
import { prepareModels } from '../../../lib/models/prepare-models';

const ROOT = join(__dirname, '..', '..', '..');

/**
 * The application of `config/local.json` with a schedule, which the checkout's own has not: a `rate`
 * fires when it is made, and this one then not again while a check runs.
 */
async function synthesize(): Promise<void> {
  const app = new App();
  const local = loadConfig({ directory: join(ROOT, 'config'), root: ROOT, name: 'local' });
  const config = {
    ...local,
    schedules: [
      {
        name: 'check',
        expression: 'rate(1 day)',
        timeZone: 'UTC',
        flexibleWindowMinutes: null,
        enabled: true,
        input: { preset: 'smoke' },
      },
    ],
  };
  addStacks(app, { config, models: await prepareModels(config, ROOT), root: ROOT });
  app.synth();
}

void synthesize();
