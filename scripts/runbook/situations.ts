import { PutObjectCommand } from '@aws-sdk/client-s3';
import { ListTransformJobsCommand } from '@aws-sdk/client-sagemaker';
import { ListExecutionsCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { setTimeout as pause } from 'node:timers/promises';
import { type Application } from './application';
import { type Shell } from './shell';

/** The run that goes on until the page stops it; all others end by themselves. */
const ENDLESS_RUN = 'slow-run';

/** The run whose end is announced too early, before there is a results.json to read. */
const LATE_RUN = 'late-run';

interface Situation {
  /** The execution's name. */
  readonly run: string;
  /** Texts of the data set `datasets/RUN.jsonl`; none: no such object is there. */
  readonly articles?: readonly string[];
  /** @default - the data set alone */
  readonly input?: object;
}

/** The runs that the page looks at. */
const SITUATIONS: readonly Situation[] = [
  { run: 'good-run', articles: ['one two three', 'four five six', 'seven eight nine'] },
  { run: 'typo-run', input: { datset: { uri: 'datasets/good-run.jsonl' } } },
  { run: 'no-data-run' },
  { run: 'broken-run', articles: ['BOOM one', 'BOOM two'] },
  { run: 'lossy-run', articles: ['one two three', 'four five six', 'BOOM seven', 'eight nine'] },
  { run: LATE_RUN, articles: ['ten eleven twelve'] },
  { run: ENDLESS_RUN, articles: ['SLOW one'] },
];

/** Starts the runs of the page one after the other, so that lists have one order. */
export async function provoke(application: Application, shell: Shell): Promise<void> {
  await shell.run(announceTooEarly(application));
  await settled(application);
  for (const { run, articles, input } of SITUATIONS) {
    const uri = `datasets/${run}.jsonl`;
    if (articles) await putArticles(application, uri, articles);
    await application.stepFunctions.send(
      new StartExecutionCommand({
        stateMachineArn: application.stateMachineArn,
        name: run,
        input: JSON.stringify(input ?? { dataset: { uri } }),
      }),
    );
    await settled(application);
  }
  await until(async () => {
    const { TransformJobSummaries = [] } = await application.sagemaker.send(
      new ListTransformJobsCommand({ NameContains: ENDLESS_RUN }),
    );
    return TransformJobSummaries.length > 0;
  });
}

/** An event that its function cannot answer: after all attempts it goes to the queue of undelivered events. */
function announceTooEarly({ bucket }: Application): string {
  const event = JSON.stringify({
    source: 'aws.s3',
    'detail-type': 'Object Created',
    detail: { bucket: { name: bucket }, object: { key: `runs/${LATE_RUN}/results.json` } },
  });
  const name = "Functions[?starts_with(Description, 'Announces')].FunctionName | [0]";
  return (
    `echo '${event}' > early.json\n` +
    `aws lambda invoke --invocation-type Event --payload fileb://early.json --function-name ` +
    `$(aws lambda list-functions --query "${name}" --output text) answer.json`
  );
}

/** Resolves when all that the last command set off is done, but for the run that does not end. */
export async function settled({ aws, sagemaker, ...application }: Application): Promise<void> {
  await until(async () => {
    const { executions = [] } = await application.stepFunctions.send(
      new ListExecutionsCommand({
        stateMachineArn: application.stateMachineArn,
        statusFilter: 'RUNNING',
      }),
    );
    return executions.every(({ name }) => name === ENDLESS_RUN);
  });
  await aws.idle();
  await until(async () => {
    const { TransformJobSummaries = [] } = await sagemaker.send(
      new ListTransformJobsCommand({ StatusEquals: 'Stopping' }),
    );
    return TransformJobSummaries.length === 0;
  });
}

async function putArticles(
  { s3, bucket }: Application,
  key: string,
  articles: readonly string[],
): Promise<void> {
  const lines = articles.map((article, index) =>
    JSON.stringify({ id: `article-${index + 1}`, article, highlights: article }),
  );
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: `${lines.join('\n')}\n` }));
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(100);
}
