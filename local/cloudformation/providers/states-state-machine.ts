import * as z from 'zod';
import { stateMachineArn } from '../../stepfunctions/arns';
import { type StateMachine, type StateMachineSettings } from '../../stepfunctions/state-machines';
import { type Tag } from '../../stepfunctions/tags';
import { type EmbeddedServices } from '../embedded-services';
import {
  type ResourceProvider,
  type ResourceState,
  booleanProperty,
  defineProvider,
} from '../resource-provider';
import { type TagsProperty, tagsProperty } from './tags-property';

const properties = z.strictObject({
  StateMachineName: z.string().max(80).optional(),
  DefinitionString: z.string().optional(),
  Definition: z.record(z.string(), z.unknown()).optional(),
  DefinitionSubstitutions: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean()]))
    .default({}),
  RoleArn: z.string(),
  StateMachineType: z.literal('STANDARD').optional(),
  LoggingConfiguration: z
    .strictObject({
      Level: z.enum(['ALL', 'ERROR', 'FATAL', 'OFF']).default('OFF'),
      IncludeExecutionData: booleanProperty.default(false),
      Destinations: z
        .array(
          z.strictObject({ CloudWatchLogsLogGroup: z.strictObject({ LogGroupArn: z.string() }) }),
        )
        .default([]),
    })
    .optional(),
  TracingConfiguration: z.strictObject({ Enabled: booleanProperty }).optional(),
  Tags: tagsProperty,
});

type StateMachineProperties = z.infer<typeof properties>;

/** AWS::StepFunctions::StateMachine. A definition in S3 is refused as an unknown property. */
export function stateMachineProvider(services: EmbeddedServices): ResourceProvider {
  const { stepFunctions } = services;
  return defineProvider({
    properties,
    name: 'StateMachineName',
    replacedBy: ['StateMachineName', 'StateMachineType'],
    create(wanted, request) {
      const name = wanted.StateMachineName ?? request.physicalName({ maxLength: 80 });
      const settings = { name, ...settingsOf(wanted) };
      return stateOf(stepFunctions.createStateMachine(settings, tagsOf(wanted.Tags)));
    },
    update(wanted, _, { physicalId }) {
      const machine = stepFunctions.updateStateMachine(physicalId, settingsOf(wanted));
      stepFunctions.replaceTags(physicalId, tagsOf(wanted.Tags));
      return stateOf(machine);
    },
    isThere(wanted, request) {
      const name = wanted.StateMachineName ?? request.physicalName({ maxLength: 80 });
      return stepFunctions.hasStateMachine(stateMachineArn(services, name));
    },
    discard(wanted, request) {
      const name = wanted.StateMachineName ?? request.physicalName({ maxLength: 80 });
      stepFunctions.deleteStateMachine(stateMachineArn(services, name));
    },
    delete: ({ physicalId }) => {
      stepFunctions.deleteStateMachine(physicalId);
    },
  });
}

function stateOf({ arn, name, revisionId }: StateMachine): ResourceState {
  const attributes = { Arn: arn, Name: name, StateMachineRevisionId: revisionId };
  return { physicalId: arn, attributes };
}

function tagsOf(tags: TagsProperty): Tag[] {
  return tags.map(({ Key: key, Value: value }) => ({ key, value }));
}

function settingsOf(wanted: StateMachineProperties): StateMachineSettings {
  const { LoggingConfiguration: logging, TracingConfiguration: tracing } = wanted;
  return {
    definition: substitute(definitionOf(wanted), wanted.DefinitionSubstitutions),
    roleArn: wanted.RoleArn,
    loggingConfiguration: {
      level: logging?.Level ?? 'OFF',
      includeExecutionData: logging?.IncludeExecutionData ?? false,
      destinations: (logging?.Destinations ?? []).map(({ CloudWatchLogsLogGroup: group }) => ({
        cloudWatchLogsLogGroup: { logGroupArn: group.LogGroupArn },
      })),
    },
    tracing: tracing?.Enabled ?? false,
  };
}

function definitionOf({ DefinitionString, Definition }: StateMachineProperties): string {
  if (DefinitionString !== undefined && Definition === undefined) return DefinitionString;
  if (Definition !== undefined && DefinitionString === undefined) return JSON.stringify(Definition);
  throw new Error('Give either DefinitionString or Definition');
}

/** `${name}` in the definition, as text, before it is parsed. */
function substitute(
  definition: string,
  values: StateMachineProperties['DefinitionSubstitutions'],
): string {
  return definition.replace(/\$\{([^}]+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}
