import * as z from 'zod';
import { AwsError } from '../gateway/aws-error';
import { isObject } from './intrinsic-input';
import { type NameRule } from './physical-name';

/** A resource as it stands: the value of `Ref` and those of `Fn::GetAtt`. */
export interface ResourceState {
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface ResourceRequest {
  readonly stackName: string;
  readonly logicalId: string;
  /** A name for a resource whose template gives none. */
  physicalName(rule: NameRule): string;
}

/** Makes, changes and removes the resources of one type. Properties come with intrinsics resolved. */
export interface ResourceProvider {
  /** The name that the template gives; undefined for a resource that gets a generated one. */
  readonly givenName: (properties: unknown) => string | undefined;
  /** Whether a change of these properties needs a new resource. */
  needsReplacement(changed: readonly string[]): boolean;
  create(properties: unknown, request: ResourceRequest): Promise<ResourceState>;
  update(
    properties: unknown,
    request: ResourceRequest,
    previous: ResourceState,
  ): Promise<ResourceState>;
  delete(previous: ResourceState, properties: unknown): Promise<void>;
  /**
   * Whether a resource of that name is there, whoever made it. Also true if that cannot be told: nothing
   * that may be somebody else's is ever discarded.
   */
  isThere(properties: unknown, request: ResourceRequest): Promise<boolean>;
  /**
   * Removes what a creation that a kill has cut off may have left; nothing if nothing is there. Only for
   * what was not there before that creation.
   */
  discard(properties: unknown, request: ResourceRequest): Promise<void>;
  /** Makes again what only this process knows of a resource that an earlier one has made. */
  restore(state: ResourceState, properties: unknown): void;
}

export interface ProviderDefinition<S extends z.ZodType> {
  /** All properties that are known: one that is not is refused by name. */
  readonly properties: S;
  /** The property that is the resource's name, if no two of the type may have the same in a region. */
  readonly name?: string;
  /** Properties whose change means replacement, or `all` of them. */
  readonly replacedBy: readonly string[] | 'all';
  create(properties: z.infer<S>, request: ResourceRequest): Promise<ResourceState> | ResourceState;
  update?(
    properties: z.infer<S>,
    request: ResourceRequest,
    previous: ResourceState,
  ): Promise<ResourceState> | ResourceState;
  delete(previous: ResourceState, properties: z.infer<S>): Promise<void> | void;
  /** Goes with `discard`. What it throws counts as true. */
  isThere?(properties: z.infer<S>, request: ResourceRequest): Promise<boolean> | boolean;
  /** For what cannot be created over what is there already. What it throws does not matter. */
  discard?(properties: z.infer<S>, request: ResourceRequest): Promise<void> | void;
  /** For what no service keeps: policies, which the stacks know whole. */
  restore?(state: ResourceState, properties: z.infer<S>): void;
}

/** A provider that checks properties before it touches anything. */
export function defineProvider<S extends z.ZodType>(
  definition: ProviderDefinition<S>,
): ResourceProvider {
  const { replacedBy, name } = definition;
  const parse = (properties: unknown): z.infer<S> =>
    parseProperties(definition.properties, properties);
  return {
    givenName(properties) {
      const given = name !== undefined && isObject(properties) ? properties[name] : undefined;
      return typeof given === 'string' ? given : undefined;
    },
    needsReplacement: (changed) =>
      !definition.update ||
      replacedBy === 'all' ||
      changed.some((property) => replacedBy.includes(property)),
    create: async (properties, request) => definition.create(parse(properties), request),
    update: async (properties, request, previous) =>
      definition.update?.(parse(properties), request, previous) ?? previous,
    delete: async (previous, properties) => definition.delete(previous, parse(properties)),
    async isThere(properties, request) {
      try {
        return (await definition.isThere?.(parse(properties), request)) ?? true;
      } catch {
        return true;
      }
    },
    async discard(properties, request) {
      try {
        await definition.discard?.(parse(properties), request);
      } catch {
        // Nothing is there, or what is there is refused once more, with the reason, by the next creation.
      }
    },
    restore(state, properties) {
      definition.restore?.(state, parse(properties));
    },
  };
}

/** A property that is accepted and kept, but that nothing here acts upon. */
export const kept = z.unknown().optional();

/** Templates write booleans and numbers also as text. */
export const numberProperty = z.coerce.number();
export const booleanProperty = z.union([
  z.boolean(),
  z.enum(['true', 'false']).transform((text) => text === 'true'),
]);

function parseProperties<S extends z.ZodType>(schema: S, properties: unknown): z.infer<S> {
  const parsed = schema.safeParse(properties);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `#/${path.join('/')}: ${message}`);
  throw new AwsError('ValidationError', `Properties validation failed: ${faults.join('; ')}`);
}
