import { serviceNames } from '../../local/placement';
import { type RunningRecord } from '../../local/running-record';

/** Whether `config/local.json` can be deployed here: SageMaker may be elsewhere, all else not. */
function takesTheApplication(services: readonly string[]): boolean {
  return serviceNames.every((name) => name === 'sagemaker' || services.includes(name));
}

type Place = Pick<RunningRecord, 'endpoint' | 'region' | 'services'>;

const DEPLOYMENT = `  npx cdk deploy --all -c config=local
  npm run -s t2t -- run --preset smoke
`;

/**
 * What another terminal needs. SDKs read AWS_REGION; version 1 of the AWS CLI reads AWS_DEFAULT_REGION
 * only; a profile or a session token of the real AWS would win over the keys, or spoil them.
 */
export function settingsText({ endpoint, region, services }: Place): string {
  return `In another terminal:
  unset AWS_PROFILE AWS_SESSION_TOKEN
  export AWS_ENDPOINT_URL=${endpoint} AWS_REGION=${region} AWS_DEFAULT_REGION=${region} AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local
${takesTheApplication(services) ? DEPLOYMENT : ''}AWS CLI before 2.13 and boto3 before 1.28 (those of Debian 12) do not read AWS_ENDPOINT_URL:
  aws --endpoint-url ${endpoint} s3 ls
  boto3.client('s3', endpoint_url='${endpoint}')
`;
}
