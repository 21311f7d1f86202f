import fc from 'fast-check';
import { splitLines } from '../../../domain/records/line-splitter';
import { ReferenceJoin, ReferenceJoinError } from '../../../domain/records/reference-join';

const COLUMNS = { idColumn: 'id', referenceColumn: 'highlights' };

/** A join over the lines, in chunks of at most `chunk` bytes. */
function joinOf(lines: readonly string[], chunk = 10, columns = COLUMNS): ReferenceJoin {
  const bytes = Buffer.from(lines.join('\n'));
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, index) =>
    bytes.subarray(index * chunk, (index + 1) * chunk),
  );
  return new ReferenceJoin(splitLines(chunks), columns);
}

async function takeAll(join: ReferenceJoin, ids: readonly unknown[]) {
  const taken = [];
  for (const id of ids) taken.push(await join.take(id));
  return taken;
}

test('gives each record its reference, whatever the order of the file and of the reading', async () => {
  const ids = fc.uniqueArray(fc.jsonValue(), {
    selector: (value) => JSON.stringify(value),
    maxLength: 20,
  });
  const shuffled = ids.chain((all) =>
    fc.record({
      file: fc.shuffledSubarray(all, { minLength: all.length }),
      data: fc.shuffledSubarray(all, { minLength: all.length }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(shuffled, fc.integer({ min: 1, max: 200 }), async ({ file, data }, chunk) => {
      const reference = (id: unknown): string => `reference of ${JSON.stringify(id)}`;
      const lines = file.map((id) => JSON.stringify({ id, highlights: reference(id) }));
      expect(await takeAll(joinOf(lines, chunk), data)).toEqual(data.map(reference));
    }),
  );
});

test('1 and "1" are two ids; null is one', async () => {
  const join = joinOf([
    '{"id": "1", "highlights": "text"}',
    '{"id": 1, "highlights": "number"}',
    '{"id": null, "highlights": "null"}',
  ]);
  expect(await takeAll(join, [1, '1', null])).toEqual(['number', 'text', 'null']);
});

test('blank lines and further columns are nothing; several references and none are kept', async () => {
  const join = joinOf(
    ['', '{"key": "a", "summary": ["x", "y"], "more": 1}', ' ', '{"key": "b", "summary": null}'],
    10,
    { idColumn: 'key', referenceColumn: 'summary' },
  );
  expect(await takeAll(join, ['a', 'b', 'c'])).toEqual([['x', 'y'], undefined, undefined]);
});

test.each([1, 10, 1000])(
  'an id that comes several times is joined in order, whatever the chunks (%i bytes)',
  async (chunk) => {
    const lines = ['x', 'y', 'z'].map((text) => JSON.stringify({ id: 1, highlights: text }));
    const join = joinOf(
      [lines[0] ?? '', '{"id": 2, "highlights": "two"}', ...lines.slice(1)],
      chunk,
    );
    expect(await takeAll(join, [1, 2, 1, 1, 1])).toEqual(['x', 'two', 'y', 'z', undefined]);
  },
);

test('a reference is given out once', async () => {
  const join = joinOf(['{"id": 1, "highlights": "x"}']);
  expect(await takeAll(join, [1, 1])).toEqual(['x', undefined]);
});

test.each([
  {
    name: 'no id',
    lines: ['{"id": 7, "highlights": "x"}', '', '{"nr": 1, "highlights": "x"}'],
    message: "line 3: column 'id' is missing; the line has nr, highlights",
  },
  {
    name: 'no reference',
    lines: ['{"id": 1, "summary": "x"}'],
    message: "line 1: column 'highlights' is missing; the line has id, summary",
  },
  { name: 'no JSON', lines: ['id,highlights'], message: 'line 1: invalid JSON: ' },
  {
    name: 'a reference that is no text',
    lines: ['{"id": 1, "highlights": 5}'],
    message: "line 1: column 'highlights' is a number; a text or a list of texts was expected",
  },
])('refuses $name, with the line', async ({ lines, message }) => {
  const take = joinOf(lines, 1000).take('last');
  await expect(take).rejects.toThrow(ReferenceJoinError);
  await expect(take).rejects.toThrow(message);
});

test('refuses to keep more than 128 MiB of references that lie ahead', async () => {
  async function* endless() {
    for (let id = 0; ; id++) {
      yield [
        { number: id + 1, utf8: true, text: `{"id":${id},"highlights":"${'x'.repeat(2 ** 24)}"}` },
      ];
    }
  }
  const join = new ReferenceJoin(endless(), COLUMNS);
  await expect(join.take('last')).rejects.toThrow(
    'more than 134217728 bytes of references lie between here and that of the id "last"; sort the references like the data',
  );
});

test('close ends the reading where it is', async () => {
  let closed = false;
  async function* lines() {
    try {
      for (let number = 1; ; number++) {
        yield [{ number, utf8: true, text: `{"id": ${number}, "highlights": "x"}` }];
      }
    } finally {
      closed = true;
    }
  }
  const join = new ReferenceJoin(lines(), COLUMNS);
  expect(await join.take(2)).toBe('x');
  await join.close();
  expect(closed).toBe(true);
});
