import { type Command, Option } from 'commander';
import { contractOption, parseCount, parseParameters } from '../realtime/parse-options';
import { parseFormat } from '../shared/format-option';
import { withErrorHandler } from '../shared/with-error-handler';
import { type InvokeCommandOptions } from './invoke-command';

const EXAMPLES = `
The name of FILE says what is in it: .json is a payload {"text_inputs": [...], "max_length": 50} as
the function invoke-batch takes it, .jsonl has one record a line with text (or text_inputs, or the
columns of --prompt) and perhaps id, any other has one text a line, as has stdin (-).

Examples:
  One text, by the endpoint of a deployment (t2t endpoint status tells its name):
    t2t invoke --endpoint my-endpoint --text 'Briefly summarize this text: ...'
  The first ten records of a file, by the embedded model, with no AWS account:
    t2t invoke --local --input examples/debian-packages/test.jsonl --first 10 \\
      --prompt 'Briefly summarize this text: {description}' --parameters '{"max_length": 40}'
  A payload of the function, with another hyperparameter:
    t2t invoke --endpoint my-endpoint --input payload.json --parameters '{"batch_size": 8}' --format json`;

/** Adds `t2t invoke`. What it needs is loaded when it runs: other commands start without it. */
export function registerInvokeCommand(program: Command): void {
  program
    .command('invoke')
    .description('have texts answered by an endpoint, while you wait')
    .option('--endpoint <name>', 'which endpoint')
    .option('--text <text>', 'one text')
    .addOption(new Option('--input <file>', 'texts, records or a payload').conflicts('text'))
    .option('--prompt <template>', 'text of a record, such as "Summarize: {article}"')
    .option('--first <count>', 'only so many of the texts', parseCount)
    .option(
      '--parameters <json>',
      'hyperparameters of the model, for all texts',
      parseParameters,
      {},
    )
    .addOption(contractOption())
    .option('--local', 'by the model of config/local.json, on this machine', false)
    .option('--format <format>', 'json or table', parseFormat, 'table')
    .addHelpText('after', EXAMPLES)
    .action(
      withErrorHandler(async (options: InvokeCommandOptions) => {
        const { invokeCommand } = await import('./invoke-command.js');
        await invokeCommand(options);
      }),
    );
}
