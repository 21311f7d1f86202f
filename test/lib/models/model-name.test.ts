import fc from 'fast-check';
import { modelNameOf, modelNamePattern } from '../../../lib/models/model-name';
import { type PreparedModel } from '../../../lib/models/prepare-models';
import { VPC } from '../support/event-resources';

const model: PreparedModel = {
  name: 'flan-t5',
  jumpStart: null,
  image: 'image:1',
  environment: { A: '1', B: '2' },
  contract: 'text2text-1.x',
  networkIsolation: true,
  modelData: { url: 's3://bucket/a.tar.gz' },
  supportedInstanceTypes: ['ml.m5.xlarge'],
  defaultInstanceType: 'ml.m5.xlarge',
};
const nameOf = (fields: Partial<PreparedModel>, prefix = 'Prefix'): string =>
  modelNameOf(prefix, { ...model, ...fields });

describe('modelNamePattern', () => {
  it("matches the deployment's models, whatever their content, and no other's", () => {
    const pattern = new RegExp(`^${modelNamePattern('Prefix').replace('*', '.*')}$`);
    const longest = nameOf({ name: 'm'.repeat(63) }, 'P'.repeat(30));
    expect(nameOf({})).toMatch(pattern);
    expect(nameOf({ name: 'other', image: 'image:2' })).toMatch(pattern);
    expect(nameOf({}, 'Other')).not.toMatch(pattern);
    expect(longest.startsWith(modelNamePattern('P'.repeat(30)).slice(0, -1))).toBe(true);
  });
});

describe('modelNameOf', () => {
  it('changes with whatever a Model is replaced for', () => {
    const names = [
      nameOf({}),
      nameOf({ image: 'image:2' }),
      nameOf({ networkIsolation: false }),
      nameOf({ environment: { A: '1' } }),
      nameOf({ modelData: { url: 's3://bucket/b.tar.gz' } }),
      nameOf({ modelData: { archive: { path: 'x', sha256: 'ab' } } }),
      nameOf({}, 'Other'),
      modelNameOf('Prefix', model, VPC),
      modelNameOf('Prefix', model, { ...VPC, subnetIds: ['subnet-01234567'] }),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  it('does not change with the order of variables, the path of an archive or the instance types', () => {
    expect(nameOf({ environment: { B: '2', A: '1' } })).toBe(nameOf({}));
    expect(nameOf({ supportedInstanceTypes: [], defaultInstanceType: 'x' })).toBe(nameOf({}));
    const archive = { path: 'x', sha256: 'ab' };
    expect(nameOf({ modelData: { archive } })).toBe(
      nameOf({ modelData: { archive: { ...archive, path: 'y' } } }),
    );
  });

  it('is always a name that SageMaker takes', () => {
    const part = (maxLength: number) =>
      fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9-]*$/, { maxLength }).filter((text) => text.length <= maxLength);
    fc.assert(
      fc.property(part(30), part(63), (prefix, name) => {
        const full = nameOf({ name }, prefix);
        expect(full).toMatch(/^[a-z0-9](-*[a-z0-9]){0,62}$/);
      }),
    );
  });
});
