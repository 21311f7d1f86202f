import { RunningServer } from '../running-server';
import { MODEL_FOLDER, records } from '../t5/debian-records';

const texts = records
  .slice(0, 6)
  .map(({ description }) => `Briefly summarize this text: ${description}`);

let tgi: RunningServer;
let text2text: RunningServer;

beforeAll(async () => {
  tgi = await RunningServer.startLoaded('t5', {
    SM_MODEL_DIR: MODEL_FOLDER,
    MODEL_SERVER_CONTRACT: 'tgi-2.x',
  });
  text2text = await RunningServer.startLoaded('t5', { SM_MODEL_DIR: MODEL_FOLDER });
});

afterAll(() => Promise.all([tgi.stop(), text2text.stop()]));

async function generated(inputs: string, parameters: object): Promise<string | undefined> {
  const { body } = await tgi.invoke('application/json', '', JSON.stringify({ inputs, parameters }));
  return (JSON.parse(body) as { generated_text: string }[])[0]?.generated_text;
}

test('both contracts give the same texts; max_new_tokens does not count the start token', async () => {
  const reply = await text2text.invoke(
    'application/json',
    '',
    JSON.stringify({ text_inputs: texts, max_length: 31, batch_size: 3 }),
  );
  const lists = JSON.parse(reply.body) as { generated_texts: string[] }[];
  const answers: unknown[] = [];
  for (const text of texts) answers.push(await generated(text, { max_new_tokens: 30 }));
  expect(answers).toEqual(lists.map(({ generated_texts }) => generated_texts[0]));
});

test('temperature alone samples, and a seed repeats it', async () => {
  const parameters = { max_new_tokens: 30, temperature: 1.5, seed: 7 };
  const [text = ''] = texts;
  const sampled = await generated(text, parameters);
  expect(await generated(text, parameters)).toBe(sampled);
  expect(sampled).not.toBe(await generated(text, { max_new_tokens: 30 }));
});

test('tokens are counted as the tokenizer counts them', async () => {
  const { status, body } = await tgi.invoke(
    'application/json',
    '',
    JSON.stringify({ inputs: 'a '.repeat(3000), parameters: { max_new_tokens: 5 } }),
  );
  expect(status).toBe(422);
  expect(body).toMatch(/must be <= 2048\. Given: \d{4} `inputs` tokens and 5 `max_new_tokens`/);
});

test('truncate answers what would be too long', async () => {
  const long = `${'word '.repeat(3000)}${texts[0] ?? ''}`;
  expect(await generated(long, { max_new_tokens: 5, truncate: 100 })).not.toBe('');
});
