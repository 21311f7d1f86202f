/**
 * Console pages, for people who are given a name and want to look. A region is named twice: the host
 * picks the console (China and GovCloud have their own), the query what it shows.
 */
export function executionLink(executionArn: string): string {
  const region = executionArn.split(':')[3] ?? '';
  return `${consoleOf(region)}/states/home?region=${region}#/v2/executions/details/${executionArn}`;
}

/** A state machine's page, with the button 'Start execution'. */
export function stateMachineLink(region: string, stateMachineArn: string): string {
  return `${consoleOf(region)}/states/home?region=${region}#/statemachines/view/${stateMachineArn}`;
}

export function transformJobLink(region: string, jobName: string): string {
  return `${consoleOf(region)}/sagemaker/home?region=${region}#/transform-jobs/${jobName}`;
}

/** The log streams of a transform job: the container's and, when records failed, the data log. */
export function jobLogsLink(region: string, jobName: string): string {
  const group = fragmentPart('/aws/sagemaker/TransformJobs');
  const filter = `${fragmentText('?')}logStreamNameFilter${fragmentText('=')}${fragmentPart(`${jobName}/`)}`;
  return `${consoleOf(region)}/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${group}${filter}`;
}

/** An object's page in the S3 console. */
export function objectLink(
  region: string,
  { bucket, key }: { bucket: string; key: string },
): string {
  return `${consoleOf(region)}/s3/object/${bucket}?region=${region}&prefix=${encodeURIComponent(key)}`;
}

function consoleOf(region: string): string {
  const domain = region.startsWith('cn-')
    ? 'console.amazonaws.cn'
    : region.startsWith('us-gov-')
      ? 'console.amazonaws-us-gov.com'
      : 'console.aws.amazon.com';
  return `https://${region}.${domain}`;
}

/**
 * The CloudWatch console keeps a URL of its own behind the `#`, with `$` for `%`. In a part of that
 * URL's path or query a reserved character is thus encoded twice: `/` is `%2F`, then `$252F`.
 */
function fragmentPart(text: string): string {
  return fragmentText(encodeURIComponent(text));
}

function fragmentText(text: string): string {
  return encodeURIComponent(text).replaceAll('%', '$');
}
