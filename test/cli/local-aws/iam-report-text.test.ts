import { iamReportText } from '../../../cli/local-aws/iam-report-text';
import { type IamReport } from '../../../local/iam/report/iam-report';

const used = {
  policy: 'own',
  statement: 0,
  sid: 'Reads',
  actions: [{ pattern: 's3:GetObject', calls: 3 }],
  resources: [{ pattern: 'arn:aws:s3:::data/*', calls: 3 }],
};
const idle = {
  policy: 'own',
  statement: 1,
  actions: [
    { pattern: 's3:PutObject', calls: 0 },
    { pattern: 'xray:PutTraceSegments', calls: 0, excusedBy: 'traces' },
  ],
  resources: [{ pattern: '*', calls: 0 }],
};
const report: IamReport = {
  roles: [{ role: 'reader', statements: [used, idle] }],
  resources: [],
  denials: [{ message: 'User: me is not authorized', calls: 2 }],
  counts: { statements: 2, unused: 2, excused: 1 },
};

it('shows what was never used, and what excuses it', () => {
  const text = iamReportText(report, { all: false });
  expect(text).toMatch(/reader.*own.*s3:PutObject.*never.*\*.*never/u);
  expect(text).toMatch(/statement 2.*xray:PutTraceSegments.*\(traces\)/u);
  expect(text).not.toContain('s3:GetObject');
  expect(text).toContain('2 statements of 1 roles; never used: 2; excused: 1.\n');
  expect(text).toContain('Denied, 2 times: User: me is not authorized\n');
});

it('shows everything when asked', () => {
  const text = iamReportText(report, { all: true });
  expect(text).toMatch(/own.*s3:GetObject.*3.*arn:aws:s3:::data\/\*.*3/u);
  expect(text).toMatch(/Reads/u);
});

it('has no table when there is nothing to show', () => {
  const roles = [{ role: 'reader', statements: [used] }];
  const counts = { statements: 1, unused: 0, excused: 0 };
  expect(iamReportText({ roles, resources: [], denials: [], counts }, { all: false })).toBe(
    '1 statements of 1 roles; never used: 0; excused: 0.\n',
  );
});
