import * as z from 'zod';
import * as runMetrics from '../../../domain/run/run-metrics';
import { awsMetrics } from '../support/aws-metrics';
import { synthesize, testConfig } from '../support/synthesize';

const metricSchema = z.object({ Namespace: z.string(), MetricName: z.string() });
const alarmSchema = z.object({
  Properties: z.looseObject({
    AlarmDescription: z.string(),
    Metrics: z
      .array(z.object({ MetricStat: z.object({ Metric: metricSchema }).optional() }))
      .optional(),
  }),
});

describe('the monitoring of the deployed application', () => {
  let alarms: z.infer<typeof alarmSchema>['Properties'][];
  let functions: number;
  beforeAll(async () => {
    const config = testConfig(undefined, { runbookUrl: 'https://wiki.example.com/runbook' });
    const { pipeline } = (await synthesize(config)).templates;
    alarms = Object.values(pipeline.findResources('AWS::CloudWatch::Alarm')).map(
      (alarm) => alarmSchema.parse(alarm).Properties,
    );
    functions = Object.keys(pipeline.findResources('AWS::Lambda::Function')).length;
    pipeline.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
  });

  it('watches every function that is deployed', () => {
    const of = (name: string) => alarms.filter(({ MetricName }) => MetricName === name).length;
    expect(functions).toBeGreaterThan(8);
    expect([of('Errors'), of('Throttles')]).toStrictEqual([functions, functions]);
  });

  it('names only metrics that this application or AWS writes', () => {
    const own = Object.values(runMetrics).flatMap((value) =>
      typeof value === 'string' ? [value] : Object.values<string>(value),
    );
    const metrics = alarms.flatMap((alarm) =>
      alarm.Metrics
        ? alarm.Metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : []))
        : [metricSchema.parse(alarm)],
    );
    expect(metrics.length).toBeGreaterThan(alarms.length);
    for (const { Namespace, MetricName } of metrics) {
      const known = Namespace === runMetrics.METRICS_NAMESPACE ? own : awsMetrics[Namespace];
      expect(known).toContain(MetricName);
    }
  });

  it('links to the runbook where the config says that it can be read', () => {
    for (const { AlarmDescription } of alarms) {
      expect(AlarmDescription).toMatch(/ https:\/\/wiki\.example\.com\/runbook#[a-z-]+$/);
    }
  });
});
