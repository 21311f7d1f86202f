import fc from 'fast-check';
import { attributesMd5, selectAttributes } from '../../../local/sqs/message-attributes';

const text = (StringValue: string) => ({ DataType: 'String', StringValue });

test('the digest is the one that AWS answers', () => {
  // Of `aws sqs send-message --message-attributes '{"a":{"DataType":"String","StringValue":"b"}}'`,
  // which the AWS CLI checks against its own.
  expect(attributesMd5({ a: text('b') })).toBe('bef8bf215374a0a228d67533b1a488be');
  expect(attributesMd5({})).toBeUndefined();
});

test('the digest does not depend on the order of attributes', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string(), { minKeys: 1 }), (values) => {
      const entries = Object.entries(values).map(([name, value]) => [name, text(value)] as const);
      expect(attributesMd5(Object.fromEntries(entries.reverse()))).toBe(
        attributesMd5(Object.fromEntries(entries.reverse())),
      );
    }),
  );
});

test.each([
  [['All'], ['a', 'a.b', 'c']],
  [['.*'], ['a', 'a.b', 'c']],
  [['a'], ['a']],
  [['a.*'], ['a', 'a.b']],
  [[], []],
])('%j selects %j', (wanted, names) => {
  const all = { a: text('1'), 'a.b': text('2'), c: text('3') };
  expect(Object.keys(selectAttributes(all, wanted))).toEqual(names);
});
