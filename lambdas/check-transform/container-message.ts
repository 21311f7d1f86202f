import { FilterLogEventsCommand, type CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';

const LOG_GROUP = '/aws/sagemaker/TransformJobs';
/** An error page can be long; its first lines say what is wrong. */
const SHOWN_CHARACTERS = 500;

/**
 * What the container answered when it refused a record, from the job's data log: FailureReason
 * only says "See job logs for more information". Empty when the log has nothing, or cannot be
 * read: a lost explanation must not hide the failure itself.
 */
export async function containerMessage(
  logs: CloudWatchLogsClient,
  jobName: string,
): Promise<string> {
  try {
    const { events = [] } = await logs.send(
      new FilterLogEventsCommand({ logGroupName: LOG_GROUP, logStreamNamePrefix: `${jobName}/` }),
    );
    const messages = events.map(({ message }) => message ?? '');
    const text = refusalOf(messages);
    return text === '' ? '' : `. The container said: ${text}`;
  } catch (error) {
    return `. (Its log ${LOG_GROUP}, ${jobName}/ could not be read: ${(error as Error).message})`;
  }
}

/**
 * The first refusal in a data log: after `<bucket>/<key>: ClientError: 400` come an empty line,
 * `Message:` and the body, which is JSON with `message` for this container.
 */
export function refusalOf(lines: readonly string[]): string {
  const log = lines.join('\n');
  const body =
    /\[sagemaker logs\]: \S+: \w*Error: \d+\s+Message:\s*([\s\S]*?)(?=\n\S*:\[sagemaker logs\]|$)/.exec(
      log,
    )?.[1];
  const other = /\[sagemaker logs\]: (\S+: (?:Unable|Bad|.*Error).*)/.exec(log)?.[1];
  const text = body === undefined ? (other ?? '') : messageOf(body.trim());
  return text.slice(0, SHOWN_CHARACTERS);
}

function messageOf(body: string): string {
  try {
    const parsed = JSON.parse(body) as { message?: unknown } | null;
    return typeof parsed?.message === 'string' ? parsed.message : body;
  } catch {
    return body;
  }
}
