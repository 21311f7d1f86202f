import type * as z from 'zod';
import { flatText } from '../../../lib/nag/flat-text';
import { NAMED_LATER, WITHOUT_RESOURCE } from '../../../lib/nag/wildcards';
import { deployments } from '../../../scripts/security/deployments';
import {
  policyDocumentSchema,
  type PolicyStatement,
} from '../../../scripts/security/policy-document';
import { templateResources } from '../../../scripts/security/readable-template';
import { ROOT } from '../support/synthesize';

interface Allowed extends PolicyStatement {
  /** Deployment and construct. */
  readonly where: string;
  readonly type: string;
}

/** Every statement that allows something, in whatever resource of whatever deployment it stands. */
let statements: Allowed[];
let managedPolicies: unknown[];

beforeAll(async () => {
  const resources = (await deployments(ROOT)).flatMap(({ name, app }) =>
    templateResources(app).map((resource) => ({ ...resource, where: `${name}: ${resource.path}` })),
  );
  statements = resources.flatMap(({ type, where, properties }) =>
    policiesIn(properties)
      .flatMap(({ Statement }) => Statement)
      .filter(({ Effect }) => Effect === 'Allow')
      .map((statement) => ({ ...statement, where, type })),
  );
  managedPolicies = resources.flatMap(({ properties }) => properties.ManagedPolicyArns ?? []);
});

/** Policies at any depth: of roles, keys, buckets, queues, topics, endpoints. */
function policiesIn(value: unknown): z.infer<typeof policyDocumentSchema>[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('Statement' in value) return [policyDocumentSchema.parse(value)];
  return Object.values(value).flatMap(policiesIn);
}

const isOfKey = ({ type }: Allowed): boolean => type === 'AWS::KMS::Key';
const isOfRole = ({ type }: Allowed): boolean => type.startsWith('AWS::IAM::');

/** What a statement allows on resources that a test picks. */
function rights(on: (resource: string) => boolean, of: (statement: Allowed) => boolean) {
  return statements.filter(of).flatMap(({ where, Action, Resource }) =>
    Resource.map(flatText)
      .filter(on)
      .flatMap((resource) => Action.map((action) => ({ where, action, resource }))),
  );
}

describe('the policies of all deployments', () => {
  it('are seen at all: of roles, the key, buckets, the queue and topics', () => {
    expect(new Set(statements.map(({ type }) => type))).toEqual(
      new Set([
        'AWS::IAM::Role',
        'AWS::IAM::Policy',
        'AWS::KMS::Key',
        'AWS::S3::BucketPolicy',
        'AWS::SQS::QueuePolicy',
        'AWS::SNS::TopicPolicy',
      ]),
    );
    expect(statements.length).toBeGreaterThan(100);
  });

  it("name '*' as a resource only for actions that AWS offers no other for", () => {
    // In a key's policy it is the key itself.
    const open = rights(
      (resource) => resource === '*',
      (statement) => !isOfKey(statement),
    );
    const listed = WITHOUT_RESOURCE.flatMap(({ actions }) => actions);
    expect(open.filter(({ action }) => !listed.includes(action))).toStrictEqual([]);
    expect(new Set(open.map(({ action }) => action))).toEqual(new Set(listed));
  });

  it('bound every other wildcard of a role by a pattern that has a reason', () => {
    const patterns = rights((resource) => resource !== '*' && resource.includes('*'), isOfRole);
    const unknown = patterns.filter(
      ({ action, resource }) =>
        !NAMED_LATER.some(
          (known) => known.actions.includes(action) && known.resource.test(resource),
        ),
    );
    expect(unknown).toStrictEqual([]);
  });

  it.each(NAMED_LATER)('need each action of the pattern: $reason', ({ actions, resource }) => {
    const used = rights((text) => resource.test(text), isOfRole).map(({ action }) => action);
    expect(actions.filter((action) => !used.includes(action))).toStrictEqual([]);
  });

  it('allow no role an action by wildcard, and none of IAM, so that no role passes a role', () => {
    const actions = rights(() => true, isOfRole).filter(
      ({ action }) => action.includes('*') || action.startsWith('iam:'),
    );
    expect(actions).toStrictEqual([]);
  });

  it('are their own: no managed policy, which allows more than a role needs', () => {
    expect(managedPolicies).toStrictEqual([]);
  });
});
