export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type JsonObject = Readonly<Record<string, Json>>;

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Array.isArray narrows a readonly array to any[]; this keeps the element type. */
export function isJsonArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** JSON text -> value. Throws SyntaxError. */
export function parseJson(text: string): Json {
  // JSON.parse gives nothing but JSON.
  return JSON.parse(text) as Json;
}

/** JSON's name for a type, as JSONata's `$type` says it. */
export function jsonTypeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
