import { upText } from '../../../cli/local-aws/up-text';
import { serviceNames } from '../../../local/placement';
import { type RunningRecord } from '../../../local/running-record';

const record: RunningRecord = {
  endpoint: 'http://127.0.0.1:4566',
  processId: 12,
  dataDir: '/data',
  region: 'us-east-1',
  accountId: '000000000000',
  services: [...serviceNames],
  elsewhere: {},
  startedAt: 0,
};

test('says where it runs, and what other programs need', () => {
  const text = upText(record, 'until Ctrl-C', new Map());
  expect(text.split('\n').slice(0, 2)).toEqual([
    'The embedded AWS runs at http://127.0.0.1:4566 until Ctrl-C; its data is in /data',
    'In another terminal:',
  ]);
  expect(text).toContain('export AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_REGION=us-east-1');
  expect(text).toContain('npx cdk deploy --all -c config=local');
});

test('a part says which services are here, elsewhere and nowhere, and not to deploy into it', () => {
  const text = upText(
    {
      ...record,
      services: ['sagemaker'],
      elsewhere: {
        s3: 'http://127.0.0.1:9000',
        logs: 'http://127.0.0.1:4567',
        events: 'http://127.0.0.1:4567',
      },
    },
    'until Ctrl-C',
    new Map([['http://127.0.0.1:9000', 'does not answer now']]),
  );
  expect(text.split('\n').slice(1, 6)).toEqual([
    '  here: sagemaker',
    '  elsewhere: events, logs at http://127.0.0.1:4567',
    '  elsewhere: s3 at http://127.0.0.1:9000 (does not answer now)',
    '  nowhere: application-autoscaling, cloudformation, lambda, scheduler, sns, sqs, ssm, states, sts',
    'In another terminal:',
  ]);
  expect(text).not.toContain('cdk deploy');
});
