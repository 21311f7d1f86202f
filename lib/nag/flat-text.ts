/**
 * A value of a template as cdk-nag writes it into the id of a finding: `<Data.Arn>/runs/*`. Written
 * again here, since what deploys must not need the checker.
 */
export function flatText(value: unknown): string {
  if (typeof value === 'string') return value.replaceAll('${', '<').replaceAll('}', '>');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const [[name, argument] = []] = Object.entries(value);
  if (name === 'Fn::Join' && Array.isArray(argument)) {
    const [delimiter, items] = argument as readonly unknown[];
    if (Array.isArray(items)) return items.map(flatText).join(String(delimiter));
  }
  if (name === 'Fn::GetAtt' && Array.isArray(argument)) {
    return `<${argument.map(flatText).join('.')}>`;
  }
  if (name === 'Fn::Sub' || name === 'Fn::ImportValue') return flatText(argument);
  if (name === 'Ref') return `<${flatText(argument)}>`;
  return JSON.stringify(value);
}
