import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import * as z from 'zod';
import { DurableMap } from '../../../local/state/durable-map';
import { asItIs } from '../../../local/state/format';
import { UnreadableState } from '../../../local/state/unreadable-state';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'durable-map-'));
  path = join(directory, 'things.jsonl');
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const format = asItIs(z.strictObject({ text: z.string() }));
const open = () => new DurableMap(path, format);
const reopened = () => {
  const map = open();
  map.detach();
  return new Map(map);
};

type Change = readonly ['set', string, string] | readonly ['delete', string] | readonly ['clear'];
const key = fc.constantFrom('a', 'b', 'ü/\n"', '__proto__', '');
const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constant('set' as const), key, fc.string({ unit: 'grapheme' })),
  },
  { weight: 3, arbitrary: fc.tuple(fc.constant('delete' as const), key) },
  { weight: 1, arbitrary: fc.constant(['clear'] as const) },
);

function apply(map: Map<string, { text: string }>, [kind, name = '', text = '']: Change): void {
  if (kind === 'set') map.set(name, { text });
  else if (kind === 'delete') map.delete(name);
  else map.clear();
}

test('after any changes, a map that is opened again has the same entries in the same order', () => {
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      rmSync(path, { force: true });
      const map = open();
      const expected = new Map<string, { text: string }>();
      for (const each of changes) {
        apply(map, each);
        apply(expected, each);
      }
      expect([...map]).toEqual([...expected]);
      expect([...reopened()]).toEqual([...expected]);
      map.detach();
    }),
  );
});

test('a file that was cut off anywhere has all changes whose lines are whole', () => {
  const map = open();
  const changes: Change[] = [
    ['set', 'a', 'one'],
    ['set', 'b', 'zwölf'],
    ['delete', 'a'],
    ['set', 'b', 'three'],
  ];
  const expected = new Map<string, { text: string }>();
  const after = new Map([[statSync(path).size, new Map(expected)]]);
  for (const each of changes) {
    apply(map, each);
    apply(expected, each);
    after.set(statSync(path).size, new Map(expected));
  }
  map.detach();
  const whole = readFileSync(path);
  const ends = [...after.keys()];
  for (let bytes = ends[0] ?? 0; bytes <= whole.length; bytes += 1) {
    writeFileSync(path, whole.subarray(0, bytes));
    const last = ends.findLast((end) => end <= bytes) ?? -1;
    expect(reopened()).toEqual(after.get(last));
  }
});

test('what comes after a line that was cut off is read, too', () => {
  open().set('a', { text: 'one' }).detach();
  writeFileSync(path, `${readFileSync(path, 'utf8')}["b",{"te`);
  open().set('c', { text: 'two' }).detach();
  expect([...reopened().keys()]).toEqual(['a', 'c']);
});

test('a file does not grow with the changes', () => {
  const map = open();
  const text = 'x'.repeat(10_000);
  for (let i = 0; i < 1_000; i += 1) map.set(`key-${i % 5}`, { text });
  map.detach();
  // 10 MB were written; 5 * 10 kB count; a file below 1 MiB is left alone.
  expect(statSync(path).size).toBeLessThan(1.1 * 1024 * 1024);
  expect([...reopened().keys()]).toHaveLength(5);
});

test('once detached it writes nothing, not even a rewrite', () => {
  const map = open().set('a', { text: 'one' });
  map.detach();
  map.set('b', { text: 'two' });
  map.delete('a');
  map.clear();
  expect(map.size).toBe(0);
  expect([...reopened().keys()]).toEqual(['a']);
});

test.each([
  ['another version', '{"embeddedAwsState":2}\n', 'not of version 1'],
  [
    'a damaged line',
    '{"embeddedAwsState":1}\n["a",{"text":"one"}]\n["b",{"te\n',
    'line 3 is damaged',
  ],
  ['an entry of another shape', '{"embeddedAwsState":1}\n["a",{"words":1}]\n', "entry 'a'"],
])('%s is an error that says which file, and what to do', (_, content, reason) => {
  writeFileSync(path, content);
  expect(open).toThrow(UnreadableState);
  expect(open).toThrow(reason);
  expect(open).toThrow(`The state in ${path} cannot be read`);
  expect(open).toThrow(`move ${directory} away`);
  expect(readFileSync(path, 'utf8')).toBe(content);
});
