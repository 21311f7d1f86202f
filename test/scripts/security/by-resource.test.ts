import { byResource } from '../../../scripts/security/by-resource';

const row = (type: string, path: string, ...cells: string[]) => ({ type, path, cells });

describe('byResource', () => {
  it('names the resources of a type of which the same is to say', () => {
    expect(
      byResource([row('Topic', 'A', 'k'), row('Bucket', 'C', 'k'), row('Topic', 'B', 'k')]),
    ).toStrictEqual([
      ['`Topic`', '`A`, `B`', 'k'],
      ['`Bucket`', '`C`', 'k'],
    ]);
  });

  it("says 'all' of many, but never when one of them differs", () => {
    const many = ['A', 'B', 'C', 'D', 'E'].map((path) => row('Log', path, 'k'));
    expect(byResource(many)).toStrictEqual([['`Log`', 'all', 'k']]);
    expect(byResource([...many, row('Log', 'F', 'none')])).toStrictEqual([
      ['`Log`', '`A`, `B`, `C`, `D`, `E`', 'k'],
      ['`Log`', '`F`', 'none'],
    ]);
  });
});
