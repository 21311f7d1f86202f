import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEveryRight } from '../../scripts/iam-mutate/deployment/start';
import { unusedIn, unusedRights } from '../../scripts/iam-mutate/mutate-rights';
import { scenarios } from '../../scripts/iam-mutate/scenarios';
import { type Application } from '../../scripts/runbook/application';

const ROOT = join(__dirname, '../..');

/** The quick half of `npm run iam:mutate`: every way to use the application, with all its rights. */
describe('the application with every right that it can have', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rights-'));
  let application: Application;

  beforeAll(async () => {
    application = await startEveryRight(ROOT, folder);
  });
  afterAll(async () => {
    await application.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('uses each action and each resource of each role, but for the excused ones', async () => {
    expect(await unusedRights(application, scenarios, () => undefined)).toEqual([]);
    const { granted } = application.aws.iamUse();
    expect(granted.length).toBeGreaterThan(100);
  });

  test('a right too many would be told', () => {
    const { identities } = application.aws;
    const name = identities.roles().find(({ arn }) => arn.includes('PlanRun'))?.arn ?? '';
    const Statement = [
      { Effect: 'Allow', Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::x/*' },
    ];
    identities.putInlinePolicy(name.slice(name.lastIndexOf('/') + 1), 'TooMany', {
      Version: '2012-10-17',
      Statement,
    });
    expect(unusedIn(application)).toEqual([
      'PipelineFunctionsPlanRunRole: s3:DeleteObject',
      'PipelineFunctionsPlanRunRole: arn:aws:s3:::x/*',
    ]);
  });
});
