import { catalogue } from '../../../domain/jumpstart/catalogue';
import { resolveJumpStartModel } from '../../../domain/jumpstart/resolve-model';
import { transformTypesOfFamily } from '../../../domain/jumpstart/transform-instance-types';

/** Where AWS has its deep-learning images today; the 1.x specs have an alias in the first 21 only. */
const REGIONS_WITH_IMAGE =
  'af-south-1 ap-east-1 ap-northeast-1 ap-northeast-2 ap-south-1 ap-southeast-1 ap-southeast-2 ' +
  'ca-central-1 cn-north-1 eu-central-1 eu-north-1 eu-south-1 eu-west-1 eu-west-2 eu-west-3 ' +
  'me-south-1 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2';
const OTHER_REGIONS =
  'ap-east-2 ap-northeast-3 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 ' +
  'ap-southeast-7 ca-west-1 cn-northwest-1 eu-central-2 eu-south-2 il-central-1 me-central-1 ' +
  'mx-central-1 us-gov-east-1 us-gov-west-1 us-iso-east-1 us-isob-east-1 us-isof-east-1 us-isof-south-1';

/** Families by what batch transform and the specs of 1.x say of them. */
const FAMILIES = {
  gpu: 'g4dn g5 p2 p3',
  cpu: 'c4 c5 c6i m4 m5',
  withoutImage: 'c7i g6 g6e inf2 m6i m7i r6i r7i trn1',
  endpointsOnly: 'c5d c5n m5d r5 r5d t2 t3 p3dn p4d p4de p5 p5e p5en p6 p6e',
};

const words = (text: string): string[] => text.split(' ');
const models = Object.keys(catalogue.models);
const resolve = (modelId: string, region: string, instanceType?: string, version = '1.*') =>
  resolveJumpStartModel({ modelId, version, region, instanceType, allowDeprecated: true });

describe.each(words(REGIONS_WITH_IMAGE))('every model in %s', (region) => {
  it('resolves with its default type and every family that has an image', () => {
    for (const modelId of models) {
      const registry = new RegExp(
        `^\\d{12}\\.dkr\\.ecr\\.${region}\\.amazonaws\\.com${region.startsWith('cn-') ? '\\.cn' : ''}/huggingface-pytorch-inference:`,
      );
      const model = resolve(modelId, region);
      expect(model.image).toMatch(registry);
      expect(model.supportedInstanceTypes).toContain(model.defaultInstanceType);
      expect(model.modelDataUrl).toBe(
        `s3://jumpstart-cache-prod-${region}/huggingface-infer/prepack/v1.1.2/infer-prepack-${modelId}.tar.gz`,
      );
      for (const kind of ['cpu', 'gpu'] as const) {
        const types = words(FAMILIES[kind]).flatMap(transformTypesOfFamily);
        for (const type of types) {
          const { image, defaultInstanceType, supportedInstanceTypes } = resolve(
            modelId,
            region,
            type,
          );
          expect(image).toMatch(registry);
          expect(image).toContain(`-${kind}-`);
          expect(defaultInstanceType).toBe(type);
          expect([...supportedInstanceTypes].sort()).toStrictEqual([...types].sort());
        }
      }
    }
  });

  it('refuses every family without an image, and every type of endpoints only', () => {
    for (const modelId of models) {
      for (const family of words(FAMILIES.withoutImage)) {
        const [type = ''] = transformTypesOfFamily(family);
        expect(() => resolve(modelId, region, type)).toThrow(
          `JumpStart model '${modelId}' has no image for instance type '${type}'; valid for '${modelId}': sizes of c4, c5, c6i, m4, m5, g4dn, g5, p2, p3, such as`,
        );
      }
      for (const family of words(FAMILIES.endpointsOnly)) {
        expect(() => resolve(modelId, region, `ml.${family}.4xlarge`)).toThrow(
          `'ml.${family}.4xlarge' is not an instance type of batch transform; valid for '${modelId}': sizes of`,
        );
      }
    }
  });

  it('refuses 2.x where there is one, and versions that there are not', () => {
    for (const modelId of models) {
      const { versions, endpointVersions } = catalogue.models[modelId] ?? {};
      const valid = `valid: ${Object.keys(versions ?? {}).join(', ')}, 1.*`;
      for (const version of Object.keys(endpointVersions ?? {})) {
        const refused = new RegExp(
          `cannot run in batch transform.*; ${valid.replaceAll('*', '\\*')}$`,
        );
        expect(() => resolve(modelId, region, undefined, version)).toThrow(refused);
        expect(() => resolve(modelId, region, undefined, '2.*')).toThrow(refused);
      }
      expect(() => resolve(modelId, region, undefined, '0.0.1')).toThrow(valid);
    }
  });

  it('is deployed without a flag only while JumpStart lists it', () => {
    for (const modelId of models) {
      const unflagged = () => resolveJumpStartModel({ modelId, version: '1.*', region });
      if (catalogue.models[modelId]?.listed === true) expect(unflagged().modelId).toBe(modelId);
      else
        expect(unflagged).toThrow(
          /is deprecated, last listed on 2026-02-02; valid: .*allowDeprecated/,
        );
    }
  });
});

it.each(words(OTHER_REGIONS))('every model is refused in %s', (region) => {
  for (const modelId of models) {
    expect(() => resolve(modelId, region)).toThrow(
      `JumpStart model '${modelId}' has no image in region '${region}'; valid: af-south-1, ap-east-1, `,
    );
  }
});

it('has every family of batch transform in one of the lists', () => {
  const known = words(`${FAMILIES.gpu} ${FAMILIES.cpu} ${FAMILIES.withoutImage}`);
  const { supportedInstanceTypes } = resolve(models[0] ?? '', 'us-east-1');
  expect(known).toHaveLength(18);
  expect(known.flatMap(transformTypesOfFamily)).toHaveLength(116);
  expect(supportedInstanceTypes.length).toBeGreaterThan(10);
});
