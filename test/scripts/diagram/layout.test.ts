import { layOut, MAP_HEAD, PADDING, type PlacedNode } from '../../../scripts/diagram/layout';
import { stateGraph } from '../../../scripts/diagram/state-graph';

const pass = (next?: string) => ({
  Type: 'Pass',
  ...(next === undefined ? { End: true } : { Next: next }),
});
const layout = layOut(
  stateGraph({
    StartAt: 'First',
    States: {
      First: pass('Done?'),
      'Done?': { Type: 'Choice', Choices: [{ Condition: '', Next: 'Each' }], Default: 'First' },
      Each: {
        Type: 'Map',
        ItemProcessor: { StartAt: 'One', States: { One: pass() } },
        End: true,
      },
    },
  }),
);
const placed = (name: string): PlacedNode => {
  const found = layout.nodes.find(({ node }) => node.name === name);
  if (!found) throw new Error(`${name} is not placed`);
  return found;
};

describe('layOut', () => {
  it('puts later states below earlier ones', () => {
    expect(placed('First').y).toBeLessThan(placed('Done?').y);
    expect(placed('Done?').y).toBeLessThan(placed('Each').y);
  });

  it('keeps every state inside the drawing', () => {
    for (const { x, y, width, height } of layout.nodes) {
      expect(x - width / 2).toBeGreaterThanOrEqual(0);
      expect(y - height / 2).toBeGreaterThanOrEqual(0);
      expect(x + width / 2).toBeLessThanOrEqual(layout.width);
      expect(y + height / 2).toBeLessThanOrEqual(layout.height);
    }
  });

  it('makes a map large enough for its child', () => {
    const { inner, width, height } = placed('Each');
    expect(inner?.nodes.map(({ node }) => node.name)).toStrictEqual(['One']);
    expect(width).toBeGreaterThanOrEqual((inner?.width ?? Infinity) + PADDING * 2);
    expect(height).toBeCloseTo((inner?.height ?? 0) + MAP_HEAD + PADDING);
  });

  it("ends edges on a diamond's sides, not on its box", () => {
    const { x, y, width, height } = placed('Done?');
    const ends = layout.edges
      .filter(({ edge }) => edge.from === 'Done?')
      .map(({ points }) => points[0] ?? { x: NaN, y: NaN });
    expect(ends).toHaveLength(2);
    // On the rhombus |dx| / (w / 2) + |dy| / (h / 2) = 1.
    for (const end of ends) {
      expect(Math.abs(end.x - x) / (width / 2) + Math.abs(end.y - y) / (height / 2)).toBeCloseTo(1);
    }
  });

  it('has places for the labels of choices only', () => {
    const labelled = layout.edges.filter(({ label }) => label).map(({ edge }) => edge.label);
    expect(labelled.toSorted()).toStrictEqual(['no', 'yes']);
  });
});
