import { Command } from 'commander';
import { registerDemoCommand } from '../cli/demo/register-demo-command';
import { registerResultsCommand } from '../cli/results/register-results-command';
import { registerRunCommand } from '../cli/run/register-run-command';

const program = new Command('t2t').description(
  'Batch text-to-text inference with SageMaker, scored by ROUGE',
);
registerDemoCommand(program);
registerRunCommand(program);
registerResultsCommand(program);

void program.parseAsync();
