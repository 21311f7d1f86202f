import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { loadConfig } from '../../../../lib/config/load-config';
import { type DeploymentConfig } from '../../../../lib/config/schema';
import {
  everyRightApp,
  withEveryRight,
} from '../../../../scripts/iam-mutate/deployment/every-right';
import { statementsInTemplates } from '../../../../scripts/iam-mutate/deployment/granted-in-templates';
import { rightKinds } from '../../../../scripts/iam-mutate/deployment/right-kinds';
import { mutationRows } from '../../../../scripts/iam-mutate/mutation-table';
import { withEchoModel } from '../../../../scripts/runbook/application';
import { deployments } from '../../../../scripts/security/deployments';
import { everyFeature } from '../../../../scripts/security/every-feature';

const ROOT = join(__dirname, '../../../..');
const rows = mutationRows(readFileSync(join(ROOT, 'docs/security.md'), 'utf8'));

let config: DeploymentConfig;
let app: App;
beforeAll(async () => {
  const local = loadConfig({ directory: join(ROOT, 'config'), name: 'local' });
  config = withEveryRight(
    { ...withEchoModel(local), presets: local.presets },
    {
      encryptionKeyArn: everyFeature.encryptionKeyArn,
      articlesKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/abcd1234',
      boundaryArn: everyFeature.permissionsBoundaryArn,
    },
  );
  app = await everyRightApp(config, { root: ROOT, bundles: false });
});

const shown = ({ role, actions }: { role: string; actions: readonly string[] }): string =>
  `${role}: ${actions.join(', ')}`;

/** When it fails: `npm run iam:mutate`, which takes each statement out and writes the table. */
test('the table of docs/security.md has each statement of the templates, and no other', () => {
  expect(rows.map(shown).sort()).toEqual(statementsInTemplates(app).map(shown).sort());
});

test('each statement of the table is missed by something, or excused', () => {
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.filter(({ isJudged }) => !isJudged)).toEqual([]);
});

/** When it fails: the deployment of scripts/iam-mutate lacks what gives that right. */
test('what a role of any deployment may do, a role may that is mutated', async () => {
  const mutated = rightKinds(app, config.stackPrefix);
  for (const { name, app: other } of await deployments(ROOT)) {
    const prefix = name === 'every feature' ? everyFeature.stackPrefix : config.stackPrefix;
    const missing = rightKinds(other, prefix).filter((kind) => !mutated.includes(kind));
    expect({ name, missing }).toEqual({ name, missing: [] });
  }
});

test('a statement that somebody adds is found, in the role and beside it', () => {
  const other = new App();
  const stack = new Stack(other, 'S');
  const statement = (action: string): iam.PolicyStatement =>
    new iam.PolicyStatement({ actions: [action], resources: ['*'] });
  const role = new iam.Role(stack, 'Role', {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { In: new iam.PolicyDocument({ statements: [statement('s3:GetObject')] }) },
  });
  role.addToPolicy(statement('sqs:SendMessage'));
  role.addToPolicy(
    new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['s3:*'], resources: ['*'] }),
  );
  expect(statementsInTemplates(other)).toEqual([
    { role: 'Role', actions: ['s3:GetObject'] },
    { role: 'Role', actions: ['sqs:SendMessage'] },
  ]);
});
