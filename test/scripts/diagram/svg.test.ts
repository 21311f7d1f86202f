import { toSvg } from '../../../scripts/diagram/svg';

describe('toSvg', () => {
  it('puts a label right beside the drawn line, which cuts the corner', () => {
    const svg = toSvg(
      {
        width: 100,
        height: 100,
        nodes: [],
        dots: [],
        edges: [
          {
            edge: { from: 'a', to: 'b', kind: 'next', label: 'yes' },
            points: [
              { x: 0, y: 0 },
              { x: 100, y: 0 },
              { x: 100, y: 100 },
            ],
            label: { x: 100, y: 25 },
          },
        ],
      },
      'T',
    );
    // At a quarter of the height a Bézier curve of these points is at 75: x = 2t(1-t)100 + t²100, y = t²100.
    expect(svg).toContain('<text class="label" x="81" y="29">yes</text>');
  });
});
