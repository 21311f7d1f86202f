/** Console pages, for people who are given a name and want to look. */
export function executionLink(executionArn: string): string {
  const region = executionArn.split(':')[3] ?? '';
  return `${consoleOf(region)}/states/home?region=${region}#/v2/executions/details/${executionArn}`;
}

export function transformJobLink(region: string, jobName: string): string {
  return `${consoleOf(region)}/sagemaker/home?region=${region}#/transform-jobs/${jobName}`;
}

function consoleOf(region: string): string {
  const domain = region.startsWith('cn-') ? 'console.amazonaws.cn' : 'console.aws.amazon.com';
  return `https://${region}.${domain}`;
}
