import { readBootstrapParameter } from '../../../local/cloudformation/parameters';
import { type Gateway, startGateway } from '../../../local/gateway/gateway';
import { createSsm } from '../../../local/ssm/ssm-service';

const place = { region: 'us-east-1', accountId: '000000000000' };
let gateway: Gateway;
beforeAll(async () => {
  const services = [createSsm({ ...place, read: readBootstrapParameter })];
  gateway = await startGateway({ ...place, services });
});
afterAll(() => gateway.close());

async function getParameter(input: object): Promise<unknown> {
  const response = await fetch(gateway.endpoint, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/ssm/aws4_request, SignedHeaders=host, Signature=0',
      'x-amz-target': 'AmazonSSM.GetParameter',
    },
    body: JSON.stringify(input),
  });
  return response.json();
}

test("the bootstrap's version is there", async () => {
  expect(await getParameter({ Name: '/cdk-bootstrap/hnb659fds/version' })).toMatchObject({
    Parameter: { Value: '30', Type: 'String' },
  });
});

test('another parameter is not', async () => {
  expect(await getParameter({ Name: '/mine' })).toMatchObject({ __type: 'ParameterNotFound' });
});
