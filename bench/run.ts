/**
 * What the parts of a run cost: `npm run bench`. Shares and ratios are taken within one run, so
 * they compare between machines; rates do not.
 */
import { measureBundles } from './bundles';
import { measureInterpreter } from './interpreter';
import { measureInvocation } from './invocation';
import { measurePersistence } from './persistence';
import { measurePrepare } from './prepare';
import { measureS3 } from './s3';
import { measureScoring } from './score';
import { measureStartUp } from './start-up';
import { measureT5 } from './t5';
import { measureTransform } from './transform';

// Node 20 is what this application promises to run on; the SDK's notice would break the figures up.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const whole = (value: number): string => Math.round(value).toLocaleString('en');
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** 10 MB to 1 GB: the memory must not follow. */
const DATASET_MEGABYTES = [10, 100, 1000];

async function main(): Promise<void> {
  say('prepare-input, against a bare loop of split, JSON.parse, JSON.stringify (aim: 60 %)');
  for (const figures of await measurePrepare(DATASET_MEGABYTES)) {
    say(
      `  ${whole(figures.megabytes)} MB: ${whole(figures.recordsPerSecond)} records/s, ` +
        `${percent(figures.shareOfBareLoop)} of the bare loop, peak memory ${whole(figures.peakMegabytes)} MB`,
    );
  }

  const scoring = measureScoring();
  say('score-shard, four metrics, the answer and two baselines');
  say(`  ${whole(scoring.recordsPerSecond)} records/s in shards of ${scoring.shardRecords}`);

  const interpreter = await measureInterpreter();
  say('interpreter of the state machine');
  say(
    `  ${whole(interpreter.microsecondsPerTransition)} us a state transition, ` +
      `${whole(interpreter.microsecondsPerTask)} us a task, ` +
      `${whole(interpreter.microsecondsPerChild)} us a child of a distributed map`,
  );

  say('embedded AWS: start-up, and warm invocations of a function that answers at once');
  say(
    `  ${whole(await measureStartUp())} ms to start, ` +
      `${whole(await measureInvocation())} us an invocation`,
  );

  const kept = await measurePersistence();
  say('embedded AWS that keeps its state, against one that does not');
  say(
    `  executions take ${kept.timesOfVolatile.toFixed(2)} times as long; ` +
      `${whole(kept.restartMilliseconds)} ms to start again with ${whole(kept.executions)} of them`,
  );

  const s3 = await measureS3();
  say('embedded S3, against a bare server that writes a file, renames it and streams it back');
  say(
    `  put ${percent(s3.putShareOfBare)} (${whole(s3.putMegabytesPerSecond)} MB/s), ` +
      `get ${percent(s3.getShareOfBare)} (${whole(s3.getMegabytesPerSecond)} MB/s)`,
  );

  const transform = await measureTransform();
  say('transform job with the echo model, against a bare loop of the same requests');
  say(
    `  ${whole(transform.recordsPerSecond)} records/s, ${percent(transform.shareOfBare)} of the bare loop, ` +
      `memory +${whole(transform.memoryGrowthMiB)} MiB over ${whole(transform.megabytes)} MB`,
  );

  say('embedded T5, greedy, the whole test set');
  for (const t5 of await measureT5()) {
    say(
      `  batch ${t5.batchSize}: ${whole(t5.recordsPerSecond)} records/s, ` +
        `${percent(t5.shareOutsideRun)} of the time outside session.run`,
    );
  }

  say('bundles (aims: 700 KB, twice the import time of the same SDK clients)');
  for (const bundle of measureBundles()) {
    say(
      `  ${bundle.name}: ${whole(bundle.kilobytes)} KB, ${whole(bundle.importMilliseconds)} ms to import, ` +
        `${bundle.timesClientsOnly.toFixed(2)} x its clients alone`,
    );
  }
}

void main();
