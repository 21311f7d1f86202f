/**
 * What scoring costs, beside js-rouge in the same run. `npm run bench:rouge`
 *
 * Rates are medians of alternating rounds, by processor time of this process, since other programs
 * may share the machine; the rates by the clock stand beside them.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import * as jsRouge from 'js-rouge';
import { bootstrap, RougeAccumulator, RougeScorer, scoreColumns } from '../domain/rouge';
import { CNN_DAILYMAIL_TEST, composePairs, type Pair } from './rouge-pairs';
import { type Share } from './rouge-worker';

const ROUNDS = 7;
/** js-rouge takes a millisecond or two a pair: enough for a stable median. */
const JS_ROUGE_PAIRS = 500;

interface Cost {
  readonly processor: number;
  readonly clock: number;
}

/** Microseconds for each of `count` items that `work` does. */
function costOf(count: number, work: () => void): Cost {
  const before = process.cpuUsage();
  const start = performance.now();
  work();
  const clock = ((performance.now() - start) * 1000) / count;
  const { user, system } = process.cpuUsage(before);
  return { processor: (user + system) / count, clock };
}

function median(costs: readonly Cost[], part: keyof Cost): number {
  const sorted = costs.map((cost) => cost[part]).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? NaN;
}

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const whole = (value: number): string => Math.round(value).toLocaleString('en');
const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;

function sayRate(name: string, costs: readonly Cost[], against?: readonly Cost[]): void {
  const rate = (part: keyof Cost): string => whole(1e6 / median(costs, part));
  const ratio = (part: keyof Cost): string =>
    against === undefined
      ? ''
      : `${(median(against, part) / median(costs, part)).toFixed(0)} x js-rouge`;
  say(
    `${name.padEnd(34)}${rate('processor').padStart(9)} pairs/s ${ratio('processor').padEnd(15)}   by the clock${rate('clock').padStart(9)}   ${ratio('clock')}`,
  );
}

function scoreAll(scorer: RougeScorer, pairs: readonly Pair[]): void {
  const row = new Float64Array(scorer.width);
  for (const [prediction, reference] of pairs) scorer.scoreInto(prediction, reference, row);
}

/** F of rouge1, rouge2 and rougeLsum: all that js-rouge computes of the four metrics. */
function scoreWithJsRouge(pairs: readonly Pair[]): void {
  for (const [prediction, reference] of pairs) {
    jsRouge.n(prediction, reference, { n: 1 });
    jsRouge.n(prediction, reference, { n: 2 });
    jsRouge.l(prediction, reference);
  }
}

async function compareWithJsRouge(pairs: readonly Pair[]): Promise<void> {
  const cold: Cost[] = [];
  for (let round = 0; round < 3; round++) cold.push(await coldCost(pairs.length));
  const some = pairs.slice(0, JS_ROUGE_PAIRS);
  scoreWithJsRouge(some);
  const plain = new RougeScorer();
  const stemming = new RougeScorer({ useStemmer: true });
  for (let pass = 0; pass < 3; pass++) scoreAll(plain, pairs);
  const costs: Record<'theirs' | 'plain' | 'stemming', Cost[]> = {
    theirs: [],
    plain: [],
    stemming: [],
  };
  for (let round = 0; round < ROUNDS; round++) {
    costs.theirs.push(
      costOf(some.length, () => {
        scoreWithJsRouge(some);
      }),
    );
    costs.plain.push(
      costOf(pairs.length, () => {
        scoreAll(plain, pairs);
      }),
    );
    costs.stemming.push(
      costOf(pairs.length, () => {
        scoreAll(stemming, pairs);
      }),
    );
  }
  sayRate('js-rouge 3.2.3 (F of three), warm', costs.theirs);
  sayRate('this, P, R and F of four, cold', cold, costs.theirs);
  sayRate('this, warm', costs.plain, costs.theirs);
  sayRate('this, warm, with the stemmer', costs.stemming, costs.theirs);
}

/** The first pass over all pairs in a new worker: code not compiled, vocabulary empty. */
async function coldCost(pairs: number): Promise<Cost> {
  const worker = await startWorker({ pairs, from: 0, to: pairs });
  const before = process.cpuUsage();
  worker.postMessage(1);
  const [milliseconds] = (await once(worker, 'message')) as [number];
  const { user, system } = process.cpuUsage(before);
  await worker.terminate();
  return { processor: (user + system) / pairs, clock: (milliseconds * 1000) / pairs };
}

async function startWorker(share: Share): Promise<Worker> {
  const worker = new Worker(join(__dirname, 'rouge-worker.ts'), {
    workerData: share,
    execArgv: ['--require', 'tsx/cjs'],
  });
  await once(worker, 'message');
  return worker;
}

/** Pairs a second of a pool that shares the pairs, by the clock, warm. */
async function poolRate(workers: readonly Worker[], pairs: number): Promise<number> {
  const run = async (passes: number): Promise<void> => {
    const done = workers.map((worker) => once(worker, 'message'));
    for (const worker of workers) worker.postMessage(passes);
    await Promise.all(done);
  };
  await run(5);
  const passes = 30;
  const start = performance.now();
  await run(passes);
  return (pairs * passes * 1000) / (performance.now() - start);
}

async function comparePools(pairs: number): Promise<void> {
  const half = pairs >> 1;
  const one = await startWorker({ pairs, from: 0, to: pairs });
  const two = await Promise.all([
    startWorker({ pairs, from: 0, to: half }),
    startWorker({ pairs, from: half, to: pairs }),
  ]);
  const rates: number[] = [];
  for (let round = 0; round < 3; round++) {
    const single = await poolRate([one], pairs);
    rates.push((await poolRate(two, pairs)) / single);
  }
  say(
    `two workers against one, by the clock: ${rates.map((rate) => `${rate.toFixed(2)} x`).join(', ')}`,
  );
  await Promise.all([one, ...two].map((worker) => worker.terminate()));
}

/** A new word in every pair, so that the vocabulary would grow without end. */
function streamMillion(pairs: readonly Pair[]): void {
  const accumulator = new RougeAccumulator();
  const resident: string[] = [];
  for (let i = 1; i <= 1_000_000; i++) {
    const [prediction, reference] = pairs[i % pairs.length] ?? ['', ''];
    accumulator.add(`${prediction} word${i}`, `${reference} word${i}`);
    if (i === 100_000 || i === 400_000 || i === 700_000 || i === 1_000_000) {
      resident.push(`${megabytes(process.memoryUsage.rss())} after ${whole(i)}`);
    }
  }
  say(`streaming, resident memory: ${resident.join(', ')}`);
}

function scoreLongTexts(): void {
  const words = composePairs(700).flatMap(([prediction]) => prediction.split(/\s+/));
  const texts = { 'on one line': ' ', 'in lines of their own each': '\n' };
  const text = (from: number, separator: string): string =>
    words.slice(from, from + 20_000).join(separator);
  for (const [how, separator] of Object.entries(texts)) {
    sayLong(how, text(0, separator), text(10_000, separator));
  }
  const inLines = (from: number): string => text(from, ' ').replace(/((?:\S+ ){19}\S+) /g, '$1\n');
  sayLong('in lines of 20', inLines(0), inLines(10_000));
  sayLong('reference on one line, prediction in lines', inLines(0), text(10_000, ' '));
}

/** Scorers stay alive here, so that what their buffers take can be read off. */
const kept: RougeScorer[] = [];

function sayLong(how: string, prediction: string, reference: string): void {
  const before = process.memoryUsage().arrayBuffers;
  const scorer = new RougeScorer();
  const { clock } = costOf(1, () => {
    scorer.score(prediction, reference);
  });
  kept.push(scorer);
  const buffers = megabytes(process.memoryUsage().arrayBuffers - before);
  say(`two texts of 20,000 tokens, ${how}: ${(clock / 1000).toFixed(0)} ms, ${buffers}`);
}

function resample(pairs: readonly Pair[]): void {
  const columns = scoreColumns(
    pairs.map(([prediction]) => prediction),
    pairs.map(([, reference]) => reference),
  );
  const costs = Array.from({ length: 3 }, () =>
    costOf(1, () => {
      bootstrap(columns, { seed: 42 });
    }),
  );
  say(
    `seeded bootstrap, 4 metrics x 1,000 resamples x ${whole(pairs.length)}: ${(median(costs, 'processor') / 1000).toFixed(0)} ms`,
  );
}

async function main(): Promise<void> {
  scoreLongTexts();
  const pairs = composePairs(CNN_DAILYMAIL_TEST);
  const means = new RougeAccumulator();
  for (const [prediction, reference] of pairs) means.add(prediction, reference);
  const { scores } = means.summary();
  say(
    `${whole(pairs.length)} pairs; mean F: ${Object.entries(scores)
      .map(([type, { fmeasure }]) => `${type} ${fmeasure.mean.toFixed(3)}`)
      .join(', ')}`,
  );
  await compareWithJsRouge(pairs);
  await comparePools(pairs.length);
  resample(pairs);
  streamMillion(pairs);
}

void main();
