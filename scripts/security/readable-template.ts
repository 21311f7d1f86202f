import { type App, CfnResource, Stack } from 'aws-cdk-lib';
import * as z from 'zod';

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      DeletionPolicy: z.string().default('Delete'),
    }),
  ),
  Outputs: z
    .record(
      z.string(),
      z.object({ Value: z.unknown(), Export: z.object({ Name: z.string() }).optional() }),
    )
    .default({}),
});

export interface TemplateResource {
  readonly type: string;
  /** Its name, as `shortPath` has it. */
  readonly path: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** `Delete`, `Retain`, `RetainExceptOnCreate`. */
  readonly deletionPolicy: string;
  /** A value of this resource, as a person would write it. */
  readonly text: (value: unknown) => string;
}

/** All resources of an app, as its templates have them. */
export function templateResources(app: App): TemplateResource[] {
  const paths = constructPaths(app);
  const templates = app.synth().stacks.map(({ stackName, template }) => ({
    stackName,
    template: templateSchema.parse(template),
  }));
  const imports = new Map(
    templates.flatMap(({ stackName, template: { Outputs } }) =>
      Object.values(Outputs).map(
        ({ Value, Export }) => [Export?.Name, readable(Value, nameIn(stackName))] as const,
      ),
    ),
  );
  function nameIn(stackName: string): (logicalId: string) => string {
    return (logicalId) => paths.get(`${stackName}/${logicalId}`) ?? logicalId;
  }
  return templates.flatMap(({ stackName, template }) =>
    Object.entries(template.Resources).map(([logicalId, resource]) => ({
      type: resource.Type,
      path: nameIn(stackName)(logicalId),
      properties: resource.Properties,
      deletionPolicy: resource.DeletionPolicy,
      text: (value) => readable(value, nameIn(stackName), imports),
    })),
  );
}

/** By `<stack>/<logical id>`. */
function constructPaths(app: App): Map<string, string> {
  return new Map(
    app.node
      .findAll()
      .filter((construct) => construct instanceof CfnResource)
      .map((resource) => {
        const stack = Stack.of(resource);
        const logicalId = String(stack.resolve(resource.logicalId));
        return [`${stack.stackName}/${logicalId}`, shortPath(resource.node.path)];
      }),
  );
}

/**
 * The path of a construct without its stack, the construct that all of the stack is in, and the CDK's
 * own ending: `Prefix-Pipeline/Pipeline/Functions/PlanRun/Role/Resource` is `Functions/PlanRun/Role`.
 */
export function shortPath(path: string): string {
  return path.replace(/^[^/]+\/((Pipeline|Storage)\/)?/, '').replace(/\/(Resource|Default)$/, '');
}

/** Intrinsics as text: resources by `<path>`, the account as ACCOUNT. */
function readable(
  value: unknown,
  nameOf: (logicalId: string) => string,
  imports: ReadonlyMap<string | undefined, string> = new Map(),
): string {
  const read = (inner: unknown): string => readable(inner, nameOf, imports);
  if (Array.isArray(value)) return value.map(read).join(', ');
  if (typeof value !== 'object' || value === null) return withoutPseudo(String(value));
  const [[name, argument] = []] = Object.entries(value);
  if (name === 'Fn::Join' && Array.isArray(argument)) {
    const [delimiter, items] = argument as readonly unknown[];
    return Array.isArray(items) ? items.map(read).join(String(delimiter)) : read(items);
  }
  if (name === 'Fn::GetAtt' && Array.isArray(argument)) return `<${nameOf(String(argument[0]))}>`;
  if (name === 'Fn::ImportValue') return imports.get(String(argument)) ?? String(argument);
  if (name === 'Fn::Sub') return read(argument);
  if (name === 'Ref' && typeof argument === 'string') {
    return argument.startsWith('AWS::')
      ? withoutPseudo(`\${${argument}}`)
      : `<${nameOf(argument)}>`;
  }
  return JSON.stringify(value);
}

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  '${AWS::AccountId}': 'ACCOUNT',
  '${AWS::Region}': 'REGION',
  '${AWS::Partition}': 'aws',
  '${AWS::URLSuffix}': 'amazonaws.com',
};

function withoutPseudo(text: string): string {
  return text.replace(/\$\{AWS::\w+\}/g, (parameter) => PSEUDO_PARAMETERS[parameter] ?? parameter);
}
