import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { cloudFormationApi } from '../../../../local/cloudformation/api/cloudformation-api';
import { ChangeSets } from '../../../../local/cloudformation/change-sets';
import { type Stack } from '../../../../local/cloudformation/stack';
import { clientConfig } from '../../../../local/gateway/client-config';
import { startGateway } from '../../../../local/gateway/gateway';
import { type ThingsOptions, cloudFormationOfThings } from '../thing-provider';

const place = { region: 'us-east-1', accountId: '000000000000' };

/** The real client of a CloudFormation with the resource type `Thing`, and one object in S3. */
export async function apiOfThings(
  objects: Readonly<Record<string, string>> = {},
  options: ThingsOptions = {},
) {
  const things = cloudFormationOfThings(options);
  const { cloudFormation, clock } = things;
  const { state } = options;
  const changeSets = new ChangeSets(cloudFormation, { ...place, clock, ...(state && { state }) });
  const readObject = async (bucket: string, key: string): Promise<string> => {
    const text = objects[`${bucket}/${key}`];
    if (text === undefined) throw new Error('The specified key does not exist.');
    return text;
  };
  const services = [
    cloudFormationApi(
      { cloudFormation, changeSets, readObject },
      { region: 'us-east-1', accountId: '000000000000' },
    ),
  ];
  const gateway = await startGateway({ ...place, services });
  const client = new CloudFormationClient(clientConfig(gateway.endpoint, place.region));
  return {
    ...things,
    client,
    changeSets,
    /** When nothing goes on any more. */
    async settled(name: string): Promise<Stack> {
      await cloudFormation.idle();
      return cloudFormation.stack(name);
    },
    async close(): Promise<void> {
      client.destroy();
      await gateway.close();
    },
  };
}

export type ApiOfThings = Awaited<ReturnType<typeof apiOfThings>>;

/** A template's text with things of these properties. */
export function templateOf(things: Record<string, object>, rest: object = {}): string {
  const typed = Object.entries(things).map(([id, Properties]) => [
    id,
    { Type: 'Thing', Properties },
  ]);
  return JSON.stringify({ Resources: Object.fromEntries(typed) as object, ...rest });
}
