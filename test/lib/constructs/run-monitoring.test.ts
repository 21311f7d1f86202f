import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as z from 'zod';
import { RunMonitoring } from '../../../lib/constructs/run-monitoring';
import { monitoredStack } from '../support/monitored-stack';

describe('RunMonitoring', () => {
  const { stack, props } = monitoredStack();
  const handler = (name: string) => ({
    function: new lambda.Function(stack, `Handler-${name}`, {
      code: lambda.Code.fromInline('exports.handler = () => {};'),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_22_X,
    }),
  });
  new RunMonitoring(stack, 'Monitoring', {
    ...props,
    functions: {
      'plan-run': handler('plan-run'),
      'stop-transform': handler('stop-transform'),
      'announce-run': handler('announce-run'),
      'notify-run': handler('notify-run'),
      'sweep-jobs': handler('sweep-jobs'),
    },
  });
  const template = Template.fromStack(stack);

  it('alarms on a step of the state machine less readily than on a function that no run reports', () => {
    const thresholds = Object.entries(template.findResources('AWS::CloudWatch::Alarm'))
      .map(([id, resource]) => {
        const { Properties } = z
          .object({
            Properties: z.object({ MetricName: z.string().optional(), Threshold: z.number() }),
          })
          .parse(resource);
        return { id, ...Properties };
      })
      .filter(({ MetricName }) => MetricName === 'Errors')
      .map(
        ({ id, Threshold }) => `${id.replace(/^MonitoringAlarms|Errors\w+$/g, '')}: ${Threshold}`,
      );
    expect(thresholds.toSorted()).toStrictEqual([
      'AnnounceRun: 1',
      'NotifyRun: 1',
      'PlanRun: 3',
      'StopTransform: 1',
      'SweepJobs: 1',
    ]);
  });

  it('has one dashboard, and queries over the logs of all functions', () => {
    template.resourceCountIs('AWS::CloudWatch::Dashboard', 1);
    for (const query of Object.values(template.findResources('AWS::Logs::QueryDefinition'))) {
      const { LogGroupNames } = z
        .object({ Properties: z.object({ LogGroupNames: z.array(z.unknown()) }) })
        .parse(query).Properties;
      expect(new Set(LogGroupNames.map((name) => JSON.stringify(name))).size).toBe(5);
    }
  });
});
