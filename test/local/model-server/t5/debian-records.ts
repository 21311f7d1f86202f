import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type RunningServer } from '../running-server';

export const MODEL_FOLDER = join(__dirname, '../../../../models/t5-debian-synopsis');

const record = z.object({ id: z.string(), description: z.string() });
const answer = z.object({ id: z.string(), generated_texts: z.array(z.string()) });

export type DebianRecord = z.infer<typeof record>;

function readLines<T>(path: string, schema: z.ZodType<T>): T[] {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => schema.parse(JSON.parse(line)));
}

export const records = readLines(
  join(__dirname, '../../../../examples/debian-packages/test.jsonl'),
  record,
);

/** The card's texts (greedy, by PyTorch) by record. */
export const expectedTexts = new Map(
  readLines(join(MODEL_FOLDER, 'expected-greedy.jsonl'), answer).map(({ id, generated_texts }) => [
    id,
    generated_texts[0],
  ]),
);

/** Sends records with the card's prompt, 256 a request as shards have them; texts by record. */
export async function answerRecords(
  server: RunningServer,
  asked: readonly DebianRecord[],
  fields: Readonly<Record<string, unknown>> = {},
): Promise<Map<string, string[]>> {
  const texts = new Map<string, string[]>();
  for (let from = 0; from < asked.length; from += 256) {
    const body = asked.slice(from, from + 256).map(({ id, description }) =>
      JSON.stringify({
        id,
        text_inputs: `Briefly summarize this text: ${description}`,
        ...fields,
      }),
    );
    const reply = await server.invoke('application/jsonlines', 'application/json', body.join('\n'));
    if (reply.status !== 200) throw new Error(reply.body);
    for (const { id, generated_texts } of z.array(answer).parse(JSON.parse(reply.body))) {
      texts.set(id, generated_texts);
    }
  }
  return texts;
}

/** Ids of the records whose text is not the card's. */
export async function differingIds(
  server: RunningServer,
  asked: readonly DebianRecord[],
): Promise<string[]> {
  const texts = await answerRecords(server, asked);
  return asked.map(({ id }) => id).filter((id) => texts.get(id)?.[0] !== expectedTexts.get(id));
}
