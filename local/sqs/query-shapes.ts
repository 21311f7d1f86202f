import { type FormTree, formList, formText } from '../gateway/query-form';

/** The query protocol's name of a list or map (all are flattened) -> what AWS JSON calls it. */
const LISTS: Readonly<Record<string, string>> = {
  AttributeName: 'AttributeNames',
  MessageSystemAttributeName: 'MessageSystemAttributeNames',
  MessageAttributeName: 'MessageAttributeNames',
  TagKey: 'TagKeys',
  SendMessageBatchRequestEntry: 'Entries',
  DeleteMessageBatchRequestEntry: 'Entries',
  ChangeMessageVisibilityBatchRequestEntry: 'Entries',
};
const MAPS: Readonly<Record<string, MapShape>> = {
  Attribute: { name: 'Attributes', key: 'Name' },
  MessageAttribute: { name: 'MessageAttributes', key: 'Name' },
  MessageSystemAttribute: { name: 'MessageSystemAttributes', key: 'Name' },
  Tag: { name: 'Tags', key: 'Key' },
};
interface MapShape {
  readonly name: string;
  /** Element that holds a key; the value's is always `Value`. */
  readonly key: string;
}

type Json = Readonly<Record<string, unknown>>;

/** A form of the query protocol as the AWS JSON input of the same operation. */
export function toJsonInput(form: FormTree): Json {
  return Object.fromEntries([...form].map(([name, value]) => toJsonMember(name, value)));
}

function toJsonMember(name: string, value: string | FormTree): readonly [string, unknown] {
  const list = LISTS[name];
  if (list !== undefined) return [list, formList(value).map(toJsonValue)];
  const map = MAPS[name];
  if (!map) return [name, toJsonValue(value)];
  const entries = formList(value).flatMap((entry) =>
    entry instanceof Map ? [[formText(entry.get(map.key)), toJsonValue(entry.get('Value'))]] : [],
  );
  return [map.name, Object.fromEntries(entries) as unknown];
}

function toJsonValue(value: string | FormTree | undefined): unknown {
  return value instanceof Map ? toJsonInput(value) : value;
}

/** An operation's AWS JSON output as the query protocol writes it in XML. */
export function toXmlOutput(action: string, output: Json): Json {
  const batchEntry = `${action}ResultEntry`;
  return Object.fromEntries(
    Object.entries(output).map(([name, value]) => toXmlMember(name, value, batchEntry)),
  );
}

function toXmlMember(name: string, value: unknown, batchEntry: string): readonly [string, unknown] {
  if (name === 'Successful') return [batchEntry, value];
  if (name === 'Failed') return ['BatchResultErrorEntry', value];
  if (name === 'QueueUrls') return ['QueueUrl', value];
  if (name === 'Messages' && Array.isArray(value)) {
    return ['Message', value.map((message: Json) => toXmlOutput('', message))];
  }
  const [element, map] = Object.entries(MAPS).find(([, shape]) => shape.name === name) ?? [];
  if (element === undefined || !map || typeof value !== 'object' || value === null) {
    return [name, value];
  }
  const entries: [string, unknown][] = Object.entries(value);
  return [element, entries.map(([key, Value]) => ({ [map.key]: key, Value }))];
}
