import { execFile } from 'node:child_process';
import { isDeepStrictEqual, promisify } from 'node:util';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { stackOutputs } from '../../cli/aws/deployment';
import { clientConfig } from '../../local/gateway/client-config';
import { startApplication } from '../e2e/support/application';
import { withEndpoint } from '../e2e/support/endpoint-config';
import { invokeFunction } from '../support/invoke-function';
import { LIST_PAYLOAD_FILE, LIST_PAYLOAD } from './list-payload';

const run = promisify(execFile);

/** Answers of the container to a list. */
const replySchema = z.array(z.object({ generated_texts: z.array(z.string()) }));
const functionSchema = z.object({ results: replySchema });

/** boto3, as a user would write it. The address comes as an argument: old versions know no variable for it. */
const PYTHON = `
import boto3, sys
endpoint_url, name, payload = sys.argv[1:]
client = boto3.client("sagemaker-runtime", endpoint_url=endpoint_url)
reply = client.invoke_endpoint(EndpointName=name, ContentType="application/json", Body=open(payload, "rb").read())
sys.stdout.write(reply["Body"].read().decode("utf-8"))
`;

/**
 * Deploys the application with an endpoint into an embedded AWS and checks that the AWS CLI and boto3
 * get the same ten answers of it as the function invoke-batch. Needs `aws` and `python3` with boto3.
 *
 * @throws Error when one of them gets others, or none
 */
export async function checkRealtimeClients(): Promise<void> {
  const application = await startApplication(withEndpoint());
  const folder = await mkdtemp(join(tmpdir(), 'realtime-clients-'));
  try {
    const { endpoint, region } = application.aws;
    const cloudFormation = new CloudFormationClient(clientConfig(endpoint, region));
    const outputs = await stackOutputs(cloudFormation, 'Text2TextBatch-Endpoint', '');
    cloudFormation.destroy();
    const { EndpointName: name = '', InvokeBatchFunctionName: functionName = '' } = outputs;
    const env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_DEFAULT_REGION: region,
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    const { payload } = await invokeFunction(endpoint, functionName, LIST_PAYLOAD);
    const expected = functionSchema.parse(payload).results;

    const file = join(folder, 'reply.json');
    const request = ['--endpoint-name', name, '--content-type', 'application/json'];
    await run(
      'aws',
      [
        'sagemaker-runtime',
        'invoke-endpoint',
        '--endpoint-url',
        endpoint,
        ...request,
        '--body',
        `fileb://${LIST_PAYLOAD_FILE}`,
        file,
      ],
      { env },
    );
    check('the AWS CLI', await readFile(file, 'utf8'), expected);
    const python = await run('python3', ['-c', PYTHON, endpoint, name, LIST_PAYLOAD_FILE], { env });
    check('boto3', python.stdout, expected);
  } finally {
    await application.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function check(client: string, reply: string, expected: z.infer<typeof replySchema>): void {
  const answers = replySchema.parse(JSON.parse(reply));
  if (!isDeepStrictEqual(answers, expected)) {
    throw new Error(
      `${client} got ${JSON.stringify(answers)}; invoke-batch ${JSON.stringify(expected)}`,
    );
  }
  process.stdout.write(`${client}: the same ${answers.length} answers as invoke-batch\n`);
}

if (require.main === module) {
  checkRealtimeClients().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
