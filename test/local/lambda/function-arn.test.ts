import fc from 'fast-check';
import { functionArn, parseFunctionReference } from '../../../local/lambda/function-arn';

const name = fc.stringMatching(/^[a-zA-Z0-9-_]{1,64}$/);
const qualifier = fc.oneof(fc.constant('$LATEST'), fc.stringMatching(/^[a-zA-Z0-9-_]{1,128}$/));

test('an ARN leads back to its name and qualifier', () => {
  fc.assert(
    fc.property(name, qualifier, (functionName, version) => {
      const arn = functionArn('eu-west-1', '123456789012', functionName);
      expect(parseFunctionReference(arn)).toEqual({ functionName, qualifier: '$LATEST' });
      expect(parseFunctionReference(`${arn}:${version}`)).toEqual({
        functionName,
        qualifier: version,
      });
    }),
  );
});

test.each([
  ['f', { functionName: 'f', qualifier: '$LATEST' }],
  ['f:3', { functionName: 'f', qualifier: '3' }],
  ['123456789012:function:f', { functionName: 'f', qualifier: '$LATEST' }],
])('%s is a reference', (reference, expected) => {
  expect(parseFunctionReference(reference)).toEqual(expected);
});

test.each(['', 'a b', 'arn:aws:s3:::bucket', 'x'.repeat(65)])('%p is none', (reference) => {
  expect(() => parseFunctionReference(reference)).toThrow('neither a function');
});
