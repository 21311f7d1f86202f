import * as dagre from '@dagrejs/dagre';
import { type StateEdge, type StateGraph, type StateNode } from './state-graph';

/** A place in the drawing, in pixels; `x` and `y` are the centre. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedNode extends Box {
  readonly node: StateNode;
  /** Drawn inside, with its own origin at the top left of the child area. */
  readonly inner?: Layout;
}

export interface PlacedEdge {
  readonly edge: StateEdge;
  readonly points: readonly Point[];
  readonly label?: Point;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  /** The dots at which executions begin and end well. */
  readonly dots: readonly (Point & { readonly kind: 'start' | 'end' })[];
}

export const PADDING = 14;
export const DOT = 7;
/** Lines of text at the top of a map's box. */
export const MAP_HEAD = 46;
const LINE_HEIGHT = 18;
/** Mean width of a character of the 14 px face, on the wide side: fonts differ between viewers. */
const CHARACTER_WIDTH = 7.6;
const SMALL_CHARACTER_WIDTH = 6.4;
const DOT_IDS = { start: '\u0000start', end: '\u0000end' };

/** Places the states of a graph from top to bottom, maps with their children inside. */
export function layOut(graph: StateGraph): Layout {
  const inner = new Map<string, Layout>();
  for (const { name, children } of graph.nodes) {
    if (children) inner.set(name, layOut(children));
  }
  const drawing = new dagre.graphlib.Graph({ multigraph: true });
  drawing.setGraph({ rankdir: 'TB', nodesep: 36, ranksep: 28, marginx: 4, marginy: 4 });
  for (const node of graph.nodes) drawing.setNode(node.name, sizeOf(node, inner.get(node.name)));
  for (const id of Object.values(DOT_IDS)) {
    drawing.setNode(id, { width: DOT * 2, height: DOT * 2 });
  }
  const edges = [
    ...graph.edges,
    { from: DOT_IDS.start, to: graph.start, kind: 'next' as const },
    ...graph.ends.map((from) => ({ from, to: DOT_IDS.end, kind: 'next' as const })),
  ];
  edges.forEach((edge, index) => {
    drawing.setEdge(edge.from, edge.to, labelOf(edge), String(index));
  });
  dagre.layout(drawing);

  const box = (id: string): Box => {
    const { x, y, width, height } = drawing.node(id);
    return { x, y, width, height };
  };
  const isChoice = (id: string): boolean =>
    graph.nodes.some(({ name, type }) => name === id && type === 'Choice');
  const { width = 0, height = 0 } = drawing.graph();
  return {
    width,
    height,
    nodes: graph.nodes.map((node) => {
      const child = inner.get(node.name);
      return { node, ...box(node.name), ...(child ? { inner: child } : {}) };
    }),
    edges: edges.map((edge, index) => {
      const placed = drawing.edge({ v: edge.from, w: edge.to, name: String(index) });
      const { points } = placed;
      const touching = points.map((point) => {
        const end = point === points[0] ? edge.from : edge.to;
        const isEnd = point === points[0] || point === points.at(-1);
        return isEnd && isChoice(end) ? onDiamond(point, box(end)) : point;
      });
      return { edge, points: touching, ...labelPoint(placed) };
    }),
    dots: [
      { ...box(DOT_IDS.start), kind: 'start' },
      { ...box(DOT_IDS.end), kind: 'end' },
    ],
  };
}

/** Edges are laid to a box's top or bottom; a diamond's side lies nearer to its middle there. */
function onDiamond(point: Point, { x, y, width, height }: Box): Point {
  const share = 1 - Math.abs(point.x - x) / (width / 2);
  return { x: point.x, y: y + Math.sign(point.y - y) * (height / 2) * share };
}

/** Only edges with a label get a place for it; dagre's types leave it open. */
function labelPoint({ x, y }: Readonly<Record<string, unknown>>): { label?: Point } {
  return typeof x === 'number' && typeof y === 'number' ? { label: { x, y } } : {};
}

function labelOf(edge: StateEdge): object {
  // The way of success stays a straight line; errors go round it. A little less to the end, so that
  // an early end stands beside the state that leads to it.
  const weight = edge.kind === 'error' ? 1 : edge.to === DOT_IDS.end ? 19 : 20;
  return edge.label === undefined ? { weight } : { weight, width: 28, height: 14, labelpos: 'c' };
}

function sizeOf({ name, detail, type }: StateNode, inner: Layout | undefined) {
  const text = Math.max(name.length * CHARACTER_WIDTH, detail.length * SMALL_CHARACTER_WIDTH);
  const width = Math.ceil(text) + PADDING * 2;
  if (inner) {
    return {
      width: Math.max(width, inner.width + PADDING * 2),
      height: MAP_HEAD + inner.height + PADDING,
    };
  }
  // The text of a diamond has to fit in its middle.
  if (type === 'Choice') return { width: width * 1.35, height: LINE_HEIGHT * 4 };
  return { width, height: LINE_HEIGHT * (detail === '' ? 1 : 2) + PADDING };
}
