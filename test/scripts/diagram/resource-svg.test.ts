import { resourcesSvg } from '../../../scripts/diagram/resource-svg';

describe('resourcesSvg', () => {
  it('wraps long lines, the rest indented, and escapes names', () => {
    const line = Array.from({ length: 12 }, () => 'Function').join(', ');
    const svg = resourcesSvg([{ name: 'A<B', groups: [{ name: 'C&D', lines: [line] }] }], 'T');
    expect(svg).toContain('A&lt;B');
    expect(svg).toContain('C&amp;D');
    expect(svg.match(/Function/g)).toHaveLength(12);
    expect(svg).toContain('<text x="10" y="33">Function, ');
    // By its place, not by blanks, which some viewers drop.
    expect(svg.match(/<text x="20" y="\d+">Function/g)?.length).toBeGreaterThan(1);
  });
});
