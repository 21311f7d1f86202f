import { type GrantedStatement } from '../../../../local/iam/report/granted-statements';
import { iamReport } from '../../../../local/iam/report/iam-report';
import { type UnobservableRight } from '../../../../local/iam/report/unobservable-rights';
import { type StatementUse } from '../../../../local/iam/report/use';

const roleArn = 'arn:aws:iam::123456789012:role/path/reader';
const reads: GrantedStatement = {
  roleArn,
  policy: 'own',
  statement: 0,
  sid: 'Reads',
  actions: ['s3:GetObject', 's3:List*'],
  resources: ['arn:aws:s3:::data', 'arn:aws:s3:::data/*'],
};
const traces: GrantedStatement = {
  roleArn,
  policy: 'own',
  statement: 1,
  actions: ['xray:PutTraceSegments', 's3:PutObject'],
  resources: ['*'],
};
const use = (more: Partial<StatementUse> = {}): StatementUse => ({
  ownerArn: roleArn,
  policy: 'own',
  statement: 0,
  actionPattern: 's3:GetObject',
  resourcePattern: 'arn:aws:s3:::data/*',
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::data/1',
  calls: 2,
  ...more,
});
const tracing: UnobservableRight = {
  name: 'traces',
  actions: ['xray:PutTraceSegments'],
  page: 'https://docs.aws.amazon.com/',
  why: 'nothing is traced',
};
const report = (
  granted: GrantedStatement[],
  uses: StatementUse[],
  excuses: UnobservableRight[] = [],
) => iamReport(granted, { uses, denials: [] }, excuses);

it('counts the calls of each action and each resource', () => {
  const { roles, counts } = report([reads], [use(), use({ action: 's3:HeadObject', calls: 1 })]);
  expect(roles).toStrictEqual([
    {
      role: 'reader',
      statements: [
        {
          policy: 'own',
          statement: 0,
          sid: 'Reads',
          actions: [
            { pattern: 's3:GetObject', calls: 3 },
            { pattern: 's3:List*', calls: 0 },
          ],
          resources: [
            { pattern: 'arn:aws:s3:::data', calls: 0 },
            { pattern: 'arn:aws:s3:::data/*', calls: 3 },
          ],
        },
      ],
    },
  ]);
  expect(counts).toStrictEqual({ statements: 1, unused: 2, excused: 0 });
});

it.each([
  ['another role', { ownerArn: `${roleArn}2` }],
  ['another policy', { policy: 'other' }],
  ['another statement', { statement: 1 }],
])('does not count what served %s', (_, more) => {
  expect(report([reads], [use(more)]).counts.unused).toBe(4);
});

it('excuses an action, and the resources of a statement once all its actions are', () => {
  const { roles, counts } = report([traces], [], [tracing]);
  expect(roles[0]?.statements[0]?.actions).toStrictEqual([
    { pattern: 'xray:PutTraceSegments', calls: 0, excusedBy: 'traces' },
    { pattern: 's3:PutObject', calls: 0 },
  ]);
  expect(counts).toStrictEqual({ statements: 1, unused: 2, excused: 1 });
  const alone = { ...traces, actions: ['xray:PutTraceSegments'] };
  expect(report([alone], [], [tracing]).counts).toMatchObject({ unused: 0, excused: 2 });
});

it('excuses only the roles that the excuse is about', () => {
  const alone = { ...traces, actions: ['xray:PutTraceSegments'] };
  const excuse = { ...tracing, roles: /^writer/u };
  expect(report([alone], [], [excuse]).counts).toMatchObject({ unused: 2, excused: 0 });
});

it('does not excuse what is used', () => {
  const alone = { ...traces, actions: ['xray:PutTraceSegments'] };
  const used = use({
    statement: 1,
    actionPattern: 'xray:PutTraceSegments',
    resourcePattern: '*',
  });
  expect(report([alone], [used], [tracing]).counts).toMatchObject({ unused: 0, excused: 0 });
});

it('lists what resources and trust policies let in', () => {
  const key = use({ ownerArn: 'arn:aws:kms:us-east-1:1:key/1', policy: 'resource policy' });
  const trust = use({ policy: 'trust policy' });
  expect(report([reads], [use(), key, trust]).resources).toStrictEqual([key, trust]);
});
