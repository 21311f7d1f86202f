import { linearAxis, logAxis, type Axis } from './axis';
import { type Figures } from './figures';

const WIDTH = 720;
const HEIGHT = 440;
/** Of the field between the axes. */
const LEFT = 64;
const TOP = 64;
const RIGHT = WIDTH - 28;
const BOTTOM = HEIGHT - 52;

/** Okabe and Ito's palette: told apart by colour-blind people too. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];

const STYLE = `
  text { font: 13px Helvetica, Arial, sans-serif; }
  svg { fill: #1f2328; }
  .title { font-size: 15px; font-weight: bold; }
  .tick { font-size: 11px; fill: #57606a; }
  .point { font-size: 11px; font-weight: bold; paint-order: stroke; stroke: #ffffff; stroke-width: 3; }
  .grid { stroke: #d8dee4; } .target { stroke: #cf4a52; stroke-dasharray: 6 4; }
  .curve { fill: none; stroke-width: 2; }
`;

type Answered = Figures & { readonly latency: NonNullable<Figures['latency']> };

interface Chart {
  readonly x: Axis;
  readonly y: Axis;
}

/**
 * Throughput against the 95th percentile of latency as an SVG document: a line for each
 * concurrency, a point for each batch size, the target as a dashed line.
 *
 * @param targetP95 milliseconds
 */
export function curveSvg(all: readonly Figures[], title: string, targetP95?: number): string {
  const answered = all.filter((figures): figures is Answered => figures.latency !== null);
  const latencies = answered.map(({ latency }) => Math.max(latency.p95, 0.1));
  const chart = {
    x: linearAxis(Math.max(0, ...answered.map(({ recordsPerSecond }) => recordsPerSecond))),
    y: logAxis(Math.min(...latencies, targetP95 ?? 1000), Math.max(...latencies, targetP95 ?? 1)),
  };
  const concurrencies = [...new Set(answered.map(({ concurrency }) => concurrency))];
  const curves = concurrencies.map((concurrency, index) =>
    curve(
      answered.filter((figures) => figures.concurrency === concurrency),
      COLOURS[index % COLOURS.length] ?? '',
      chart,
    ),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeXml(title)}">
<title>${escapeXml(title)}</title>
<style>${STYLE}</style>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>
${label(LEFT, 24, title, 'title')}
${concurrencies.map(legend).join('\n')}
${grid(chart)}
${targetP95 === undefined ? '' : target(targetP95, chart)}
${curves.join('\n')}
</svg>
`;
}

function grid({ x, y }: Chart): string {
  const columns = x.ticks.map((tick) => {
    const at = across(x, tick);
    return `${rule(at, TOP, at, BOTTOM, 'grid')}${label(at, BOTTOM + 16, text(tick), 'tick', 'middle')}`;
  });
  const rows = y.ticks.map((tick) => {
    const at = down(y, tick);
    return `${rule(LEFT, at, RIGHT, at, 'grid')}${label(LEFT - 8, at + 4, text(tick), 'tick', 'end')}`;
  });
  const middle = (TOP + BOTTOM) / 2;
  return [
    ...columns,
    ...rows,
    label((LEFT + RIGHT) / 2, HEIGHT - 12, 'records per second', '', 'middle'),
    `<g transform="rotate(-90 18 ${middle})">${label(18, middle, 'p95 latency of a request, ms', '', 'middle')}</g>`,
  ].join('\n');
}

function curve(points: readonly Answered[], colour: string, { x, y }: Chart): string {
  const placed = points.map(({ recordsPerSecond, latency, batchSize }) => ({
    left: across(x, recordsPerSecond),
    top: down(y, Math.max(latency.p95, 0.1)),
    batchSize,
  }));
  const path = placed.map(({ left, top }) => `${round(left)},${round(top)}`).join(' ');
  const dots = placed.map(
    ({ left, top, batchSize }) =>
      `<circle cx="${round(left)}" cy="${round(top)}" r="4" fill="${colour}"/>` +
      `<g fill="${colour}">${label(left + 6, top + 14, String(batchSize), 'point')}</g>`,
  );
  return [`<polyline class="curve" stroke="${colour}" points="${path}"/>`, ...dots].join('\n');
}

/** What the lines are, and what stands beside their points. */
function legend(concurrency: number, index: number, all: readonly number[]): string {
  const left = LEFT + index * 110;
  const mark = `<circle cx="${left + 4}" cy="44" r="4" fill="${COLOURS[index % COLOURS.length] ?? ''}"/>`;
  const note =
    index === all.length - 1
      ? label(LEFT + all.length * 110 + 8, 48, 'beside a point: its batch size', 'tick')
      : '';
  return `${mark}${label(left + 14, 48, `concurrency ${concurrency}`, 'tick')}${note}`;
}

function target(milliseconds: number, { y }: Chart): string {
  const at = down(y, milliseconds);
  return `${rule(LEFT, at, RIGHT, at, 'target')}${label(RIGHT - 4, at - 5, `target ${text(milliseconds)} ms`, 'tick', 'end')}`;
}

function across(axis: Axis, value: number): number {
  return LEFT + axis.position(value) * (RIGHT - LEFT);
}

function down(axis: Axis, value: number): number {
  return BOTTOM - axis.position(value) * (BOTTOM - TOP);
}

function rule(x1: number, y1: number, x2: number, y2: number, style: string): string {
  return `<line class="${style}" x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"/>`;
}

function label(x: number, y: number, words: string, style: string, anchor = 'start'): string {
  return `<text class="${style}" text-anchor="${anchor}" x="${round(x)}" y="${round(y)}">${escapeXml(words)}</text>`;
}

function text(value: number): string {
  return value.toLocaleString('en-US');
}

/** A tenth of a pixel is finer than anybody sees. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escapeXml(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
