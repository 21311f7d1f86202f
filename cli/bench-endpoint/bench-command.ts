import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { endpointUsdPerHour } from '../../domain/cost/endpoint-cost';
import { systemClock } from '../../domain/realtime/clock';
import { type ContractName, type PayloadContract } from '../../domain/realtime/contract';
import { parseInvokeBatchPayload } from '../../domain/realtime/invoke-batch-payload';
import { InvalidInvokeRequest } from '../../domain/realtime/errors';
import { InvokeFailure } from '../../domain/realtime/invoke-failure';
import { createRealtimeClients, destroyClients, type RealtimeClients } from '../realtime/clients';
import { endpointPort } from '../realtime/endpoint-port';
import { LOCAL_ENDPOINT, withLocalEndpoint } from '../realtime/local-endpoint';
import { readPayload, type TextSource } from '../realtime/read-payload';
import { findReadyEndpoint } from '../realtime/ready-endpoint';
import { CliError } from '../shared/cli-error';
import { curveSvg } from './curve-svg';
import { endpointInstances } from './endpoint-instances';
import { type Figures } from './figures';
import { figuresTable } from './figures-table';
import { recommend } from './recommend';
import { settingsOf } from './setting';
import { sweep } from './sweep';

export interface BenchOptions extends TextSource {
  readonly endpoint: string;
  readonly contract?: ContractName;
  readonly batchSizes: readonly number[];
  readonly concurrency: readonly number[];
  readonly maxSeconds: number;
  readonly maxRequests: number;
  /** Milliseconds. */
  readonly targetP95?: number;
  /** Folder for bench.json and bench.svg; made if need be. */
  readonly output?: string;
  /** In an embedded AWS: the speed of this machine has no price. */
  readonly local: boolean;
}

export interface BenchCommandOptions extends Omit<BenchOptions, 'endpoint'> {
  readonly endpoint?: string;
}

/** `t2t bench-endpoint`: of an endpoint in AWS, or of one in an embedded AWS. */
export async function benchCommand(options: BenchCommandOptions): Promise<void> {
  const { endpoint, local } = options;
  if (local) {
    const name = endpoint ?? LOCAL_ENDPOINT;
    await withLocalEndpoint(name, (clients) => bench({ ...options, endpoint: name }, clients));
    return;
  }
  if (endpoint === undefined) throw new CliError('no endpoint: give --endpoint, or --local');
  const clients = createRealtimeClients();
  try {
    await bench({ ...options, endpoint }, clients);
  } finally {
    destroyClients(clients);
  }
}

/** Measures all settings, prints them and a recommendation, and writes both files. */
export async function bench(options: BenchOptions, clients: RealtimeClients): Promise<void> {
  const payload = await readPayload(options);
  const { sagemaker, runtime } = clients;
  const endpoint = await findReadyEndpoint(sagemaker, options.endpoint, options.contract);
  const { contract } = endpoint;
  const { items, parameters } = checked(() => parseInvokeBatchPayload(payload, contract));
  const { batch_size, ...others } = parameters;
  if (batch_size !== undefined) say('batch_size is what is measured: the given one is left out');
  const settings = settingsOf(possible(options.batchSizes, contract), options.concurrency);
  const instances = await endpointInstances(sagemaker, endpoint);
  const region = await sagemaker.config.region();

  const figures = await sweep(
    {
      settings,
      budget: { milliseconds: options.maxSeconds * 1000, requests: options.maxRequests },
      usdPerHour: options.local ? null : endpointUsdPerHour(instances, region),
      onWarmUp: () => {
        say(`${settings.length} settings in at most ${options.maxSeconds} s; warming up`);
      },
      onFigures: (measured, index) => {
        say(progressText(measured, index, settings.length));
      },
    },
    {
      invoke: endpointPort(runtime, endpoint),
      contract,
      texts: items.map(({ text }) => text),
      parameters: others,
      clock: systemClock,
    },
  ).catch((error: unknown) => {
    throw error instanceof InvokeFailure
      ? new CliError(`${error.name}: ${error.message}`, { cause: error })
      : error;
  });
  const recommendation = recommend(figures, options.targetP95);
  process.stdout.write(`${figuresTable(figures)}\n${recommendation.reason}\n`);
  if (options.output === undefined) return;
  await mkdir(options.output, { recursive: true });
  const { endpoint: name, targetP95 = null } = options;
  const report = {
    endpoint: { name, contract: contract.name, instances, region },
    measuredAt: new Date().toISOString(),
    texts: items.length,
    parameters: others,
    targetP95,
    figures,
    recommendation,
  };
  await writeFile(join(options.output, 'bench.json'), `${JSON.stringify(report, null, 2)}\n`);
  const svg = curveSvg(figures, `Endpoint ${name}`, options.targetP95);
  await writeFile(join(options.output, 'bench.svg'), svg);
  say(`Written: bench.json and bench.svg in ${options.output}`);
}

/** @throws CliError when the contract leaves none of the batch sizes */
function possible(batchSizes: readonly number[], { name, maxTexts }: PayloadContract): number[] {
  const sizes = batchSizes.filter((size) => size <= maxTexts);
  if (sizes.length === 0) {
    throw new CliError(`${name} takes at most ${maxTexts} texts a request; valid: --batch-sizes 1`);
  }
  if (sizes.length < batchSizes.length) {
    say(`${name} takes at most ${maxTexts} texts a request: greater batch sizes are left out`);
  }
  return sizes;
}

function checked<Value>(parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    if (error instanceof InvalidInvokeRequest) throw new CliError(error.message, { cause: error });
    throw error;
  }
}

function progressText(figures: Figures, index: number, count: number): string {
  const { concurrency, batchSize, recordsPerSecond, latency } = figures;
  const p95 = latency ? `p95 ${Math.round(latency.p95)} ms` : 'nothing answered';
  return `${index + 1}/${count} concurrency ${concurrency}, batch size ${batchSize}: ${recordsPerSecond.toFixed(1)} records/s, ${p95}`;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
