import { DOT, MAP_HEAD, type Layout, type PlacedEdge, type PlacedNode, type Point } from './layout';

/**
 * Colours that can be read on white and on black: boxes bring their own ground, and what lies
 * outside of them is of middle brightness.
 */
const STYLE = `
  text { font: 14px Helvetica, Arial, sans-serif; fill: #1f2328; text-anchor: middle; }
  .detail { font-size: 12px; fill: #57606a; }
  .label { font-size: 12px; fill: #7d8590; text-anchor: start; }
  .box { fill: #eef4fb; stroke: #3f74b0; stroke-width: 1.5; }
  .Map { fill: #dbe8f6; }
  .Choice { fill: #fff6d9; stroke: #a98410; }
  .Wait, .Pass { fill: #f4f4f4; stroke: #7d8590; }
  .Succeed { fill: #e9f6ec; stroke: #3f8f53; }
  .Fail { fill: #fdecec; stroke: #cf4a52; }
  .way { fill: none; stroke: #7d8590; stroke-width: 1.5; }
  .error { stroke: #cf4a52; stroke-dasharray: 5 4; }
  .dot { fill: #7d8590; } .end { fill: none; stroke: #7d8590; stroke-width: 4; }
`;

/** Pixels between a line and its label. */
const BESIDE = 6;

/** Draws a layout as an SVG document, the same text for the same layout. */
export function toSvg(layout: Layout, title: string): string {
  const width = Math.ceil(layout.width);
  const height = Math.ceil(layout.height);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeXml(title)}">
<title>${escapeXml(title)}</title>
<style>${STYLE}</style>
<defs>
${arrow('next', '#7d8590')}
${arrow('error', '#cf4a52')}
</defs>
${draw(layout)}
</svg>
`;
}

function arrow(kind: string, colour: string): string {
  return `<marker id="${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="${colour}"/></marker>`;
}

function draw({ nodes, edges, dots }: Layout): string {
  return [
    ...edges.map(drawEdge),
    ...nodes.map(drawNode),
    ...dots.map(
      ({ x, y, kind }) =>
        `<circle class="${kind === 'start' ? 'dot' : 'end'}" cx="${at(x)}" cy="${at(y)}" r="${kind === 'start' ? DOT : DOT - 2}"/>`,
    ),
  ].join('\n');
}

function drawNode({ node, x, y, width, height, inner }: PlacedNode): string {
  const { name, detail, type } = node;
  const left = x - width / 2;
  const top = y - height / 2;
  const shape =
    type === 'Choice'
      ? `<polygon class="box ${type}" points="${at(x)},${at(top)} ${at(x + width / 2)},${at(y)} ${at(x)},${at(top + height)} ${at(left)},${at(y)}"/>`
      : `<rect class="box ${type}" x="${at(left)}" y="${at(top)}" width="${at(width)}" height="${at(height)}" rx="6"/>`;
  const middle = inner ? top + MAP_HEAD / 2 : y;
  const texts =
    detail === ''
      ? [line(x, middle + 5, name)]
      : [line(x, middle - 3, name), line(x, middle + 14, detail, 'detail')];
  if (!inner) return [shape, ...texts].join('\n');
  const dx = x - inner.width / 2;
  const children = `<g transform="translate(${at(dx)} ${at(top + MAP_HEAD)})">\n${draw(inner)}\n</g>`;
  return [shape, ...texts, children].join('\n');
}

function drawEdge({ edge, points, label }: PlacedEdge): string {
  const error = edge.kind === 'error';
  const path = `<path class="way${error ? ' error' : ''}" d="${curve(points)}" marker-end="url(#${edge.kind})"/>`;
  if (label === undefined || edge.label === undefined) return path;
  return `${path}\n${line(xAtHeight(points, label.y) + BESIDE, label.y + 4, edge.label, 'label')}`;
}

/** One bend of a line: a quadratic Bézier curve. */
interface Bend {
  readonly from: Point;
  readonly control: Point;
  readonly to: Point;
}

/** A line through the middles between points, bent at the points. */
function curve(points: readonly Point[]): string {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last) return '';
  const bends = bendsOf(points).map(
    ({ control, to }) => `Q${at(control.x)} ${at(control.y)} ${at(to.x)} ${at(to.y)}`,
  );
  return `M${at(first.x)} ${at(first.y)}${bends.length === 0 ? `L${at(last.x)} ${at(last.y)}` : bends.join('')}`;
}

function bendsOf(points: readonly Point[]): Bend[] {
  let [from] = points;
  const last = points.at(-1);
  return points.slice(1, -1).flatMap((control, index) => {
    const next = points[index + 2];
    if (!from || !last || !next) return [];
    const to = next === last ? last : { x: (control.x + next.x) / 2, y: (control.y + next.y) / 2 };
    const bend = { from, control, to };
    from = to;
    return [bend];
  });
}

/** Where the drawn line is at this height: it cuts the corners, and passes its own label's place by far. */
function xAtHeight(points: readonly Point[], y: number): number {
  // A bend is a hundred pixels or two: 32 steps miss the height by a few at most.
  const steps = Array.from({ length: 33 }, (_, step) => step / 32);
  const drawn = bendsOf(points).flatMap((bend) => steps.map((share) => pointOn(bend, share)));
  const [nearest] = drawn.toSorted((a, b) => Math.abs(a.y - y) - Math.abs(b.y - y));
  return nearest?.x ?? points[0]?.x ?? 0;
}

function pointOn({ from, control, to }: Bend, share: number): Point {
  const of = (a: number, b: number, c: number): number =>
    (1 - share) ** 2 * a + 2 * share * (1 - share) * b + share ** 2 * c;
  return { x: of(from.x, control.x, to.x), y: of(from.y, control.y, to.y) };
}

function line(x: number, y: number, text: string, style?: string): string {
  return `<text${style === undefined ? '' : ` class="${style}"`} x="${at(x)}" y="${at(y)}">${escapeXml(text)}</text>`;
}

/** A tenth of a pixel is finer than anybody sees, and the same on every machine. */
function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
