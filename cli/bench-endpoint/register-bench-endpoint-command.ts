import { type Command } from 'commander';
import {
  contractOption,
  parseCount,
  parseCounts,
  parseDuration,
  parseParameters,
} from '../realtime/parse-options';
import { withErrorHandler } from '../shared/with-error-handler';
import { type BenchCommandOptions } from './bench-command';

const EXAMPLES = `
Every batch size is measured with every concurrency, one after the other, in equal shares of time
and requests, after a warm-up that is not counted. Failed requests are counted and not repeated.
It loads the endpoint fully: on one that others use, they will notice. Files: as in t2t invoke --help.

Examples:
  Which setting answers most within two seconds:
    t2t bench-endpoint --endpoint my-endpoint --input texts.txt --target-p95 2000 --output bench
  The embedded model on this machine, with no AWS account:
    t2t bench-endpoint --local --input examples/debian-packages/test.jsonl \\
      --prompt 'Briefly summarize this text: {description}' --parameters '{"max_length": 40}' --max-seconds 60`;

/** Adds `t2t bench-endpoint`. What it needs is loaded when it runs: other commands start without it. */
export function registerBenchEndpointCommand(program: Command): void {
  program
    .command('bench-endpoint')
    .description(
      'measure throughput, latency and cost of an endpoint by batch size and concurrency',
    )
    .option('--endpoint <name>', 'which endpoint')
    .requiredOption('--input <file>', 'texts, records or a payload')
    .option('--prompt <template>', 'text of a record, such as "Summarize: {article}"')
    .option('--first <count>', 'only so many of the texts', parseCount)
    .option(
      '--parameters <json>',
      'hyperparameters of the model, for all texts',
      parseParameters,
      {},
    )
    .option('--batch-sizes <list>', 'texts in a request', parseCounts, [1, 2, 4, 8, 16])
    .option('--concurrency <list>', 'requests under way at a time', parseCounts, [1, 2, 4])
    .option('--max-seconds <seconds>', 'for all settings, warm-up included', parseDuration, 120)
    .option('--max-requests <count>', 'for all settings, warm-up included', parseCount, 5000)
    .option('--target-p95 <ms>', 'latency that 95 % of requests must keep', parseDuration)
    .option('--output <folder>', 'write bench.json and bench.svg into it')
    .addOption(contractOption())
    .option('--local', 'by the model of config/local.json, on this machine', false)
    .addHelpText('after', EXAMPLES)
    .action(
      withErrorHandler(async (options: BenchCommandOptions) => {
        const { benchCommand } = await import('./bench-command.js');
        await benchCommand(options);
      }),
    );
}
