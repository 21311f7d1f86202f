import { type DeployedModel } from '../../domain/run/deployed-model';
import { type Deployment } from '../../domain/run/deployment';
import { CONTRACT_VERSION, type Execution, type Plan } from '../../domain/run/plan';
import { type RunSettings } from '../../domain/run/request';

export const MODEL: DeployedModel = {
  name: 'echo',
  modelName: 'echo-1a2b3c4d',
  jumpStart: null,
  image: 'embedded/echo:1',
  modelDataUrl: 's3://model-bucket/model.tar.gz',
  environment: {},
  contract: 'text2text-1.x',
  supportedInstanceTypes: ['ml.m5.large', 'ml.m5.xlarge'],
  defaultInstanceType: 'ml.m5.large',
};

export const EXECUTION: Execution = {
  arn: 'arn:aws:states:eu-west-1:123456789012:execution:pipeline:nightly',
  name: 'nightly',
  startTime: '2026-01-31T10:00:00.000Z',
};

const SETTINGS: RunSettings = {
  dataset: {
    uri: 'data.jsonl',
    format: 'jsonl',
    inputColumn: 'article',
    referenceColumn: 'highlights',
    idColumn: null,
    hyperParametersColumn: null,
    references: null,
    limit: null,
  },
  prompt: 'Summarize: {article}',
  model: MODEL.name,
  hyperParameters: { batch_size: 4, max_length: 50, do_sample: true },
  transform: {
    instanceType: 'ml.m5.large',
    instanceCount: 1,
    maxPayloadInMB: 1,
    maxConcurrentTransforms: 1,
    batchStrategy: 'MultiRecord',
    maxRuntimeHours: 1,
  },
  rouge: {
    types: ['rouge1', 'rouge2', 'rougeL', 'rougeLsum'],
    useStemmer: false,
    tokenizer: 'default',
    seed: 42,
  },
};

/** Changes to settings, each part of a part apart. */
export type SettingsChanges = Partial<
  Omit<RunSettings, 'dataset' | 'transform' | 'rouge'> & {
    dataset: Partial<RunSettings['dataset']>;
    transform: Partial<RunSettings['transform']>;
    rouge: Partial<RunSettings['rouge']>;
  }
>;

export function runSettings(changes: SettingsChanges = {}): RunSettings {
  return {
    ...SETTINGS,
    ...changes,
    dataset: { ...SETTINGS.dataset, ...changes.dataset },
    transform: { ...SETTINGS.transform, ...changes.transform },
    rouge: { ...SETTINGS.rouge, ...changes.rouge },
  };
}

export function deployment(changes: Partial<Deployment> = {}): Deployment {
  return {
    codeVersion: 'test',
    models: [MODEL],
    datasetBuckets: [],
    bundledDatasets: [],
    runDefaults: runSettings(),
    presets: {},
    limits: {
      maxRecordsPerShard: 2,
      secondsPerRecord: 1,
      invocationTimeoutSeconds: 60,
      invocationRetries: 0,
    },
    ...changes,
  };
}

export function plan(changes: Partial<Plan> = {}): Plan {
  const { limits, codeVersion } = deployment();
  return {
    contractVersion: CONTRACT_VERSION,
    runId: EXECUTION.name,
    execution: EXECUTION,
    settings: runSettings(),
    model: MODEL,
    dataset: { bucket: 'data-bucket', key: 'data.jsonl', etag: '"etag"', bytes: 100 },
    references: null,
    limits,
    recordsPerShard: 2,
    pollIntervalSeconds: 2,
    codeVersion,
    ...changes,
  };
}
