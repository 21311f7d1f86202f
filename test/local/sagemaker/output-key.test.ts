import fc from 'fast-check';
import { outputKey } from '../../../local/sagemaker/output-key';

test.each([
  ['in/a.jsonl', 'in/', 'out/', 'out/a.jsonl.out'],
  ['in/deep/a.jsonl', 'in/', 'out', 'out/deep/a.jsonl.out'],
  ['in/deep/a.jsonl', 'in/deep/a.jsonl', 'out', 'out/a.jsonl.out'],
  ['in/part-1.jsonl', 'in/part', 'out', 'out/part-1.jsonl.out'],
  ['in_other/a', 'in', 'out', 'out/in_other/a.out'],
  ['a.jsonl', '', '', 'a.jsonl.out'],
])('%s under %s goes to %s as %s', (key, prefix, output, expected) => {
  expect(outputKey(key, prefix, output)).toBe(expected);
});

test('two objects never share an output key', () => {
  const name = fc.stringMatching(/^[ab/.]{1,6}$/);
  fc.assert(
    fc.property(name, name, name, (prefix, one, other) => {
      fc.pre(one !== other);
      expect(outputKey(prefix + one, prefix, 'out')).not.toBe(
        outputKey(prefix + other, prefix, 'out'),
      );
    }),
  );
});
