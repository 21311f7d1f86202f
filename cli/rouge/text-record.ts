import { parsePythonLiteral, PythonLiteralError } from '../../domain/python-literal';

export type Side = 'prediction' | 'reference';

/** A text of one of the files; several texts are alternative references. */
export interface TextRecord {
  /** As the file has it; undefined when the file's records have no ids. */
  readonly id: unknown;
  readonly text: string | readonly string[];
}

/** Fields as the user names them; what is not named is looked for in the first record. */
export interface FieldNames {
  readonly id?: string;
  readonly text?: string;
}

/** A line that cannot be scored: why, and what would be valid. */
export class MalformedLine extends Error {
  override readonly name = 'MalformedLine';
}

const TEXT_FIELDS: Record<Side, readonly string[]> = {
  prediction: ['generated_texts', 'generated_text', 'prediction', 'text'],
  reference: ['references', 'reference', 'highlights', 'summary', 'text'],
};

type Fields = Readonly<Record<string, unknown>>;

/** Reads the records of one file, whose fields are settled by the first of them. */
export class RecordReader {
  private idField: string | undefined;
  private textField: string | undefined;

  constructor(
    private readonly side: Side,
    private readonly named: FieldNames,
  ) {}

  /** @throws MalformedLine */
  read(line: string): TextRecord {
    const fields = parseObject(line);
    if (this.textField === undefined) this.settleFields(fields);
    return { id: this.idOf(fields), text: this.textOf(fields) };
  }

  private settleFields(fields: Fields): void {
    const candidates = TEXT_FIELDS[this.side];
    this.textField = this.named.text ?? candidates.find((name) => Object.hasOwn(fields, name));
    if (this.textField === undefined) {
      throw new MalformedLine(
        `no ${this.side} among the fields ${namesOf(fields)}; name it with --${this.side}-field (looked for ${candidates.join(', ')})`,
      );
    }
    this.idField = this.named.id ?? (Object.hasOwn(fields, 'id') ? 'id' : undefined);
  }

  private idOf(fields: Fields): unknown {
    if (this.idField === undefined) return undefined;
    const id = fields[this.idField];
    if (id !== undefined && id !== null) return id;
    throw new MalformedLine(
      `no id in the field ${JSON.stringify(this.idField)}; the line has ${namesOf(fields)}`,
    );
  }

  private textOf(fields: Fields): string | readonly string[] {
    const name = this.textField ?? '';
    const value = fields[name];
    if (typeof value === 'string') return value;
    if (isTexts(value)) return this.side === 'reference' ? value : (value[0] ?? '');
    const valid = 'valid: a text or an array of at least one text';
    throw new MalformedLine(
      value === undefined
        ? `no field ${JSON.stringify(name)}; the line has ${namesOf(fields)}`
        : `the field ${JSON.stringify(name)} is ${shorten(JSON.stringify(value))}; ${valid}`,
    );
  }
}

function parseObject(line: string): Fields {
  const value = parseValue(line);
  if (isFields(value)) return value;
  throw new MalformedLine(`${shorten(line)} is no JSON object or Python dict`);
}

/** JSON first: a Python dict with a text in it is no JSON, since its quotes are single ones. */
function parseValue(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (notJson) {
    try {
      return parsePythonLiteral(line);
    } catch (notPython) {
      if (!(notPython instanceof PythonLiteralError)) throw notPython;
      throw new MalformedLine(
        `neither JSON (${(notJson as Error).message}) nor a Python dict (${notPython.message})`,
      );
    }
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is string[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === 'string')
  );
}

const namesOf = (fields: Fields): string => Object.keys(fields).join(', ') || 'none';

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
