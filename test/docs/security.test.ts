import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployments, type SynthesizedDeployment } from '../../scripts/security/deployments';
import { RIGHT_REASONS } from '../../scripts/security/right-reasons';
import { type Right, rolesOf } from '../../scripts/security/roles';
import { reasonFor } from '../../scripts/security/roles-section';
import { RULE_POSITIONS } from '../../scripts/security/rule-positions';
import { type RuleSummary, summarizeRules } from '../../scripts/security/rule-summaries';
import { withSecurityTables } from '../../scripts/security/security-page';

const ROOT = join(__dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');

let all: SynthesizedDeployment[];
let rights: Right[];
let rules: RuleSummary[];
beforeAll(async () => {
  all = await deployments(ROOT);
  rights = all.flatMap(({ app }) => rolesOf(app).flatMap((role) => role.rights));
  rules = summarizeRules(all);
});

test('docs/security.md is what `npm run security` writes now', () => {
  expect(withSecurityTables(PAGE, all)).toBe(PAGE);
});

test('it has each generated part', () => {
  const parts = [...PAGE.matchAll(/<!-- (\w[\w ]*) -->/g)].map(([, name]) => name);
  expect(parts.filter((name) => name !== 'end' && name !== 'prettier')).toEqual([
    'encryption',
    'key statements',
    'roles',
    'without resource',
    'named later',
    'retention',
    'mutation',
    'findings',
    'fixed',
  ]);
});

test('a part that nobody generates is refused with the names of those that are', () => {
  const page = '<!-- role -->\n<!-- end -->\n';
  expect(() => withSecurityTables(page, all)).toThrow(
    "there is no generated part 'role'; valid: encryption, retention, roles",
  );
});

describe('each right of each role', () => {
  test('has a reason, in every deployment', () => {
    expect(rights.length).toBeGreaterThan(300);
    const without = rights.filter((right) => reasonFor(right) === undefined);
    expect(new Set(without.map(({ action, resource }) => `${action} on ${resource}`))).toEqual(
      new Set(),
    );
  });

  test.each(RIGHT_REASONS)('is why this reason is there: $why', (reason) => {
    const covered = rights.filter(({ resource }) => reason.on.test(resource));
    const actions = covered.map(({ action }) => action);
    expect(reason.actions.filter((action) => !actions.includes(action))).toStrictEqual([]);
    expect(covered.some((right) => reasonFor(right) === reason.why)).toBe(true);
  });
});

describe('each finding of HIPAA.Security and NIST.800-53.R5', () => {
  test('has a position, and each position a finding', () => {
    const found = rules.filter(({ against }) => against.length > 0).map(({ rule }) => rule);
    expect(found).toEqual(Object.keys(RULE_POSITIONS).sort());
  });

  test.each(Object.entries(RULE_POSITIONS))('%s: the position is argued', (_, { because }) => {
    expect(because).toMatch(/^[A-Z`].{60,}\.$/);
  });

  test('is told from the rules that hold: data is encrypted, the key rotates, TLS is a must', () => {
    const fixed = rules.filter(({ against }) => against.length === 0).map(({ rule }) => rule);
    expect(fixed).toEqual(
      expect.arrayContaining([
        'CloudWatchLogGroupEncrypted',
        'KMSBackingKeyRotationEnabled',
        'S3BucketSSLRequestsOnly',
        'SNSEncryptedKMS',
      ]),
    );
  });
});
