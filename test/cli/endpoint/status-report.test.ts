import { type FoundEndpoint } from '../../../cli/endpoint/find-endpoint';
import { statusReport } from '../../../cli/endpoint/status-report';
import { statusTable } from '../../../cli/endpoint/status-table';
import { type EndpointSpec } from '../../../domain/realtime/endpoint-spec';
import { LEASE_HOURS_TAG, LEASE_UNTIL_TAG } from '../../../domain/realtime/names';

const CREATED = new Date('2026-11-28T08:00:00Z');
const spec: EndpointSpec = {
  endpointName: 'mine-endpoint-0123456789',
  configName: 'mine-endpoint-0123456789',
  modelName: 'mine-flan',
  contract: 'text2text-1.x',
  instanceType: 'ml.g5.2xlarge',
  initialInstanceCount: 1,
  scaling: null,
  startUpSeconds: 600,
  volumeKeyArn: null,
  leaseHours: 8,
  tags: {},
};

function found(
  tags: Record<string, string>,
  description: Partial<FoundEndpoint['description']> = {},
): FoundEndpoint {
  return {
    description: {
      $metadata: {},
      EndpointName: spec.endpointName,
      EndpointArn: undefined,
      CreationTime: CREATED,
      LastModifiedTime: CREATED,
      EndpointStatus: 'InService',
      ProductionVariants: [{ VariantName: 'AllTraffic', CurrentInstanceCount: 2 }],
      ...description,
    },
    arn: 'arn:aws:sagemaker:us-east-1:111122223333:endpoint/mine-endpoint-0123456789',
    created: CREATED,
    tags: new Map(Object.entries(tags)),
  };
}

const at = (time: string, region = 'us-east-1') => ({ now: new Date(time), region });

describe('statusReport', () => {
  it('tells instances, their price by the hour and what is left of the lease', () => {
    const report = statusReport(
      spec,
      found({ [LEASE_HOURS_TAG]: '8' }),
      at('2026-11-28T14:30:10Z'),
    );
    expect(report).toMatchObject({
      status: 'InService',
      instances: 2,
      usdPerHour: 2 * 1.515,
      leaseUntil: '2026-11-28T16:00:00.000Z',
      leaseMinutesLeft: 89,
    });
    expect(statusTable(report)).toMatch(/until 2026-11-28T16:00:00.000Z, in 1 h 29 min/);
    expect(statusTable(report)).toMatch(/3.03 USD\/h/);
  });

  it('takes the end to which the lease was extended', () => {
    const tags = { [LEASE_HOURS_TAG]: '8', [LEASE_UNTIL_TAG]: '2026-11-28T20:00:00.000Z' };
    const { leaseUntil } = statusReport(spec, found(tags), at('2026-11-28T14:30:00Z'));
    expect(leaseUntil).toBe('2026-11-28T20:00:00.000Z');
  });

  it('says that the sweeper is still to come when the lease is over', () => {
    const report = statusReport(
      spec,
      found({ [LEASE_HOURS_TAG]: '8' }),
      at('2026-11-28T16:05:00Z'),
    );
    expect(report.leaseMinutesLeft).toBe(-5);
    expect(statusTable(report)).toContain('the next sweep deletes the endpoint');
  });

  it('says that nobody deletes an endpoint without a lease', () => {
    const report = statusReport(spec, found({}), at('2026-11-28T14:30:00Z'));
    expect(report).toMatchObject({ leaseUntil: null, leaseMinutesLeft: null });
    expect(statusTable(report)).toContain('none: nobody deletes it');
  });

  it('names the command that makes an endpoint which is not there, and costs nothing', () => {
    const report = statusReport(spec, undefined, at('2026-11-28T14:30:00Z'));
    expect(report).toMatchObject({ status: 'Absent', instances: 0, usdPerHour: 0 });
    expect(statusTable(report)).toContain('make it by t2t endpoint up');
  });

  it('has no price for another region than that of the table', () => {
    const report = statusReport(spec, found({}), at('2026-11-28T14:30:00Z', 'eu-west-1'));
    expect(report.usdPerHour).toBeNull();
    expect(statusTable(report)).toContain('no price in docs/cost.md');
  });

  it('gives the reason why it failed', () => {
    const failed = {
      EndpointStatus: 'Failed',
      FailureReason: 'The container is not healthy.',
    } as const;
    const report = statusReport(spec, found({}, failed), at('2026-11-28T14:30:00Z'));
    expect(statusTable(report)).toContain('Failed: The container is not healthy.');
  });
});
