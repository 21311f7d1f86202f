import { type Scope } from '../../../local/cloudformation/scope';

/** A scope with a few names; anything else is undefined, as in a template that does not have it. */
export const scope: Scope = {
  ref: (name) =>
    ({ Bucket: 'my-bucket', Empty: '', 'AWS::Region': 'us-east-1', List: ['a', 'b'] })[name],
  attribute: (logicalId, name) =>
    logicalId === 'Bucket' ? { Arn: 'arn:b', 'A.B': 'nested' }[name] : undefined,
  condition: (name) => ({ Yes: true, No: false })[name],
  mapping: (map, key, name) =>
    map === 'Map' && key === 'k' && name === 'n' ? 'mapped' : undefined,
  importValue: (name) => (name === 'exported' ? 'imported' : undefined),
  availabilityZones: ['us-east-1a', 'us-east-1b'],
};
