import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { type AddressInfo } from 'node:net';
import { type PolicyMirror, mirrorPolicies } from '../../../local/elsewhere/policy-mirror';
import { until } from '../../support/until';
import { createIdentityStore } from '../../../local/iam/identity-store';
import { type PolicyStores, revisionOf, writePoliciesPage } from '../../../local/iam/policies-page';
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
      'policies-revision': { revision: revisionOf(stores, 1) },
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
  return {
    region: 'us-east-1',
    accountId: '000000000000',
    identities: createIdentityStore(),
    resourcePolicies: createResourcePolicies(),
  };
}

function putRole(name: string): void {
  const arn = `arn:aws:iam::000000000000:role/${name}`;
  stores.identities.putRole(name, { arn, trustPolicy: {}, managedPolicyArns: [] });
}

let opened: PolicyMirror[];
beforeEach(() => {
  opened = [];
});
afterEach(() => {
  for (const each of opened) each.close();
});

/** It looks by itself when it is made: what a test asks comes after that. */
async function mirror(place: Partial<PolicyStores> = {}) {
  const copy = { ...storesOf(), ...place };
  const mirrored = mirrorPolicies(endpoint, copy);
  opened.push(mirrored);
  await mirrored.refresh().catch(() => undefined);
  asked = [];
  const roles = () => copy.identities.roles().map(({ arn }) => arn.split('/').at(-1));
  return { ...mirrored, roles, copy };
}

test('a change shows with the next call, and what has not changed is not copied again', async () => {
  putRole('a');
  putRole('b');
  const { refresh, roles, hasPolicies } = await mirror();
  expect([hasPolicies(), roles()]).toEqual([true, ['a', 'b']]);
  await refresh();
  expect(asked).toEqual(['policies-revision']);

  stores.identities.deleteRole('a');
  putRole('c');
  await refresh();
  expect(roles()).toEqual(['b', 'c']);
});

test('a change shows without any call, for what this process does on its own', async () => {
  const { roles } = await mirror();
  putRole('late');
  await until(async () => (roles().length > 0 ? true : undefined));
  expect(roles()).toEqual(['late']);
});

test('of another region or account: no call is let through, with both named', async () => {
  const { refresh, hasPolicies } = await mirror({ region: 'eu-west-1' });
  const sentence = /it is in us-east-1 with the account 0{12}, and this process in eu-west-1/;
  await expect(refresh()).rejects.toThrow(sentence);
  expect(() => hasPolicies()).toThrow('has not answered yet');
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
  const { refresh, copy } = await mirror();
  change(stores);
  await refresh();
  expect(writePoliciesPage(copy)).toEqual(writePoliciesPage(stores));
});

test('calls that come together, after a change, share a copy that has it', async () => {
  const { refresh, roles } = await mirror();
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
    const { hasPolicies } = await mirror();
    expect(hasPolicies()).toBe(false);
  },
);

test('nobody there: no call is let through, and the next one asks again', async () => {
  server.close();
  server.closeAllConnections();
  const { refresh, hasPolicies } = await mirror();
  expect(() => hasPolicies()).toThrow(endpoint);
  await expect(refresh()).rejects.toMatchObject({
    code: 'ServiceUnavailable',
    message: expect.stringContaining(endpoint) as string,
  });
});
