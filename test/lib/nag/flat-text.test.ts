import { flattenCfnReference } from 'cdk-nag/lib/utils/flatten-cfn-reference';
import fc from 'fast-check';
import { flatText } from '../../../lib/nag/flat-text';

const { value } = fc.letrec((tie) => ({
  name: fc.string({ minLength: 1 }),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string(),
    fc.record({ Ref: tie('name') }),
    fc.record({ 'Fn::GetAtt': fc.tuple(tie('name'), tie('name')) }),
    fc.record({ 'Fn::Sub': fc.constantFrom('arn:${AWS::Partition}:s3:::b/*', '*') }),
    fc.record({ 'Fn::ImportValue': tie('name') }),
    fc.record({ 'Fn::Join': fc.tuple(fc.string(), fc.array(tie('value'))) }),
    fc.record({ 'Fn::Select': fc.tuple(fc.constant(0), fc.array(tie('value'))) }),
  ),
}));

describe('flatText', () => {
  it('writes what cdk-nag writes', () => {
    fc.assert(
      fc.property(value, (template) => {
        expect(flatText(template)).toBe(flattenCfnReference(template));
      }),
    );
  });

  it('writes an object of another stack, and one of the same', () => {
    const join = (bucket: object) => ({ 'Fn::Join': ['', [bucket, '/runs/*']] });
    expect(flatText(join({ 'Fn::ImportValue': 'S:ExportsOutputDataArn' }))).toBe(
      'S:ExportsOutputDataArn/runs/*',
    );
    expect(flatText(join({ 'Fn::GetAtt': ['Data', 'Arn'] }))).toBe('<Data.Arn>/runs/*');
  });
});
