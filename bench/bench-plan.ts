import { CONTRACT_VERSION, type Plan } from '../domain/run/plan';
import { loadConfig } from '../lib/config/load-config';
import { join } from 'node:path';

/** The plan of a run over the example data with the settings of `config/local.json`. */
export function benchPlan(): Plan {
  const config = loadConfig({ directory: join(__dirname, '..', 'config'), name: 'local' });
  const { dataset } = config.runDefaults;
  return {
    contractVersion: CONTRACT_VERSION,
    runId: 'bench',
    execution: { arn: 'bench', name: 'bench', startTime: '2026-01-01T00:00:00.000Z' },
    settings: { ...config.runDefaults, dataset: { ...dataset, uri: 'datasets/bench.jsonl' } },
    model: {
      name: 'bench',
      modelName: 'bench',
      jumpStart: null,
      image: 'bench',
      modelDataUrl: 's3://bench/model.tar.gz',
      environment: {},
      contract: 'text2text-1.x',
      supportedInstanceTypes: ['ml.m5.xlarge'],
      defaultInstanceType: 'ml.m5.xlarge',
    },
    dataset: { bucket: 'bench', key: 'datasets/bench.jsonl', etag: '"bench"', bytes: 1 },
    references: null,
    limits: config.limits,
    // 256 as in config/default.json: 1 GB of these records are 8,500 shards.
    recordsPerShard: 256,
    pollIntervalSeconds: 1,
    codeVersion: 'bench',
  };
}
