import { type Json } from '../json';

/**
 * What JSONata returned -> plain JSON. Its arrays carry extra properties and its objects have no
 * prototype; JSON has no word for a number that is not finite, so it becomes the string that
 * JavaScript names it by, as in AWS. Undefined members are dropped; undefined itself stays.
 * @throws TypeError for a function, which is no data
 */
export function toJson(value: unknown): Json | undefined {
  switch (typeof value) {
    case 'undefined':
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'object':
      return value === null ? null : fromObject(value);
    default:
      throw new TypeError(`The result holds a ${typeof value}, which is not JSON`);
  }
}

function fromObject(value: object): Json {
  if (Array.isArray(value)) return value.map((item) => toJson(item) ?? null);
  // A JSONata lambda is an object with this mark.
  if ('_jsonata_lambda' in value || '_jsonata_function' in value) {
    throw new TypeError('The result holds a function, which is not JSON');
  }
  const members: [string, Json][] = [];
  for (const [key, member] of Object.entries(value)) {
    const json = toJson(member);
    if (json !== undefined) members.push([key, json]);
  }
  // An assignment would take the key `__proto__` for the prototype.
  return Object.fromEntries(members);
}
