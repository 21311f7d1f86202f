import { type S3Client } from '@aws-sdk/client-s3';
import { join } from 'node:path';
import { type Clock, systemClock } from '../clock';
import { AwsError } from '../gateway/aws-error';
import { type AwsService } from '../gateway/service';
import { type Authorizer } from '../iam/access';
import { type Principals, createPrincipals } from '../iam/principals';
import { allowEverything } from '../iam/rights';
import { authorizeAssumption } from '../iam/assume-role';
import { isAccessDenied } from '../iam/evaluation/access-denied';
import { roleSender } from '../iam/sender';
import { type LogSink } from '../logs/log-sink';
import { roleLogSink } from '../logs/role-log-sink';
import { type SendToQueue } from '../sqs/send-to-queue';
import { type State } from '../state/state';
import {
  type AsynchronousInvoker,
  type AsynchronousTarget,
  createAsynchronousInvoker,
} from './asynchronous';
import { fetchCode } from './code-package';
import { functionEnvironment } from './environment';
import { type EventInvokeConfigs, createEventInvokeConfigs } from './event-invoke-config';
import { functionArn, parseFunctionReference } from './function-arn';
import { type CodeSource, type FunctionConfig } from './function-config';
import { type FunctionVersion, createFunctionRegistry } from './function-registry';
import { createFunctionRunner } from './function-runner';
import { type InvokeFunction } from './invoke';
import { lambdaApi } from './lambda-api';
import { MAX_PAYLOAD_BYTES } from './runtime-errors';

export interface LambdaHostOptions {
  readonly s3: S3Client;
  readonly logSink: LogSink & { readonly hasLogGroup?: (name: string) => boolean };
  /** Code is unpacked below it. */
  readonly workDir: string;
  readonly region: string;
  readonly accountId: string;
  /** Known only when the gateway listens, so it is asked for when a function starts. */
  readonly endpoint: () => string;
  readonly principals?: Principals;
  /** Asked for each call; without it, every call is allowed. */
  readonly authorizer?: Authorizer;
  /** Takes what asynchronous invocations could not deliver, if their functions name a queue. */
  readonly sendToQueue: SendToQueue;
  /** Time-outs are of real computing: hand in another clock only to test them. */
  readonly clock?: Clock;
  /** Keeps functions with their versions and aliases; nothing does unless given. */
  readonly state?: State;
}

export interface LambdaHost extends AwsService {
  readonly invoke: InvokeFunction;
  readonly asynchronous: AsynchronousInvoker;
  readonly eventInvokeConfigs: EventInvokeConfigs;
  createFunction(config: FunctionConfig, code: CodeSource): Promise<{ arn: string }>;
  /** New code, new configuration or both; invocations in flight end on the old ones. */
  updateFunction(config: FunctionConfig, code: CodeSource): Promise<void>;
  deleteFunction(functionName: string): Promise<void>;
  /** Freezes `$LATEST` as the next version; gives the last one again if nothing has changed. */
  publishVersion(functionName: string): { version: string; arn: string; isNew: boolean };
  deleteVersion(functionName: string, version: string): Promise<void>;
  putAlias(functionName: string, alias: string, version: string): { arn: string };
  deleteAlias(functionName: string, alias: string): void;
  /** What a name, ARN or qualified ARN stands for: configuration, hashes of the code. */
  describe(reference: string): FunctionVersion;
  /** The same, for a caller that asks another process as well. Rejects with AwsError ResourceNotFoundException. */
  readonly find: (reference: string) => Promise<FunctionVersion>;
}

/** The embedded Lambda: deployed zips in worker threads. See `sandbox.ts` for its limits. */
export function createLambdaHost(options: LambdaHostOptions): LambdaHost {
  const { clock = systemClock, principals = createPrincipals(), logSink } = options;
  const authorizer = options.authorizer ?? allowEverything;
  const arnOf = (name: string): string => functionArn(options.region, options.accountId, name);
  const startVersion = (
    version: string,
    config: FunctionConfig,
    code: FunctionVersion['code'],
  ): FunctionVersion => {
    const environment = (logStream: string): Record<string, string> =>
      functionEnvironment({
        config,
        version,
        logStream,
        codeDirectory: code.directory,
        region: options.region,
        endpoint: options.endpoint(),
        credentials: principals.issue(
          config.roleArn,
          config.functionName,
          arnOf(config.functionName),
        ),
      });
    const ownLog = roleLogSink({
      sink: logSink,
      authorizer,
      place: options,
      writer: roleSender(config.roleArn, config.functionName),
      now: () => clock.now(),
    });
    const runner = createFunctionRunner({
      config,
      code,
      version,
      environment,
      logSink: ownLog,
      clock,
    });
    return { version, config, code, runner };
  };
  const checkRole = (roleArn: string, sourceArn: string): void => {
    try {
      const service = 'lambda.amazonaws.com';
      authorizeAssumption(authorizer, options, { roleArn, service, sourceArn });
    } catch (error) {
      if (!isAccessDenied(error)) throw error;
      throw new AwsError(
        'InvalidParameterValueException',
        `The role defined for the function cannot be assumed by Lambda. (${error.message})`,
      );
    }
  };
  const { state, workDir } = options;
  const registry = createFunctionRegistry(
    arnOf,
    state && {
      state,
      workDir,
      startVersion: ({ version, config, code }) => startVersion(version, config, code),
    },
  );
  const loadLatest = async (
    config: FunctionConfig,
    source: CodeSource,
  ): Promise<FunctionVersion> => {
    checkRole(config.roleArn, arnOf(config.functionName));
    const directory = join(workDir, config.functionName);
    return startVersion('$LATEST', config, await fetchCode(options.s3, source, directory));
  };
  const invoke: InvokeFunction = async (reference, payload) => {
    const { config, runner, version } = registry.resolve(reference);
    if (Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES) {
      throw new AwsError(
        'RequestTooLargeException',
        `Request must be smaller than ${MAX_PAYLOAD_BYTES} bytes for the InvokeFunction operation`,
        413,
      );
    }
    const arn = reference.startsWith('arn:') ? reference : arnOf(config.functionName);
    return { ...(await runner.invoke(payload, arn)), executedVersion: version };
  };
  const eventInvokeConfigs = createEventInvokeConfigs(state);
  const findTarget = (reference: string): AsynchronousTarget => {
    const { functionName, qualifier } = parseFunctionReference(reference);
    const { version, config } = registry.resolve(reference);
    return {
      functionArn: `${arnOf(functionName)}:${qualifier}`,
      version,
      config: eventInvokeConfigs.get(functionName, qualifier),
      deadLetterArn: config.deadLetterArn,
      roleArn: config.roleArn,
    };
  };
  const asynchronous = createAsynchronousInvoker({
    invoke,
    clock,
    logSink,
    findTarget,
    sendToQueue: options.sendToQueue,
  });

  return {
    invoke,
    asynchronous,
    eventInvokeConfigs,
    ...lambdaApi({ registry, invoke, asynchronous, arnOf, authorizer, place: options }),
    async createFunction(config, source) {
      if (registry.has(config.functionName)) {
        const message = `Function already exist: ${config.functionName}`;
        throw new AwsError('ResourceConflictException', message, 409);
      }
      const latest = await loadLatest(config, source);
      registry.add(config.functionName, {
        latest,
        published: [],
        lastVersion: 0,
        aliases: new Map(),
      });
      return { arn: arnOf(config.functionName) };
    },
    async updateFunction(config, source) {
      const deployed = registry.get(config.functionName);
      const previous = deployed.latest;
      deployed.latest = await loadLatest(config, source);
      registry.save(deployed);
      await previous.runner.drain();
    },
    async deleteFunction(functionName) {
      const { latest, published } = registry.remove(functionName);
      await Promise.all([latest, ...published].map(({ runner }) => runner.drain()));
    },
    publishVersion(functionName) {
      const deployed = registry.get(functionName);
      const { latest, published } = deployed;
      const last = published.at(-1);
      const unchanged =
        last?.code.codeSha256 === latest.code.codeSha256 &&
        JSON.stringify(last.config) === JSON.stringify(latest.config);
      const version = unchanged ? last.version : String(++deployed.lastVersion);
      if (!unchanged) published.push(startVersion(version, latest.config, latest.code));
      registry.save(deployed);
      return { version, arn: `${arnOf(functionName)}:${version}`, isNew: !unchanged };
    },
    async deleteVersion(functionName, version) {
      const deployed = registry.get(functionName);
      const { published } = deployed;
      const at = published.findIndex((candidate) => candidate.version === version);
      const removed = at < 0 ? [] : published.splice(at, 1);
      registry.save(deployed);
      await removed[0]?.runner.drain();
    },
    putAlias(functionName, alias, version) {
      registry.resolve(`${functionName}:${version}`);
      const deployed = registry.get(functionName);
      deployed.aliases.set(alias, version);
      registry.save(deployed);
      return { arn: `${arnOf(functionName)}:${alias}` };
    },
    deleteAlias(functionName, alias) {
      const deployed = registry.get(functionName);
      deployed.aliases.delete(alias);
      registry.save(deployed);
    },
    describe: (reference) => registry.resolve(reference),
    find: async (reference) => registry.resolve(reference),
    async close() {
      asynchronous.close();
      const versions = registry.all().flatMap(({ latest, published }) => [latest, ...published]);
      await Promise.all(versions.map(({ runner }) => runner.close()));
    },
  };
}
