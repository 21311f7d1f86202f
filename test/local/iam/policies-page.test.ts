import fc from 'fast-check';
import { createIdentityStore } from '../../../local/iam/identity-store';
import {
  policiesPage,
  readPoliciesPage,
  writePoliciesPage,
} from '../../../local/iam/policies-page';
import { createResourcePolicies } from '../../../local/iam/resource-policies';

const storesOf = () => ({
  identities: createIdentityStore(),
  resourcePolicies: createResourcePolicies(),
  region: 'us-east-1',
  accountId: '000000000000',
});

const name = fc.stringMatching(/^[a-z]{1,4}$/);
const document = fc.record({ Statement: fc.array(fc.record({ Sid: name })) });
const account = fc.record({
  roles: fc.uniqueArray(
    fc.record({
      name,
      path: fc.constantFrom('/', '/service-role/'),
      trust: document,
      boundary: fc.option(name),
      inline: fc.dictionary(name, document),
    }),
    { selector: (role) => role.name },
  ),
  managed: fc.dictionary(name, document),
  resources: fc.dictionary(name, document),
});
type Account = typeof account extends fc.Arbitrary<infer T> ? T : never;

function fill(stores: ReturnType<typeof storesOf>, { roles, managed, resources }: Account): void {
  for (const role of roles) {
    stores.identities.putRole(role.name, {
      arn: `arn:aws:iam::000000000000:role${role.path}${role.name}`,
      trustPolicy: role.trust,
      managedPolicyArns: Object.keys(managed),
      ...(role.boundary !== null && { permissionsBoundaryArn: role.boundary }),
    });
    for (const [policy, each] of Object.entries(role.inline)) {
      stores.identities.putInlinePolicy(role.name, policy, each);
    }
  }
  for (const [arn, each] of Object.entries(managed)) stores.identities.putManagedPolicy(arn, each);
  for (const [arn, each] of Object.entries(resources)) stores.resourcePolicies.put(arn, each);
}

test('property: what a page is read into has all that it was written from, and nothing else', () => {
  fc.assert(
    fc.property(account, account, (wanted, before) => {
      const [source, copy] = [storesOf(), storesOf()];
      fill(source, wanted);
      fill(copy, before);
      const page = writePoliciesPage(source);
      readPoliciesPage(policiesPage.parse(JSON.parse(JSON.stringify(page))), copy);
      expect(writePoliciesPage(copy)).toEqual(page);
    }),
  );
});
