import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { mirrorPolicies } from '../../../local/elsewhere/policy-mirror';
import { createIdentityStore } from '../../../local/iam/identity-store';
import {
  type PolicyStores,
  writePoliciesPage,
  writePoliciesRevision,
} from '../../../local/iam/policies-page';
import { createResourcePolicies } from '../../../local/iam/resource-policies';

let stores: PolicyStores;
/** In place of the pages, what another program answers. */
let other: string | undefined;
let asked: string[];
let server: Server;
let endpoint: string;

beforeEach(async () => {
  stores = storesOf();
  other = undefined;
  asked = [];
  server = createServer((request, response) => {
    const page = request.url?.split('/').at(-1) ?? '';
    asked.push(page);
    const pages = {
      policies: writePoliciesPage(stores),
      'policies-revision': writePoliciesRevision(stores, 1),
    };
    response.end(other ?? JSON.stringify(pages[page as keyof typeof pages]));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

function storesOf(): PolicyStores {
  return { identities: createIdentityStore(), resourcePolicies: createResourcePolicies() };
}

function putRole(name: string): void {
  const arn = `arn:aws:iam::000000000000:role/${name}`;
  stores.identities.putRole(name, { arn, trustPolicy: {}, managedPolicyArns: [] });
}

function mirror() {
  const copy = storesOf();
  const mirrored = mirrorPolicies(endpoint, copy);
  const roles = () => copy.identities.roles().map(({ arn }) => arn.split('/').at(-1));
  return { ...mirrored, roles, copy };
}

test('a change shows with the next call, and what has not changed is not copied again', async () => {
  const { refresh, roles, hasPolicies } = mirror();
  expect(hasPolicies()).toBe(false);
  putRole('a');
  putRole('b');
  await refresh();
  expect([hasPolicies(), roles()]).toEqual([true, ['a', 'b']]);
  await refresh();
  expect(asked).toEqual(['policies-revision', 'policies', 'policies-revision']);

  stores.identities.deleteRole('a');
  putRole('c');
  await refresh();
  expect(roles()).toEqual(['b', 'c']);
});

test.each<[string, (target: PolicyStores) => void]>([
  [
    'a role',
    ({ identities }) => {
      identities.deleteRole('a');
    },
  ],
  [
    'an inline policy',
    ({ identities }) => {
      identities.putInlinePolicy('a', 'p', {});
    },
  ],
  [
    'one that goes',
    ({ identities }) => {
      identities.deleteInlinePolicy('a', 'q');
    },
  ],
  [
    'a managed policy',
    ({ identities }) => {
      identities.putManagedPolicy('arn', {});
    },
  ],
  [
    'one that goes',
    ({ identities }) => {
      identities.deleteManagedPolicy('arn');
    },
  ],
  [
    "a resource's policy",
    ({ resourcePolicies }) => {
      resourcePolicies.put('arn', {});
    },
  ],
  [
    'a statement',
    ({ resourcePolicies }) => {
      resourcePolicies.putStatement('f', 's', {});
    },
  ],
  [
    'one that goes',
    ({ resourcePolicies }) => {
      resourcePolicies.delete('arn');
    },
  ],
])('the change of %s is seen', async (_, change) => {
  putRole('a');
  stores.identities.putInlinePolicy('a', 'q', {});
  stores.identities.putManagedPolicy('arn', {});
  stores.resourcePolicies.put('arn', {});
  const { refresh, copy } = mirror();
  await refresh();
  change(stores);
  await refresh();
  expect(writePoliciesPage(copy)).toEqual(writePoliciesPage(stores));
});

test('calls that come together, after a change, share a copy that has it', async () => {
  const { refresh, roles } = mirror();
  const first = refresh();
  putRole('late');
  const rest = [refresh(), refresh(), refresh()];
  await Promise.all([first, ...rest]);
  expect(roles()).toEqual(['late']);
  expect(asked.filter((page) => page === 'policies-revision').length).toBeLessThanOrEqual(2);
});

test.each(['<html>LocalStack</html>', '{"message":"no such page"}'])(
  'another program has no policies: %s',
  async (text) => {
    other = text;
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
