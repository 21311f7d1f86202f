import { type ResourceGroup, type StackPicture } from './resource-groups';
import { escapeXml } from './svg';

/** Pixels. Three cards fit beside each other in a README's 900 pixels. */
const WIDTH = 900;
const GAP = 10;
const COLUMNS = 3;
const CARD = (WIDTH - GAP * (COLUMNS + 1)) / COLUMNS;
const LINE = 15;
const HEAD = 24;
/** 11 px Helvetica is about 5.6 px a character: (286.7 - 20 - 10) / 5.6. */
const CHARACTERS = 45;
const INDENT = 10;

const STYLE = `
  text { font: 11px Helvetica, Arial, sans-serif; fill: #57606a; }
  .stack { font-size: 15px; font-weight: bold; fill: #1f2328; }
  .name { font-size: 12px; font-weight: bold; fill: #1f2328; }
  .panel { fill: #f6f8fa; stroke: #7d8590; }
  .card { fill: #eef4fb; stroke: #3f74b0; }
`;

interface Drawn {
  readonly svg: string;
  readonly height: number;
}

/** Stacks below each other, each a panel with a card for each of its constructs. */
export function resourcesSvg(stacks: readonly StackPicture[], title: string): string {
  let top = GAP;
  const panels = stacks.map((stack) => {
    const { svg, height } = panel(stack);
    const placed = `<g transform="translate(0 ${top})">\n${svg}\n</g>`;
    top += height + GAP;
    return placed;
  });
  const label = escapeXml(title);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${top}" viewBox="0 0 ${WIDTH} ${top}" role="img" aria-label="${label}">
<title>${label}</title>
<style>${STYLE}</style>
${panels.join('\n')}
</svg>
`;
}

function panel({ name, groups }: StackPicture): Drawn {
  const bottoms = Array.from({ length: COLUMNS }, () => HEAD + GAP);
  const cards = groups.map((group) => {
    // Into the column that is shortest: cards keep about the order of the code.
    const column = bottoms.indexOf(Math.min(...bottoms));
    const { svg, height } = card(group);
    const y = bottoms[column] ?? 0;
    bottoms[column] = y + height + GAP;
    return `<g transform="translate(${round(GAP + column * (CARD + GAP))} ${y})">${svg}</g>`;
  });
  const height = Math.max(...bottoms);
  const frame = `<rect class="panel" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height}" rx="6"/>`;
  const head = `<text class="stack" x="${GAP}" y="${HEAD}">${escapeXml(name)}</text>`;
  return { svg: [frame, head, ...cards].join('\n'), height };
}

function card({ name, lines }: ResourceGroup): Drawn {
  const wrapped = lines.flatMap(wrap);
  const height = HEAD + wrapped.length * LINE + 4;
  const texts = wrapped.map(
    ({ text, indent }, index) =>
      `<text x="${10 + indent}" y="${HEAD + 9 + index * LINE}">${escapeXml(text)}</text>`,
  );
  const frame = `<rect class="card" width="${round(CARD)}" height="${height}" rx="4"/>`;
  const head = `<text class="name" x="10" y="17">${escapeXml(name)}</text>`;
  return { svg: [frame, head, ...texts].join(''), height };
}

interface Row {
  readonly text: string;
  /** Pixels; not blanks, which some viewers drop at a line's begin. */
  readonly indent: number;
}

/** At blanks, the rest indented. */
function wrap(text: string): Row[] {
  const rows: Row[] = [];
  let row: Row = { text: '', indent: 0 };
  for (const word of text.split(' ')) {
    const longer = row.text === '' ? word : `${row.text} ${word}`;
    if (longer.length <= CHARACTERS || row.text === '') row = { ...row, text: longer };
    else {
      rows.push(row);
      row = { text: word, indent: INDENT };
    }
  }
  return [...rows, row];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
