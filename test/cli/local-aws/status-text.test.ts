import { statusText } from '../../../cli/local-aws/status-text';

const record = {
  endpoint: 'http://127.0.0.1:4566',
  processId: 12,
  dataDir: '/data',
  region: 'us-east-1',
  accountId: '000000000000',
  services: ['states', 's3'],
  elsewhere: {},
  startedAt: 0,
};

test('shows a value a line, and none where there is nothing', () => {
  const startedAt = new Date(60_000).toISOString();
  const text = statusText(
    {
      ...record,
      stacks: [
        { name: 'A', status: 'CREATE_COMPLETE' },
        { name: 'B', status: 'ROLLBACK_COMPLETE' },
      ],
      executions: [{ name: 'run-1', status: 'RUNNING', startedAt }],
      transformJobs: [],
    },
    120_000,
  );
  expect(text).toBe(`endpoint    http://127.0.0.1:4566
process     12, for 2 min 0 s
data        /data
services    s3, states
stacks      A (CREATE_COMPLETE)
            B (ROLLBACK_COMPLETE)
executions  run-1 (RUNNING, for 1 min 0 s)
jobs        none
`);
});

test('shows what it takes from elsewhere', () => {
  const nothing = { stacks: [], executions: [], transformJobs: [] };
  const elsewhere = { s3: 'http://127.0.0.1:4567', logs: 'http://127.0.0.1:4567' };
  const text = statusText({ ...record, ...nothing, services: ['sagemaker'], elsewhere }, 1000);
  expect(text).toContain(`services    sagemaker
elsewhere   logs, s3 at http://127.0.0.1:4567
stacks      none
`);
});

test('says where else to look, and what cannot be seen', () => {
  const activity = {
    stacks: 'at http://127.0.0.1:4567',
    executions: 'nowhere',
    transformJobs: 'not to be seen: ServiceUnavailable',
  };
  const elsewhere = { cloudformation: 'http://127.0.0.1:4567' };
  const remarks = new Map([['http://127.0.0.1:4567', 'does not answer now']]);
  const services = ['sagemaker'];
  const text = statusText({ ...record, ...activity, services, elsewhere }, 1000, remarks);
  expect(text).toContain(`services    sagemaker
elsewhere   cloudformation at http://127.0.0.1:4567 (does not answer now)
stacks      at http://127.0.0.1:4567
executions  nowhere
jobs        not to be seen: ServiceUnavailable
`);
});
