import { type ChangeSets } from '../change-sets';
import { type CloudFormation } from '../cloudformation';
import { type ReadObject } from './template-source';

/** What the operations work on. */
export interface ApiContext {
  readonly cloudFormation: CloudFormation;
  readonly changeSets: ChangeSets;
  readonly readObject: ReadObject;
}
