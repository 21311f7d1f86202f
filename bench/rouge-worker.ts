import { parentPort, workerData } from 'node:worker_threads';
import { RougeScorer } from '../domain/rouge';
import { composePairs } from './rouge-pairs';

/** Which of the composed pairs a worker scores. */
export interface Share {
  readonly pairs: number;
  readonly from: number;
  readonly to: number;
}

/** Answers each message, a number of passes, with the milliseconds that they took. */
function serve(port: NonNullable<typeof parentPort>, { pairs, from, to }: Share): void {
  const share = composePairs(pairs).slice(from, to);
  const scorer = new RougeScorer();
  const row = new Float64Array(scorer.width);
  port.on('message', (passes: number) => {
    const start = performance.now();
    for (let pass = 0; pass < passes; pass++) {
      for (const [prediction, reference] of share) scorer.scoreInto(prediction, reference, row);
    }
    port.postMessage(performance.now() - start);
  });
  port.postMessage('ready');
}

if (parentPort !== null) serve(parentPort, workerData as Share);
