import { Stack, type StackProps } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { RunStorage, type RunStorageProps } from '../constructs/run-storage';

export type StorageStackProps = StackProps & RunStorageProps;

/** What is kept: apart from what runs, so that it outlives every change of that. */
export class StorageStack extends Stack {
  readonly storage: RunStorage;

  constructor(scope: Construct, id: string, props: StorageStackProps) {
    super(scope, id, props);
    this.storage = new RunStorage(this, 'Storage', props);
  }
}
