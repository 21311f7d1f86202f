import * as z from 'zod';
import { defaultEventInvokeConfig } from '../../lambda/event-invoke-config';
import { parseFunctionReference } from '../../lambda/function-arn';
import { type EmbeddedServices } from '../embedded-services';
import { type ResourceProvider, defineProvider, numberProperty } from '../resource-provider';

const properties = z.strictObject({
  FunctionName: z.string(),
  Qualifier: z.string(),
  MaximumRetryAttempts: numberProperty
    .pipe(z.int().min(0).max(2))
    .default(defaultEventInvokeConfig.maximumRetryAttempts),
  MaximumEventAgeInSeconds: numberProperty
    .pipe(z.int().min(60).max(21_600))
    .default(defaultEventInvokeConfig.maximumEventAgeSeconds),
  DestinationConfig: z
    .strictObject({ OnFailure: z.strictObject({ Destination: z.string() }).optional() })
    .optional(),
});
type ConfigProperties = z.infer<typeof properties>;

/** AWS::Lambda::EventInvokeConfig; destinations of success are refused as an unknown property. */
export function eventInvokeConfigProvider({
  lambda: { eventInvokeConfigs },
}: EmbeddedServices): ResourceProvider {
  const put = (wanted: ConfigProperties): void => {
    const { functionName } = parseFunctionReference(wanted.FunctionName);
    eventInvokeConfigs.put(functionName, wanted.Qualifier, {
      maximumRetryAttempts: wanted.MaximumRetryAttempts,
      maximumEventAgeSeconds: wanted.MaximumEventAgeInSeconds,
      onFailureArn: wanted.DestinationConfig?.OnFailure?.Destination,
    });
  };
  return defineProvider({
    properties,
    replacedBy: ['FunctionName', 'Qualifier'],
    create(wanted, request) {
      put(wanted);
      return { physicalId: request.physicalName({ maxLength: 255 }), attributes: {} };
    },
    update(wanted, _, previous) {
      put(wanted);
      return previous;
    },
    delete(_, { FunctionName, Qualifier }) {
      eventInvokeConfigs.delete(parseFunctionReference(FunctionName).functionName, Qualifier);
    },
  });
}
