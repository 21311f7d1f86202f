import { ArnFormat, Fn, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type Deployment } from '../../domain/run/deployment';
import { runDefinition } from '../state-machine/definition';
import { type LambdaFunction } from './lambda-function';
import { type RunFunctionName } from './run-functions';

export interface RunStateMachineProps {
  readonly functions: Readonly<Record<RunFunctionName, LambdaFunction>>;
  /** Literal in the first state: what `{}` runs. */
  readonly deployment: Deployment;
  /** Prefix of the log group's name. */
  readonly name: string;
  /** Of the log group. */
  readonly encryptionKey: IKey;
  /** Of the log group. */
  readonly removalPolicy: RemovalPolicy;
}

/** The state machine of a run, its role and its log group. */
export class RunStateMachine extends Construct {
  readonly stateMachine: sfn.StateMachine;

  constructor(scope: Construct, id: string, props: RunStateMachineProps) {
    super(scope, id);
    const role = this.createRole(props.functions);
    this.stateMachine = new sfn.StateMachine(this, 'StateMachine', {
      definitionBody: sfn.DefinitionBody.fromString(this.renderDefinition(props)),
      stateMachineType: sfn.StateMachineType.STANDARD,
      role,
      // Adds xray:* and the log delivery's actions on '*': AWS offers no resource for them.
      tracingEnabled: true,
      logs: {
        destination: this.createLogGroup(props),
        // Every event, but no payloads: inputs may name what is nobody else's business.
        level: sfn.LogLevel.ALL,
        includeExecutionData: false,
      },
    });
    this.allowChildExecutions(role);
  }

  private renderDefinition({ functions, deployment }: RunStateMachineProps): string {
    const arns = Object.fromEntries(
      Object.entries(functions).map(([name, { version }]) => [name, version.functionArn]),
    ) as Record<RunFunctionName, string>;
    return Stack.of(this).toJsonString(runDefinition(arns, deployment, Stack.of(this).partition));
  }

  private createRole(functions: RunStateMachineProps['functions']): iam.Role {
    const stack = Stack.of(this);
    const role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('states.amazonaws.com', {
        // The confused deputy: no state machine of another account may borrow this role. Which one of
        // this account is not known yet: the state machine comes after its role.
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnLike: {
            'aws:SourceArn': stack.formatArn({
              service: 'states',
              resource: 'stateMachine',
              resourceName: '*',
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    });
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        // Every version: executions that are in flight during a deployment call the former ones.
        resources: Object.values(functions).map(
          ({ function: { functionArn } }) => `${functionArn}:*`,
        ),
      }),
    );
    return role;
  }

  /**
   * A log group under /aws/vendedlogs/ is found by its prefix: the resource policy then stays short.
   * The stack's id makes the name unique: a group that outlived its stack must not stand in the way
   * of the next one.
   */
  private createLogGroup(props: RunStateMachineProps): logs.LogGroup {
    const { name, encryptionKey, removalPolicy } = props;
    return new logs.LogGroup(this, 'Logs', {
      logGroupName: `/aws/vendedlogs/states/${name}-${uniqueOf(Stack.of(this))}`,
      retention: logs.RetentionDays.THREE_MONTHS,
      encryptionKey,
      removalPolicy,
    });
  }

  /**
   * A distributed map starts children of its own state machine. In a policy of its own, after the
   * state machine: its role may not name it before it exists.
   * Source: Step Functions developer guide, "IAM policies for using Distributed Map states".
   */
  private allowChildExecutions(role: iam.Role): void {
    const { stateMachine } = this;
    const executions = Stack.of(this).formatArn({
      service: 'states',
      resource: 'execution',
      resourceName: `${stateMachine.stateMachineName}/*`,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const policy = new iam.Policy(this, 'ChildExecutions', {
      statements: [
        new iam.PolicyStatement({
          actions: ['states:StartExecution'],
          resources: [stateMachine.stateMachineArn],
        }),
        new iam.PolicyStatement({
          actions: ['states:DescribeExecution', 'states:StopExecution'],
          resources: [executions],
        }),
      ],
    });
    policy.attachToRole(role);
  }
}

/** First part of the UUID in the stack's id: `arn:...:stack/NAME/8-4-4-4-12`. */
function uniqueOf(stack: Stack): string {
  return Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', stack.stackId))));
}
