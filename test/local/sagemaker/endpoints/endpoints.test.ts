import { type EndpointsHarness, startEndpointsHarness } from './endpoints-harness';
import { ACCOUNT, REGION } from '../sagemaker-harness';

let harness: EndpointsHarness;

beforeAll(async () => {
  harness = await startEndpointsHarness();
});

afterAll(async () => harness.close());

test('an endpoint is created, answers and is described', async () => {
  await harness.serve('first');
  expect(await harness.answer('first', 'words')).toBe('[words]');
  expect(await harness.describe('first')).toMatchObject({
    EndpointName: 'first',
    EndpointArn: `arn:aws:sagemaker:${REGION}:${ACCOUNT}:endpoint/first`,
    EndpointConfigName: 'first',
    EndpointStatus: 'InService',
  });
});
