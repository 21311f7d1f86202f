import { type Right, type Role } from '../../../scripts/security/roles';
import { rolesSection } from '../../../scripts/security/roles-section';

const right = (action: string, resource: string, condition = ''): Right => ({
  action,
  resource,
  condition,
});
const LOG = right('logs:PutLogEvents', '<its Logs>');
const role = (name: string, takenBy: string, ...rights: Right[]): Role => ({
  name,
  takenBy,
  condition: '',
  rights,
});
const functionRole = (name: string, ...rights: Right[]): Role =>
  role(name, 'lambda.amazonaws.com', ...rights);

/** Rows of each section, without the padding. */
function sectionsOf(page: string): Record<string, string[]> {
  return Object.fromEntries(
    page
      .split('### ')
      .slice(1)
      .map((section) => {
        const [name = '', ...lines] = section.split('\n');
        const rows = lines.filter((line) => line.startsWith('| `'));
        return [name, rows.map((line) => line.replace(/ +/g, ' '))];
      }),
  );
}

describe('rolesSection', () => {
  it('tells once what all functions may do, and by each role what else', () => {
    const sections = sectionsOf(
      rolesSection([
        functionRole('Plan', LOG, right('s3:GetObject', '<Data>/*')),
        functionRole('Score', LOG),
        role('Run', 'states.amazonaws.com', LOG),
      ]),
    );
    const log = '| `logs:PutLogEvents` | `<its Logs>` | | Writes its own log group, no other |';
    expect(sections).toStrictEqual({
      'Every function': [log],
      Plan: [
        "| `s3:GetObject` | `<Data>/*` | | Reads a run's data set, which may be any object of the data bucket |",
      ],
      Score: [],
      Run: [log],
    });
  });

  it('puts actions into one row only when they are allowed on the same, under the same condition', () => {
    const decrypt = (condition: string) => right('kms:Decrypt', '<EncryptionKey/Key>', condition);
    const sections = sectionsOf(
      rolesSection([
        functionRole('Sweep'),
        role(
          'Other',
          'states.amazonaws.com',
          right('sagemaker:ListTransformJobs', '*'),
          right('sagemaker:ListTags', 'arn:aws:sagemaker:REGION:ACCOUNT:transform-job/*'),
          right('s3:PutObject', '<Data>/runs/*'),
          right('s3:AbortMultipartUpload', '<Data>/runs/*'),
          decrypt('by S3'),
          decrypt('by SQS'),
        ),
      ]),
    );
    expect(sections.Other).toStrictEqual([
      '| `sagemaker:ListTransformJobs` | `*` | | Finds jobs that outlived their run, by their tag |',
      '| `sagemaker:ListTags` | `arn:aws:sagemaker:REGION:ACCOUNT:transform-job/*` | | Finds jobs that outlived their run, by their tag |',
      '| `s3:AbortMultipartUpload`, `s3:PutObject` | `<Data>/runs/*` | | Writes what belongs to a run |',
      '| `kms:Decrypt` | `<EncryptionKey/Key>` | by S3 | Uses the key of the deployment, by way of one service only |',
      '| `kms:Decrypt` | `<EncryptionKey/Key>` | by SQS | Uses the key of the deployment, by way of one service only |',
    ]);
  });

  it('shows a right that nobody has given a reason for', () => {
    const page = rolesSection([functionRole('Plan', right('s3:DeleteBucket', '<Data>'))]);
    expect(page).toContain('nobody has said why');
  });
});
