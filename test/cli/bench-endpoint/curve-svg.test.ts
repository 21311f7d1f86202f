import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { curveSvg } from '../../../cli/bench-endpoint/curve-svg';
import { type Figures } from '../../../cli/bench-endpoint/figures';

const figures = (concurrency: number, batchSize: number, rate: number, p95: number): Figures => ({
  batchSize,
  concurrency,
  requests: 1,
  failures: {},
  recordsPerSecond: rate,
  latency: { p50: p95, p95, p99: p95 },
  usdPer1000Records: null,
});
const all = [figures(1, 1, 10, 10), figures(1, 8, 40, 100), figures(2, 1, 20, 20)];

interface Drawing {
  readonly svg: { readonly polyline: readonly { readonly points: string }[] };
}
const polylines = (svg: string): string[] => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'polyline',
  });
  return (parser.parse(svg) as Drawing).svg.polyline.map(({ points }) => points);
};

test('a line for each concurrency, a point for each batch size', () => {
  const svg = curveSvg(all, 'Endpoint mine');
  expect(XMLValidator.validate(svg)).toBe(true);
  // The field is 64..692 across for 0..40 records/s, 388..64 down for 10..100 ms by decades.
  expect(polylines(svg)).toEqual(['221,388 692,64', '378,290.5']);
  expect(svg).toContain('concurrency 2');
});

test('a target is drawn, and within the field even when all are quicker', () => {
  const svg = curveSvg(all, 'Endpoint mine', 1000);
  expect(svg).toMatch(/class="target" x1="64" y1="64"/);
  expect(svg).toContain('target 1,000 ms');
  expect(curveSvg(all, 'Endpoint mine')).not.toContain('class="target"');
});

test('what was not answered has no point', () => {
  const svg = curveSvg([...all, { ...figures(4, 1, 0, 1), latency: null }], 'Endpoint mine');
  expect(svg).not.toContain('concurrency 4');
});

test('nothing answered at all is an empty chart', () => {
  const svg = curveSvg([{ ...figures(1, 1, 0, 1), latency: null }], 'a < b & "c"');
  expect(XMLValidator.validate(svg)).toBe(true);
  expect(svg).not.toContain('NaN');
});
