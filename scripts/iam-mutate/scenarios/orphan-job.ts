import {
  CreateTransformJobCommand,
  DescribeTransformJobCommand,
  ListTransformJobsCommand,
} from '@aws-sdk/client-sagemaker';
import { RunLayout } from '../../../domain/run/layout';
import { RUN_TAG, transformJobName } from '../../../domain/run/names';
import { objectUri } from '../../../domain/run/s3-uri';
import { type Application } from '../../runbook/application';
import { endOf, putObject, start } from './runs';

/** A job as start-transform makes it, of a run whose execution has ended long ago. */
export async function orphanJob(application: Application, id: string): Promise<string> {
  const { sagemaker, bucket } = application;
  const layout = new RunLayout(id);
  // By its own name: the run of an owner is the one that its execution's name says.
  const executionArn = await start(application, id, { datset: {} });
  const { startDate = new Date() } = await endOf(application, executionArn);
  await application.aws.idle();
  const owner = { execution: { arn: executionArn, name: id, startTime: startDate.toISOString() } };
  await putObject(application, layout.owner, JSON.stringify(owner));
  await putObject(application, layout.input(1, 0), '{"id": 0, "text_inputs": "SLOW"}\n');
  const { TransformJobSummaries = [] } = await sagemaker.send(new ListTransformJobsCommand({}));
  const [any] = TransformJobSummaries;
  if (!any?.TransformJobName) throw new Error('no run has made a transform job yet');
  const like = await sagemaker.send(
    new DescribeTransformJobCommand({ TransformJobName: any.TransformJobName }),
  );
  const TransformJobName = transformJobName(id, 1, 1);
  const uri = (key: string): string => objectUri({ bucket, key });
  await sagemaker.send(
    new CreateTransformJobCommand({
      TransformJobName,
      ModelName: like.ModelName,
      BatchStrategy: like.BatchStrategy,
      ModelClientConfig: like.ModelClientConfig,
      MaxPayloadInMB: like.MaxPayloadInMB,
      TransformInput: {
        ...like.TransformInput,
        DataSource: {
          S3DataSource: { S3DataType: 'S3Prefix', S3Uri: uri(layout.inputPrefix(1)) },
        },
      },
      TransformOutput: { ...like.TransformOutput, S3OutputPath: uri(layout.outputPrefix(1)) },
      TransformResources: like.TransformResources,
      Tags: [{ Key: RUN_TAG, Value: id }],
    }),
  );
  return TransformJobName;
}
