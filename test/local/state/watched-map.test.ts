import { WatchedMap } from '../../../local/state/watched-map';

test('tells of each change once it is made, and of nothing else', () => {
  const seen: [string, number][][] = [];
  const map = new WatchedMap<string, number>([['a', 1]], () => seen.push([...map]));
  expect(seen).toEqual([]);
  map.set('b', 2);
  map.delete('c');
  map.delete('a');
  map.clear();
  expect(seen).toEqual([
    [
      ['a', 1],
      ['b', 2],
    ],
    [['b', 2]],
    [],
  ]);
});
