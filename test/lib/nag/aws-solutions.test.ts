import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { type IConstruct } from 'constructs';
import * as z from 'zod';
import { NAMED_LATER, WITHOUT_RESOURCE } from '../../../lib/nag/wildcards';
import { deployments, type SynthesizedDeployment } from '../../../scripts/security/deployments';
import { outcomesOf } from '../../../scripts/security/rule-packs';
import { ROOT } from '../support/synthesize';

/** Shorter than this is no reason that a reviewer could follow. */
const SENTENCE = 40;

const acknowledgedSchema = z.record(z.string(), z.string());

interface Acknowledgement {
  readonly path: string;
  readonly id: string;
  readonly reason: string;
}

function acknowledgementsIn(scope: IConstruct): Acknowledgement[] {
  return scope.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(acknowledgedSchema.parse(data)))
      .map(([id, reason]) => ({ path: node.path, id: id.replace('Annotation::', ''), reason })),
  );
}

/** Everything that the pack finds, acknowledged or not: `AwsSolutions-SQS3`, `AwsSolutions-IAM5[Resource::*]`. */
function findingsIn({ app }: SynthesizedDeployment): { path: string; id: string }[] {
  return outcomesOf('AwsSolutions', app).flatMap(({ rule, path, findings }) =>
    findings.map((finding) => {
      const id = `AwsSolutions-${rule}`;
      return { path, id: finding === '' ? id : `${id}[${finding}]` };
    }),
  );
}

let all: SynthesizedDeployment[];
beforeAll(async () => {
  all = await deployments(ROOT);
});

/** Of each deployment, by its name. */
function inEach<T>(of: (deployment: SynthesizedDeployment) => T): Record<string, T> {
  return Object.fromEntries(all.map((deployment) => [deployment.name, of(deployment)]));
}

describe('AwsSolutions', () => {
  it('finds nothing that is not acknowledged, in any deployment', () => {
    const unacknowledged = inEach(
      ({ app }) => new AwsSolutionsChecks().validateScope(app).violations,
    );
    expect(unacknowledged).toStrictEqual(inEach(() => []));
  });

  it('has findings to acknowledge at all', () => {
    for (const count of Object.values(inEach((deployment) => findingsIn(deployment).length))) {
      expect(count).toBeGreaterThan(20);
    }
  });

  it('is acknowledged in sentences', () => {
    const short = inEach(({ app }) =>
      acknowledgementsIn(app).filter(
        ({ reason }) => !/^[A-Z].*\.$/.test(reason) || reason.length < SENTENCE,
      ),
    );
    expect(short).toStrictEqual(inEach(() => []));
  });

  it('still finds whatever is acknowledged', () => {
    const idle = inEach((deployment) => {
      const found = findingsIn(deployment);
      return acknowledgementsIn(deployment.app).filter(
        ({ path, id }) =>
          !found.some((finding) => finding.id === id && `${finding.path}/`.startsWith(`${path}/`)),
      );
    });
    expect(idle).toStrictEqual(inEach(() => []));
  });

  it('is acknowledged finding by finding: never on a stack, never a rule of several findings', () => {
    for (const { app } of all) {
      for (const { path, id } of acknowledgementsIn(app)) {
        expect(path.split('/').length).toBeGreaterThan(2);
        expect(id).not.toBe('AwsSolutions-IAM5');
      }
    }
  });
});

describe('the wildcards with a reason', () => {
  it.each([...WITHOUT_RESOURCE, ...NAMED_LATER])('are each needed: $reason', ({ reason }) => {
    const reasons = all.flatMap(({ app }) => acknowledgementsIn(app).map((known) => known.reason));
    expect(reasons.some((known) => known.includes(reason))).toBe(true);
  });

  it('name each action once, so that a policy names each by one reason', () => {
    const actions = WITHOUT_RESOURCE.flatMap((wildcard) => wildcard.actions);
    expect(new Set(actions).size).toBe(actions.length);
  });
});
