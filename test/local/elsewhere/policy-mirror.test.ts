import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { mirrorPolicies } from '../../../local/elsewhere/policy-mirror';
import { createIdentityStore } from '../../../local/iam/identity-store';
import { writePoliciesPage } from '../../../local/iam/policies-page';
import { createResourcePolicies } from '../../../local/iam/resource-policies';

let answer: string;
let asked: number;
let server: Server;
let endpoint: string;
let now: number;

beforeEach(async () => {
  asked = 0;
  now = 0;
  server = createServer((_, response) => {
    asked += 1;
    response.end(answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

const storesOf = () => ({
  identities: createIdentityStore(),
  resourcePolicies: createResourcePolicies(),
});

function pageWith(...names: string[]): string {
  const stores = storesOf();
  for (const name of names) {
    const arn = `arn:aws:iam::000000000000:role/${name}`;
    stores.identities.putRole(name, { arn, trustPolicy: {}, managedPolicyArns: [] });
  }
  return JSON.stringify(writePoliciesPage(stores));
}

function mirror() {
  const stores = storesOf();
  const mirrored = mirrorPolicies(endpoint, stores, () => now);
  const roles = () => stores.identities.roles().map(({ arn }) => arn.split('/').at(-1));
  return { ...mirrored, roles, stores };
}

test('a copy is used for a second, and then made anew', async () => {
  const { refresh, roles, hasPolicies } = mirror();
  expect(hasPolicies()).toBe(false);
  answer = pageWith('a', 'b');
  await refresh();
  expect([hasPolicies(), roles()]).toEqual([true, ['a', 'b']]);

  answer = pageWith('b', 'c');
  now += 999;
  await refresh();
  expect([asked, roles()]).toEqual([1, ['a', 'b']]);
  now += 1;
  await refresh();
  expect([asked, roles()]).toEqual([2, ['b', 'c']]);
});

test('calls that come together ask once', async () => {
  answer = pageWith('a');
  const { refresh } = mirror();
  await Promise.all([refresh(), refresh(), refresh()]);
  expect(asked).toBe(1);
});

test('an unchanged page leaves the documents the objects that they are, as parsed policies are kept by them', async () => {
  answer = pageWith('a');
  const { refresh, stores } = mirror();
  await refresh();
  const before = stores.identities.role('a');
  now += 5000;
  await refresh();
  expect(asked).toBe(2);
  expect(stores.identities.role('a')).toBe(before);
});

test.each(['<html>LocalStack</html>', '{"message":"no such page"}'])(
  'another program has no policies: %s',
  async (text) => {
    answer = text;
    const { refresh, hasPolicies } = mirror();
    await refresh();
    expect(hasPolicies()).toBe(false);
  },
);

test('nobody there: no call is let through, and the next one asks again', async () => {
  const { refresh } = mirror();
  server.close();
  server.closeAllConnections();
  await expect(refresh()).rejects.toMatchObject({
    code: 'ServiceUnavailable',
    message: expect.stringContaining(endpoint) as string,
  });
  await expect(refresh()).rejects.toMatchObject({ code: 'ServiceUnavailable' });
});
