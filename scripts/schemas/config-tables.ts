import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configSchema } from '../../lib/config/schema';
import { alignedTable } from '../aligned-table';
import { CONFIG_FIELD_TEXTS } from './config-field-texts';
import { type SchemaLeaf, schemaLeaves } from './schema-leaves';

const DEFAULTS: unknown = JSON.parse(
  readFileSync(join(__dirname, '..', '..', 'config', 'default.json'), 'utf8'),
);

/** `<!-- fields of models -->` ... `<!-- end -->`; without a name, the fields that are in no other. */
const TABLE = /(<!-- fields(?: of (\w+))? -->\n)[^]*?(<!-- end -->)/g;

/** The page with its tables of fields written anew from schema, texts and `config/default.json`. */
export function withFieldTables(page: string): string {
  return page.replace(TABLE, (_, head: string, section: string | undefined, end: string) => {
    const leaves = schemaLeaves(configSchema).filter(({ path }) => isIn(path, section));
    return `${head}\n${alignedTable([['field', 'meaning', 'valid', 'default'], ...leaves.map(row)])}\n\n${end}`;
  });
}

function isIn(path: string, section: string | undefined): boolean {
  // What an input may say stands with runDefaults and in docs/execution-input.md.
  if (path.includes('.input.')) return false;
  const [first] = path.split(/[.[]/);
  return section === undefined ? first === path : first === section;
}

function row({ path, presence }: SchemaLeaf): string[] {
  const { meaning = '', valid = '' } = CONFIG_FIELD_TEXTS[path] ?? {};
  return [code(path), meaning, valid, defaultOf(path, presence)].map(cell);
}

/** Of what `config/default.json` says, its value; of what it leaves out, and of an element of a list, what the schema says. */
function defaultOf(path: string, presence: SchemaLeaf['presence']): string {
  const [whole = '', ...elements] = path.split(/\[\]|\.\*/);
  const value = valueAt(DEFAULTS, whole.split('.'));
  if (value !== undefined && elements.every((rest) => rest === '')) return json(value);
  if (/(\[\]|\*)$/.test(path)) return '';
  if (presence === 'required') return 'required';
  return json(presence.default);
}

function valueAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return value;
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return valueAt(fields.find(([name]) => name === key)?.[1], rest);
}

function json(value: unknown): string {
  return value === undefined ? 'left out' : code(JSON.stringify(value));
}

function code(text: string): string {
  return `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
