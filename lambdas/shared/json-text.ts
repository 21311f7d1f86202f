/** The text at a field of a JSON object, or all of `text` when it is none or has no such field. */
export function textIn(text: string, field: string): string {
  try {
    const value: unknown = (JSON.parse(text) as Record<string, unknown> | null)?.[field];
    return typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}
