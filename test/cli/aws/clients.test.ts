import { createClients } from '../../../cli/aws/clients';
import { clientConfig } from '../../../local/gateway/client-config';

test('all clients talk to the target that is given', async () => {
  const clients = createClients(clientConfig('http://127.0.0.1:4566', 'eu-west-3'));
  for (const { config } of [clients.cloudFormation, clients.s3, clients.stepFunctions]) {
    expect(await config.region()).toBe('eu-west-3');
    expect(await config.endpoint?.()).toMatchObject({ hostname: '127.0.0.1', port: 4566 });
  }
});
