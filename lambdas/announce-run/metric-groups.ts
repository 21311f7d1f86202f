import {
  DATASET_DIMENSION,
  DURATION_METRICS,
  FAILED_JOBS_METRIC,
  INSTANCE_HOURS_METRIC,
  INSTANCE_TYPE_DIMENSION,
  MODEL_DIMENSION,
  RECORD_METRICS,
  RECORDS_PER_SECOND_METRIC,
  ROUGE_METRICS,
  RUNS_METRIC,
  STATUS_DIMENSION,
} from '../../domain/run/run-metrics';
import { type CompletedResults, type Results } from '../../domain/run/results';
import { datasetName } from './dataset-name';

export interface MetricValue {
  readonly name: string;
  readonly unit: 'Count' | 'Seconds' | 'Count/Second' | 'None';
  readonly value: number;
}

/** Metrics that share their dimensions, beside the deployment's own. */
export interface MetricGroup {
  readonly dimensions: Readonly<Record<string, string>>;
  readonly values: readonly MetricValue[];
}

/** What a run is measured by. Durations and counts of a run that failed would only blur those of others. */
export function metricGroups(results: Results, dataBucket: string): MetricGroup[] {
  const { status, transformJob, cost } = results;
  const groups: MetricGroup[] = [
    {
      dimensions: { [STATUS_DIMENSION]: status },
      values: [{ name: RUNS_METRIC, unit: 'Count', value: 1 }],
    },
  ];
  if (transformJob && cost) {
    groups.push({
      dimensions: { [INSTANCE_TYPE_DIMENSION]: transformJob.instanceType },
      values: [{ name: INSTANCE_HOURS_METRIC, unit: 'None', value: cost.instanceHours }],
    });
  }
  // Also of a run that still has results: its job lost some shards.
  if (transformJob?.status === 'Failed') {
    groups.push({
      dimensions: {},
      values: [{ name: FAILED_JOBS_METRIC, unit: 'Count', value: 1 }],
    });
  }
  if ('error' in results) return groups;
  groups.push({ dimensions: {}, values: [...recordValues(results), ...durationValues(results)] });
  if (results.rouge) groups.push(rougeGroup(results, results.rouge, dataBucket));
  return groups;
}

function recordValues({ counts, transformJob }: CompletedResults): MetricValue[] {
  const values = entriesOf(RECORD_METRICS).map(([count, name]): MetricValue => ({
    name,
    unit: 'Count',
    value: counts[count],
  }));
  const seconds = transformJob.billedSeconds;
  if (seconds === 0) return values;
  const value = (counts.scored + counts.unscored) / seconds;
  return [...values, { name: RECORDS_PER_SECOND_METRIC, unit: 'Count/Second', value }];
}

function durationValues({ times }: CompletedResults): MetricValue[] {
  const seconds = { run: times.seconds, ...times.phases };
  return entriesOf(DURATION_METRICS).flatMap(([phase, name]): MetricValue[] => {
    const value = seconds[phase];
    return value === null ? [] : [{ name, unit: 'Seconds', value }];
  });
}

function rougeGroup(
  { provenance }: CompletedResults,
  rouge: NonNullable<CompletedResults['rouge']>,
  dataBucket: string,
): MetricGroup {
  const { model, dataset, settings } = provenance;
  return {
    dimensions: {
      [MODEL_DIMENSION]: model.name,
      [DATASET_DIMENSION]: datasetName(dataset.uri, settings.dataset.limit, dataBucket),
    },
    values: entriesOf(ROUGE_METRICS).flatMap(([type, name]): MetricValue[] => {
      const value = rouge[type];
      return value === undefined ? [] : [{ name, unit: 'None', value }];
    }),
  };
}

/** Object.entries with the keys' own type. */
function entriesOf<Key extends string>(names: Readonly<Record<Key, string>>): [Key, string][] {
  return Object.entries(names) as [Key, string][];
}
