import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { RunAlarms, type RunAlarmsProps } from '../../../lib/constructs/run-alarms';
import { monitoredStack, SERVICE } from '../support/monitored-stack';

const alarmSchema = z.object({
  Properties: z.looseObject({
    AlarmDescription: z.string(),
    AlarmActions: z.array(z.string()),
    OKActions: z.array(z.string()).optional(),
  }),
});

function synthesizeAlarms(fields: Partial<RunAlarmsProps> = {}) {
  const { stack, props } = monitoredStack();
  const { alarms } = new RunAlarms(stack, 'Alarms', { ...props, ...fields });
  const resources = Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm');
  const byName = new Map(
    alarms.map((alarm) => {
      const logicalId = stack.getLogicalId(
        alarm.node.defaultChild as Parameters<typeof stack.getLogicalId>[0],
      );
      return [alarm.node.id, alarmSchema.parse(resources[logicalId]).Properties];
    }),
  );
  return { byName, resources };
}

const states = {
  Namespace: 'AWS/States',
  Dimensions: [
    { Name: 'StateMachineArn', Value: 'arn:aws:states:us-east-1:123456789012:stateMachine:run' },
  ],
  Statistic: 'Sum',
};
const lambdaOf = (name: string) => ({
  Namespace: 'AWS/Lambda',
  Dimensions: [{ Name: 'FunctionName', Value: name }],
  Statistic: 'Sum',
});
const own = {
  Namespace: 'text2text-batch',
  Dimensions: [{ Name: 'service', Value: SERVICE }],
  Statistic: 'Sum',
};
const once = {
  Period: 300,
  EvaluationPeriods: 1,
  DatapointsToAlarm: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  TreatMissingData: 'notBreaching',
};
const quarterOfAnHour = { ...once, EvaluationPeriods: 3, DatapointsToAlarm: 3 };

describe('RunAlarms', () => {
  const { byName, resources } = synthesizeAlarms();

  it.each([
    ['RunFailed', { ...states, MetricName: 'ExecutionsFailed', ...once }],
    ['RunTimedOut', { ...states, MetricName: 'ExecutionsTimedOut', ...once }],
    ['RunThrottled', { ...states, MetricName: 'ExecutionThrottled', ...quarterOfAnHour }],
    ['TransformJobFailed', { ...own, MetricName: 'FailedTransformJobs', ...once }],
    ['RecordsFailed', { ...own, MetricName: 'RecordsFailed', ...once }],
    ['RecordsMissing', { ...own, MetricName: 'RecordsMissing', ...once }],
    ['JobsSwept', { ...own, MetricName: 'SweptJobs', ...once, Period: 900 }],
    ['PlanRunErrors', { ...lambdaOf('plan-run'), MetricName: 'Errors', ...once, Threshold: 3 }],
    [
      'ScoreShardErrors',
      { ...lambdaOf('score-shard'), MetricName: 'Errors', ...once, Threshold: 3 },
    ],
    ['StopTransformErrors', { ...lambdaOf('stop-transform'), MetricName: 'Errors', ...once }],
    ['AnnounceRunErrors', { ...lambdaOf('announce-run'), MetricName: 'Errors', ...once }],
    ['NotifyRunErrors', { ...lambdaOf('notify-run'), MetricName: 'Errors', ...once }],
    ['SweepJobsErrors', { ...lambdaOf('sweep-jobs'), MetricName: 'Errors', ...once }],
    ['PlanRunThrottles', { ...lambdaOf('plan-run'), MetricName: 'Throttles', ...quarterOfAnHour }],
    [
      'SweepJobsThrottles',
      { ...lambdaOf('sweep-jobs'), MetricName: 'Throttles', ...quarterOfAnHour },
    ],
    [
      'EventsUndelivered',
      {
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: [{ Name: 'QueueName', Value: 'undelivered' }],
        Statistic: 'Maximum',
        ...once,
      },
    ],
    [
      'SweeperSilent',
      {
        ...lambdaOf('sweep-jobs'),
        MetricName: 'Invocations',
        Period: 900,
        EvaluationPeriods: 4,
        DatapointsToAlarm: 4,
        Threshold: 1,
        ComparisonOperator: 'LessThanThreshold',
        TreatMissingData: 'breaching',
      },
    ],
  ])('%s looks at the right metric in the right way', (name, expected) => {
    expect(byName.get(name)).toMatchObject(expected);
  });

  it('adds up the events that neither a function nor the queue took', () => {
    const lost = byName.get('EventsLost');
    expect(lost).toMatchObject({
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
    const metrics = z
      .array(
        z.object({
          Id: z.string(),
          Expression: z.string().optional(),
          MetricStat: z
            .object({
              Metric: z.object({
                MetricName: z.literal('DestinationDeliveryFailures'),
                Dimensions: z.tuple([z.object({ Value: z.string() })]),
              }),
              Period: z.literal(300),
              Stat: z.literal('Sum'),
            })
            .optional(),
        }),
      )
      // CloudWatch: at most ten metrics in an alarm, the expression not counted.
      .max(11)
      .parse(lost?.Metrics);
    const sources = metrics.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat] : []));
    expect(sources.map(({ Metric }) => Metric.Dimensions[0].Value).toSorted()).toStrictEqual([
      'announce-run',
      'notify-run',
      'stop-transform',
      'sweep-jobs',
    ]);
    const [expression] = metrics.filter(({ Expression }) => Expression !== undefined);
    for (const { Id, MetricStat } of metrics) {
      if (MetricStat) expect(expression?.Expression).toContain(`FILL(${Id}, 0)`);
    }
  });

  it('has an alarm on errors and one on throttling for each function', () => {
    const names = [...byName.keys()].filter((name) => /(Errors|Throttles)$/.test(name));
    expect(names).toHaveLength(2 * 6);
  });

  it('sends every alarm to the topic', () => {
    expect(byName.size).toBe(Object.keys(resources).length);
    for (const { AlarmActions } of byName.values()) {
      expect(AlarmActions).toStrictEqual(['arn:aws:sns:us-east-1:123456789012:alarms']);
    }
  });

  it('tells the end of what lasts, and not of what only happened', () => {
    const telling = [...byName].filter(([, { OKActions }]) => OKActions !== undefined);
    expect(
      telling.map(([name]) => name).filter((name) => !name.endsWith('Throttles')),
    ).toStrictEqual(['RunThrottled', 'EventsUndelivered', 'SweeperSilent']);
    for (const [, { AlarmActions, OKActions }] of telling) {
      expect(OKActions).toStrictEqual(AlarmActions);
    }
  });

  it('leaves the naming to CloudFormation, so that two deployments fit in one account', () => {
    for (const properties of byName.values()) expect(properties).not.toHaveProperty('AlarmName');
  });

  it('ends each description with the link to its section', () => {
    for (const { AlarmDescription } of byName.values()) {
      // CloudWatch: at most 1,024 characters.
      expect(AlarmDescription.length).toBeLessThanOrEqual(1024);
      expect(AlarmDescription).toMatch(/\. Runbook: docs\/runbook\.md#[a-z-]+$/);
    }
    const { byName: linked } = synthesizeAlarms({ runbookUrl: 'https://wiki.example.com/runbook' });
    expect(linked.get('RunFailed')?.AlarmDescription).toMatch(
      / Runbook: https:\/\/wiki\.example\.com\/runbook#a-run-failed$/,
    );
  });
});
