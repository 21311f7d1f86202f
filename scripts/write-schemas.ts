import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFieldTables } from './schemas/config-tables';
import { schemaFiles } from './schemas/schema-files';

const DOCS = join(__dirname, '..', 'docs');

// `npm run schemas`: after a change of a schema in domain/run or lib/config, writes docs/*.schema.json
// and the tables of docs/configuration.md again.
for (const [name, text] of schemaFiles()) writeFileSync(join(DOCS, name), text);
const page = join(DOCS, 'configuration.md');
writeFileSync(page, withFieldTables(readFileSync(page, 'utf8')));
