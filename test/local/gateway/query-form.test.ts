import fc from 'fast-check';
import { formList, formText, formTree } from '../../../local/gateway/query-form';

test('dots make a tree', () => {
  const tree = formTree(new URLSearchParams('Action=A&Entry.1.Id=x&Entry.1.Value.Type=String'));
  expect(tree).toEqual(
    new Map<string, unknown>([
      ['Action', 'A'],
      [
        'Entry',
        new Map([
          [
            '1',
            new Map<string, unknown>([
              ['Id', 'x'],
              ['Value', new Map([['Type', 'String']])],
            ]),
          ],
        ]),
      ],
    ]),
  );
});

test('a list comes in the order of its positions, however it was sent', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.nat())), (ranked) => {
      const form = new URLSearchParams();
      ranked
        .map(([value, rank], at) => ({ value, rank, position: at + 1 }))
        .sort((one, other) => one.rank - other.rank)
        .forEach(({ value, position }) => {
          form.append(`Name.${position}`, value);
        });
      expect(formList(formTree(form).get('Name'))).toEqual(ranked.map(([value]) => value));
    }),
  );
});

test('what is no list is an empty one, what is no text an empty text', () => {
  const tree = formTree(new URLSearchParams('Name=x&Map.a=b'));
  expect([formList(tree.get('Name')), formList(tree.get('Map')), formList(undefined)]).toEqual([
    [],
    [],
    [],
  ]);
  expect([formText(tree.get('Name')), formText(tree.get('Map')), formText(undefined)]).toEqual([
    'x',
    '',
    '',
  ]);
});
