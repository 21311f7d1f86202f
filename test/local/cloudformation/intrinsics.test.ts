import fc from 'fast-check';
import { resolve } from '../../../local/cloudformation/intrinsics';
import { scope } from './scope-double';

// One function a line: [expression, value].
const table: [unknown, unknown][] = [
  [{ Ref: 'Bucket' }, 'my-bucket'],
  [{ Ref: 'Empty' }, ''],
  [{ Ref: 'AWS::Region' }, 'us-east-1'],
  [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'arn:b'],
  [{ 'Fn::GetAtt': ['Bucket', 'A.B'] }, 'nested'],
  [{ 'Fn::GetAtt': 'Bucket.Arn' }, 'arn:b'],
  [{ 'Fn::Sub': 'x-${Bucket}-${Bucket.Arn}-${!Literal}' }, 'x-my-bucket-arn:b-${Literal}'],
  [{ 'Fn::Sub': ['${A}${Bucket}', { A: { Ref: 'Bucket' } }] }, 'my-bucketmy-bucket'],
  [{ 'Fn::Sub': ['${Bucket}', { Bucket: 'own first' }] }, 'own first'],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'Bucket' }, 1]] }, 'a-my-bucket-1'],
  [{ 'Fn::Join': [',', { Ref: 'List' }] }, 'a,b'],
  [{ 'Fn::Select': [1, ['a', 'b']] }, 'b'],
  [{ 'Fn::Select': ['0', { 'Fn::GetAZs': '' }] }, 'us-east-1a'],
  [{ 'Fn::Split': ['-', { Ref: 'Bucket' }] }, ['my', 'bucket']],
  [{ 'Fn::If': ['Yes', 'a', { Ref: 'Nobody' }] }, 'a'],
  [{ 'Fn::If': ['No', { Ref: 'Nobody' }, 'b'] }, 'b'],
  [{ 'Fn::FindInMap': ['Map', 'k', 'n'] }, 'mapped'],
  [{ 'Fn::ImportValue': 'exported' }, 'imported'],
  [{ 'Fn::ImportValue': { 'Fn::Sub': 'exported' } }, 'imported'],
  [{ 'Fn::Base64': 'hi' }, 'aGk='],
  [{ 'Fn::Equals': [{ Ref: 'Bucket' }, 'my-bucket'] }, true],
  [{ a: { b: [{ Ref: 'Bucket' }] } }, { a: { b: ['my-bucket'] } }],
  [
    { Ref: 'Bucket', other: 1 },
    { Ref: 'Bucket', other: 1 },
  ],
  [{ a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
  [['x', { Ref: 'AWS::NoValue' }], ['x']],
  [{ a: { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] } }, {}],
];
test.each(table)('%j', (expression, value) => {
  expect(resolve(expression, scope)).toEqual(value);
});

const faults: [unknown, string][] = [
  [{ Ref: 'Nobody' }, '[Nobody]'],
  [{ 'Fn::GetAtt': ['Bucket', 'Nothing'] }, 'Nothing'],
  [{ 'Fn::Sub': '${Nobody}' }, '[Nobody]'],
  [{ 'Fn::Select': [5, ['a']] }, 'no element 5'],
  [{ 'Fn::If': ['Maybe', 1, 2] }, "'Maybe'"],
  [{ 'Fn::FindInMap': ['Map', 'k', 'other'] }, 'Map/k/other'],
  [{ 'Fn::ImportValue': 'unknown' }, 'No export named unknown'],
  [{ 'Fn::Join': ['-', 'text'] }, 'A list is expected'],
  [{ 'Fn::Join': ['-', [{ a: 1 }]] }, 'text is expected'],
  [{ 'Fn::Cidr': ['10.0.0.0/16', 2] }, 'does not support Fn::Cidr'],
];
test.each(faults)('%j is refused', (expression, reason) => {
  expect(() => resolve(expression, scope)).toThrow(reason);
});

test('a value without functions stays as it is', () => {
  const plain = fc
    .jsonValue()
    .filter((value) => !/"(Ref|Fn::|Condition)/.test(JSON.stringify(value)));
  fc.assert(
    fc.property(plain, (value) => {
      expect(resolve(value, scope)).toEqual(value);
    }),
  );
});

test('Fn::Split undoes Fn::Join', () => {
  const part = fc.string().filter((text) => !text.includes('|'));
  fc.assert(
    fc.property(fc.array(part, { minLength: 1 }), (parts) => {
      expect(resolve({ 'Fn::Split': ['|', { 'Fn::Join': ['|', parts] }] }, scope)).toEqual(parts);
    }),
  );
});
