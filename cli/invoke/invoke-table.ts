import Table from 'cli-table3';
import { type InvokeBatchResult } from '../../domain/realtime/invoke-batch-result';
import { type InvokeItem } from '../../domain/realtime/invoke-items';

/** Width of a column of prose: two fit beside an id on a terminal of 120 characters. */
const WIDTH = 48;
/** Of a text: enough to know which it is, three lines of its column. */
const SHOWN_CHARACTERS = 120;
const WHITE_SPACE = /\s+/g;

/** Texts beside their answers, or the reason why there is none. */
export function invokeTable(items: readonly InvokeItem[], { results }: InvokeBatchResult): string {
  const hasIds = items.some(({ id }) => id !== undefined);
  const table = new Table({
    head: [hasIds ? 'id' : '#', 'text', 'answer'],
    colWidths: [null, WIDTH, WIDTH],
    wordWrap: true,
    style: { head: [], border: [] },
  });
  items.forEach((item, position) => {
    const result = results[position];
    if (!result) return;
    const answer =
      'error' in result
        ? `${result.error.name}: ${result.error.message}`
        : result.generated_texts.join('\n');
    table.push([String(item.id ?? item.index), shortened(item.text), answer]);
  });
  return table.toString();
}

function shortened(text: string): string {
  const line = text.trim().replace(WHITE_SPACE, ' ');
  return line.length <= SHOWN_CHARACTERS
    ? line
    : `${line.slice(0, SHOWN_CHARACTERS).trimEnd()} ...`;
}
