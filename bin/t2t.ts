import { Command } from 'commander';
import { registerBenchEndpointCommand } from '../cli/bench-endpoint/register-bench-endpoint-command';
import { registerDemoCommand } from '../cli/demo/register-demo-command';
import { registerEndpointCommand } from '../cli/endpoint/register-endpoint-command';
import { registerInvokeCommand } from '../cli/invoke/register-invoke-command';
import { registerLocalCommand } from '../cli/local-aws/register-local-command';
import { registerModelsCommand } from '../cli/models/register-models-command';
import { registerResultsCommand } from '../cli/results/register-results-command';
import { registerRougeCommand } from '../cli/rouge/register-rouge-command';
import { registerRunCommand } from '../cli/run/register-run-command';
import { loadConfiguredModels } from './load-configured-models';

// Node 20 is what this application promises to run on; the SDK's notice about it is not for users.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

// Whoever reads our output may have read enough (t2t ... | head).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const program = new Command('t2t').description(
  'Batch text-to-text inference with SageMaker, scored by ROUGE',
);
registerDemoCommand(program);
registerRunCommand(program);
registerResultsCommand(program);
registerRougeCommand(program);
registerInvokeCommand(program);
registerBenchEndpointCommand(program);
registerLocalCommand(program);
registerEndpointCommand(program);
registerModelsCommand(program, loadConfiguredModels);

void program.parseAsync();
