/** What a table says of one resource. */
export interface ResourceRow {
  readonly type: string;
  readonly path: string;
  readonly cells: readonly string[];
}

/** More names than these say less than a word for them. */
const MANY = 4;

/** Rows `type, which, ...cells`: one for all resources of a type of which the same is to say. */
export function byResource(rows: readonly ResourceRow[]): string[][] {
  const keyOf = ({ type, cells }: ResourceRow): string => [type, ...cells].join('|');
  const distinct = new Map(rows.map((row) => [keyOf(row), row]));
  return [...distinct].map(([key, { type, cells }]) => {
    const ofType = rows.filter((row) => row.type === type);
    const names = ofType.filter((row) => keyOf(row) === key).map(({ path }) => `\`${path}\``);
    const all = names.length > MANY && names.length === ofType.length;
    return [`\`${type}\``, all ? 'all' : names.join(', '), ...cells];
  });
}
