import { conditionText, policyDocumentSchema } from '../../../scripts/security/policy-document';

function textOf(condition: object): string {
  const { Statement } = policyDocumentSchema.parse({
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Condition: condition }],
  });
  const [statement] = Statement;
  if (statement === undefined) throw new Error('no statement');
  return conditionText(statement, String);
}

describe('conditionText', () => {
  it.each([
    [{}, ''],
    [{ StringEquals: { 'kms:ViaService': 's3' } }, '`kms:ViaService` is `s3`'],
    [{ ArnLike: { 'aws:SourceArn': 'a:*' } }, '`aws:SourceArn` is like `a:*`'],
    [{ StringLikeIfExists: { 's3:prefix': 'runs/*' } }, '`s3:prefix` is like `runs/*`'],
    [{ Null: { 'aws:RequestTag/run': 'false' } }, '`aws:RequestTag/run` is given'],
    [{ Null: { 'aws:RequestTag/run': 'true' } }, '`aws:RequestTag/run` is not given'],
    [
      { StringEquals: { a: '1', b: '2' }, Bool: { c: 'true' } },
      '`a` is `1` and `b` is `2` and `c` is `true`',
    ],
  ])('%j: %s', (condition, text) => {
    expect(textOf(condition)).toBe(text);
  });
});

it('one action and one resource are lists of one', () => {
  const statement = { Effect: 'Allow', Action: 'a:B', Resource: { Ref: 'X' } };
  expect(policyDocumentSchema.parse({ Statement: [statement] }).Statement).toMatchObject([
    { Action: ['a:B'], Resource: [{ Ref: 'X' }] },
  ]);
});
