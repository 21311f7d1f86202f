import { AssumeRoleCommand, STSClient } from '@aws-sdk/nested-clients/sts';
import { clientConfig } from '../../../local/gateway/client-config';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';
import { createIdentityStore } from '../../../local/iam/identity-store';
import { createPrincipals } from '../../../local/iam/principals';
import { createSts } from '../../../local/sts/sts-service';
import { ManualClock } from '../../support/manual-clock';

const place = { region: 'us-east-1', accountId: '000000000000' };
const RoleArn = 'arn:aws:iam::000000000000:role/cdk-hnb659fds-deploy-role-000000000000-us-east-1';

let gateway: Gateway;
let client: STSClient;
const principals = createPrincipals();
beforeAll(async () => {
  const identities = createIdentityStore();
  const clock = new ManualClock();
  const sts = createSts({ principals, identities, accountId: place.accountId, clock });
  gateway = await startGateway({ ...place, services: [sts] });
  client = new STSClient(clientConfig(gateway.endpoint, place.region));
});
afterAll(async () => {
  client.destroy();
  await gateway.close();
});

test('a role of the bootstrap is assumed, and its key tells who it is', async () => {
  const assumed = await client.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'me' }));
  expect(principals.roleOf(assumed.Credentials?.AccessKeyId ?? '')).toBe(RoleArn);
  expect(assumed.AssumedRoleUser?.Arn).toBe(
    'arn:aws:sts::000000000000:assumed-role/cdk-hnb659fds-deploy-role-000000000000-us-east-1/me',
  );
});

test('a role that is not there is denied', async () => {
  const unknown = new AssumeRoleCommand({
    RoleArn: 'arn:aws:iam::000000000000:role/nobody',
    RoleSessionName: 'me',
  });
  await expect(client.send(unknown)).rejects.toThrow(/not authorized to perform: sts:AssumeRole/);
});

test.each([
  ['local', '<Arn>arn:aws:iam::000000000000:root</Arn>'],
  [principals.issue(RoleArn).accessKeyId, '<Arn>arn:aws:sts::000000000000:assumed-role/cdk-'],
])('GetCallerIdentity of %s', async (accessKeyId, expected) => {
  const response = await fetch(gateway.endpoint, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=0`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'Action=GetCallerIdentity&Version=2011-06-15',
  });
  expect(await response.text()).toContain(expected);
});
