import { App, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Code, Function as LambdaFunctionResource, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { QueryLanguage, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { DefinitionBody } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { buildSync } from 'esbuild';
import { join } from 'node:path';

/** A bucket, a function that writes to it, a state machine that calls it, a rule on its end. */
export function synthesizeExampleApp(outdir: string): string {
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new Stack(app, 'Example');
  const data = new Bucket(stack, 'Data', {
    versioned: true,
    encryption: BucketEncryption.S3_MANAGED,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const writer = nodeFunction(stack, 'Writer', outdir, { BUCKET: data.bucketName });
  data.grantPut(writer);
  const machine = new StateMachine(stack, 'Machine', {
    queryLanguage: QueryLanguage.JSONATA,
    definitionBody: DefinitionBody.fromChainable(
      LambdaInvoke.jsonata(stack, 'Write the text', {
        lambdaFunction: writer,
        outputs: '{% $states.result.Payload %}',
      }),
    ),
  });
  const watcher = nodeFunction(stack, 'Watcher', outdir, {});
  new Rule(stack, 'Ended', {
    eventPattern: {
      source: ['aws.states'],
      detail: { status: ['FAILED'], stateMachineArn: [machine.stateMachineArn] },
    },
    targets: [
      new LambdaFunction(watcher, {
        event: RuleTargetInput.fromObject({ detail: { status: 'FAILED' } }),
      }),
    ],
  });
  new CfnOutput(stack, 'BucketName', { value: data.bucketName });
  new CfnOutput(stack, 'StateMachineArn', { value: machine.stateMachineArn });
  new CfnOutput(stack, 'FunctionName', { value: writer.functionName });
  new CfnOutput(stack, 'WatcherLogGroup', { value: watcher.logGroup.logGroupName });
  return app.synth().directory;
}

function nodeFunction(
  stack: Stack,
  id: string,
  outdir: string,
  environment: Record<string, string>,
): LambdaFunctionResource {
  const directory = join(`${outdir}-bundles`, id);
  buildSync({
    entryPoints: [join(__dirname, `${id.toLowerCase()}.ts`)],
    outfile: join(directory, 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    minify: true,
  });
  return new LambdaFunctionResource(stack, id, {
    runtime: Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: Code.fromAsset(directory),
    environment,
    logGroup: new LogGroup(stack, `${id}Logs`, { removalPolicy: RemovalPolicy.DESTROY }),
  });
}
