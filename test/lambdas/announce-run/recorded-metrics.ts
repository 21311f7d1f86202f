import { Metrics } from '@aws-lambda-powertools/metrics';

/** A line of CloudWatch's embedded metric format. */
export interface MetricLine {
  readonly namespace: string;
  readonly dimensions: readonly (readonly string[])[];
  readonly names: readonly string[];
  /** Dimensions and metrics by name. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Metrics as the function has them, of the deployment `text2text`, and the lines that they print. */
export function recordedMetrics(): { metrics: Metrics; lines: () => MetricLine[] } {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const metrics = new Metrics({ namespace: 'text2text-batch', serviceName: 'text2text' });
  return { metrics, lines: () => write.mock.calls.map(([line]) => parse(String(line))) };
}

function parse(line: string): MetricLine {
  const { _aws, ...values } = JSON.parse(line) as {
    _aws: {
      CloudWatchMetrics: [
        { Namespace: string; Dimensions: string[][]; Metrics: { Name: string; Unit: string }[] },
      ];
    };
  };
  const [{ Namespace, Dimensions, Metrics: definitions }] = _aws.CloudWatchMetrics;
  return {
    namespace: Namespace,
    dimensions: Dimensions,
    names: definitions.map(({ Name }) => Name),
    values,
  };
}
