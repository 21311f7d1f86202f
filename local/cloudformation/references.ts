import { isObject } from './intrinsic-input';

/** Names that a value refers to by Ref, Fn::GetAtt or Fn::Sub: resources, parameters, pseudo parameters. */
export function referencedNames(value: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  collect(value, names);
  return names;
}

function collect(value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, names);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) {
      if (key === 'Ref' && typeof item === 'string') names.add(item);
      else if (key === 'Fn::GetAtt') collectAttribute(item, names);
      else if (key === 'Fn::Sub') collectSubstitutions(item, names);
      else collect(item, names);
    }
  }
}

function collectAttribute(argument: unknown, names: Set<string>): void {
  const first: unknown = Array.isArray(argument) ? argument[0] : argument;
  if (typeof first === 'string') names.add(first.split('.')[0] ?? first);
}

function collectSubstitutions(argument: unknown, names: Set<string>): void {
  const parts: readonly unknown[] = Array.isArray(argument) ? argument : [argument];
  const [template, variables] = parts;
  if (typeof template !== 'string') return;
  const own = isObject(variables) ? variables : {};
  collect(own, names);
  for (const [, inner = ''] of template.matchAll(/\$\{([^!}][^}]*)\}/g)) {
    const name = inner.trim().split('.')[0] ?? '';
    if (!Object.hasOwn(own, inner.trim())) names.add(name);
  }
}
