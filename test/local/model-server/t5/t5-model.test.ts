import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RunningServer } from '../running-server';
import { answerRecords, differingIds, MODEL_FOLDER, records } from './debian-records';
import { addCacheSwitch, copyModel } from './model-copies';

const few = records.slice(0, 24);
const SAMPLED = { do_sample: true, seed: 7, top_k: 50, top_p: 0.95 };

describe('the embedded model', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await RunningServer.startLoaded('t5', { SM_MODEL_DIR: MODEL_FOLDER });
  });
  afterAll(() => server.stop());

  const firstTexts = async (fields: Record<string, unknown>): Promise<string[]> =>
    [...(await answerRecords(server, few, fields)).values()].map(([text]) => text ?? '');

  test('sampling with a seed repeats', async () => {
    expect(await firstTexts(SAMPLED)).toEqual(await firstTexts(SAMPLED));
  });

  test('another seed samples other texts, and so does none', async () => {
    const texts = await firstTexts(SAMPLED);
    expect(await firstTexts({ ...SAMPLED, seed: 8 })).not.toEqual(texts);
    const { seed, ...unseeded } = SAMPLED;
    expect([seed, await firstTexts(unseeded)]).not.toEqual([seed, await firstTexts(unseeded)]);
  });

  test('a sampled text does not depend on the batch it is in', async () => {
    const inputs = few.map(({ description }) => `Briefly summarize this text: ${description}`);
    const together = await server.invoke(
      'application/json',
      '',
      JSON.stringify({ text_inputs: inputs, batch_size: 5, ...SAMPLED }),
    );
    const texts = (JSON.parse(together.body) as { generated_texts: string[] }[]).map(
      ({ generated_texts }) => generated_texts[0],
    );
    expect(texts).toEqual(await firstTexts(SAMPLED));
  });

  test.each([[{ top_k: 1 }], [{ temperature: 0 }], [{ top_p: 0 }]])(
    'sampling with %j is greedy',
    async (fields) => {
      expect(await firstTexts({ ...SAMPLED, ...fields })).toEqual(await firstTexts({}));
    },
  );

  test('num_return_sequences gives that many texts, of which the first is the single one', async () => {
    const answers = await answerRecords(server, few, { ...SAMPLED, num_return_sequences: 4 });
    const lists = [...answers.values()];
    expect(lists.every((texts) => texts.length === 4)).toBe(true);
    expect(lists.every((texts) => new Set(texts).size > 1)).toBe(true);
    expect(lists.map(([text]) => text)).toEqual(await firstTexts(SAMPLED));
  });

  test('max_length counts the start token', async () => {
    expect(new Set(await firstTexts({ max_length: 1 }))).toEqual(new Set(['']));
    const words = (await firstTexts({ max_length: 2 })).map((text) => text.split(' ').length);
    expect(Math.max(...words)).toBe(1);
  });

  test('a shorter max_length gives the beginnings of the same texts', async () => {
    const short = await firstTexts({ max_length: 5 });
    const long = await firstTexts({});
    short.forEach((text, index) => {
      expect(long[index]?.startsWith(text)).toBe(true);
    });
    expect(short).not.toEqual(long);
  });

  test('no_repeat_ngram_size changes the texts that repeat themselves', async () => {
    const repeats = (text: string): boolean => /\b(\w+ \w+)\b.*\b\1\b/.test(text);
    const asked = records.slice(0, 256);
    const free = [...(await answerRecords(server, asked)).values()].flat();
    expect(free.filter(repeats)).not.toEqual([]);
    const limited = await answerRecords(server, asked, { no_repeat_ngram_size: 2 });
    expect([...limited.values()].flat().filter(repeats)).toEqual([]);
  });

  test('an empty text and a very long one are answered', async () => {
    for (const text of ['', 'word '.repeat(20_000)]) {
      const answer = await server.invoke('application/x-text', '', text);
      expect(answer.status).toBe(200);
    }
  });

  test('requests at the same time do not mix', async () => {
    const halves = [records.slice(0, 40), records.slice(40, 80)];
    const differing = await Promise.all(halves.map((half) => differingIds(server, half)));
    expect(differing.flat()).toEqual([]);
  });
});

describe('with figures', () => {
  let server: RunningServer;
  beforeEach(async () => {
    const env = { SM_MODEL_DIR: MODEL_FOLDER, MODEL_SERVER_STATS: '1' };
    server = await RunningServer.startLoaded('t5', env);
  });
  afterEach(() => server.stop());

  const stats = async (): Promise<Record<string, number>> =>
    JSON.parse((await server.get('/stats')).body) as Record<string, number>;

  test('texts, runs and times are counted', async () => {
    await answerRecords(server, few);
    const { texts, sessionRuns, sessionRunMilliseconds, busyMilliseconds } = await stats();
    expect(texts).toBe(few.length);
    // The encoder once and the decoder at least once for each.
    expect(sessionRuns).toBeGreaterThanOrEqual(2 * few.length);
    expect(sessionRunMilliseconds).toBeGreaterThan(0);
    expect(sessionRunMilliseconds).toBeLessThan(busyMilliseconds ?? 0);
  });

  test('nothing goes on computing for a client that has left', async () => {
    const client = new AbortController();
    const leaving = fetch(`${server.url}/invocations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text_inputs: records.map(({ description }) => description) }),
      signal: client.signal,
    });
    while ((await stats()).sessionRuns === 0) continue;
    client.abort();
    await expect(leaving).rejects.toThrow();
    await answerRecords(server, few.slice(0, 1));
    expect((await stats()).texts).toBe(1);
  });
});

test("a merged graph with Optimum's use_cache_branch gives the same texts", async () => {
  await using copy = await copyModel();
  await addCacheSwitch(copy.folder);
  const server = await RunningServer.startLoaded('t5', { SM_MODEL_DIR: copy.folder });
  try {
    expect(await differingIds(server, few)).toEqual([]);
  } finally {
    await server.stop();
  }
});

test('a model without generation_config.json generates at most 20 tokens', async () => {
  const asked = records.slice(0, 256);
  await using copy = await copyModel();
  await rm(join(copy.folder, 'generation_config.json'));
  const server = await RunningServer.startLoaded('t5', { SM_MODEL_DIR: copy.folder });
  try {
    const texts = await answerRecords(server, asked);
    expect(texts).toEqual(await answerRecords(server, asked, { max_length: 20 }));
    expect(texts).not.toEqual(await answerRecords(server, asked, { max_length: 40 }));
  } finally {
    await server.stop();
  }
});

test('a folder that is no T5 is refused with the file and the reason', async () => {
  await using copy = await copyModel();
  const path = join(copy.folder, 'config.json');
  const config = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
  await writeFile(path, JSON.stringify({ ...config, model_type: 'bart' }));
  const starting = RunningServer.startLoaded('t5', { SM_MODEL_DIR: copy.folder });
  await expect(starting).rejects.toThrow(
    /config\.json is not usable: .*expected one of "t5"\|"mt5"\n.*at model_type/s,
  );
});
