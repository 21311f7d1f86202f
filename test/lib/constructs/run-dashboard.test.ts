import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { RunAlarms } from '../../../lib/constructs/run-alarms';
import { RunDashboard } from '../../../lib/constructs/run-dashboard';
import * as runMetrics from '../../../domain/run/run-metrics';
import { awsMetrics } from '../support/aws-metrics';
import { monitoredStack, SERVICE } from '../support/monitored-stack';
import { asText } from '../support/statements';

const bodySchema = z.object({
  widgets: z.array(
    z.object({
      type: z.string(),
      width: z.number(),
      x: z.number(),
      properties: z.looseObject({
        title: z.string(),
        metrics: z.array(z.array(z.unknown())).optional(),
        alarms: z.array(z.string()).optional(),
      }),
    }),
  ),
});

function synthesizeDashboard() {
  const { stack, props } = monitoredStack();
  const { alarms } = new RunAlarms(stack, 'Alarms', props);
  new RunDashboard(stack, 'Dashboard', { ...props, alarms });
  const [dashboard] = Object.values(
    Template.fromStack(stack).findResources('AWS::CloudWatch::Dashboard'),
  );
  const { DashboardBody } = z
    .object({ Properties: z.object({ DashboardBody: z.unknown() }) })
    .parse(dashboard).Properties;
  // What CloudWatch gets must be JSON: a title or an expression may not break it.
  return { alarms, ...bodySchema.parse(JSON.parse(asText(DashboardBody))) };
}

describe('RunDashboard', () => {
  const { widgets, alarms } = synthesizeDashboard();
  const lines = widgets.flatMap(({ properties }) => properties.metrics ?? []);
  /** `[namespace, name, dimension, value, ..., {options}]`, without the options. */
  const metrics = lines
    .map((line) => line.filter((part) => typeof part === 'string'))
    .filter((line) => line.length > 0);
  const searches = lines.flatMap(
    ([first]) => z.object({ expression: z.string() }).safeParse(first).data?.expression ?? [],
  );
  const titled = (title: string) =>
    widgets.find(({ properties }) => properties.title === title)?.properties;

  it('shows what was promised', () => {
    expect(widgets.map(({ properties }) => properties.title)).toStrictEqual([
      'Alarms',
      'Runs by status',
      'Records, and records per second of the job',
      'Rouge1 by model and data set',
      'Rouge2 by model and data set',
      'RougeL by model and data set',
      'RougeLsum by model and data set',
      'Seconds of a run, by phase (average)',
      'Billed instance hours a day, by instance type',
      'Duration of the functions (longest, ms)',
      'Errors of the functions, and throttling',
      'Executions without success, and throttling',
      'Undelivered events; failed and swept jobs',
    ]);
  });

  it('fits on the 24 columns of a dashboard', () => {
    for (const { x, width } of widgets) expect(x + width).toBeLessThanOrEqual(24);
  });

  it('shows the state of every alarm', () => {
    expect(titled('Alarms')?.alarms).toHaveLength(alarms.length);
  });

  it('has a line for each status that a run can end with', () => {
    const statuses = titled('Runs by status')?.metrics?.map((line) => line.slice(0, 6));
    expect(statuses).toStrictEqual(
      ['Completed', 'CompletedWithFailures', 'Failed', 'Aborted'].map((status) => [
        'text2text-batch',
        'Runs',
        'service',
        SERVICE,
        'status',
        status,
      ]),
    );
  });

  it('finds ROUGE and instance hours whatever models, data sets and instance types there are', () => {
    expect(searches).toStrictEqual([
      ...['Rouge1', 'Rouge2', 'RougeL', 'RougeLsum'].map(
        (name) =>
          `SEARCH('{"text2text-batch",service,model,dataset} MetricName="${name}" service="Text2TextBatch"', 'Average', 86400)`,
      ),
      `SEARCH('{"text2text-batch",service,instanceType} MetricName="InstanceHours" service="Text2TextBatch"', 'Sum', 86400)`,
    ]);
  });

  it('names only metrics that this application or AWS writes', () => {
    const own = Object.values(runMetrics).flatMap((value) =>
      typeof value === 'string' ? [value] : Object.values<string>(value),
    );
    expect(metrics.length).toBeGreaterThan(30);
    for (const [namespace = '', name = ''] of metrics) {
      const known = namespace === runMetrics.METRICS_NAMESPACE ? own : awsMetrics[namespace];
      expect(known).toContain(name);
    }
  });
});
